"""Journey J1 as a list of steps: what Awa and Claire do, and what each must then read.

No step needs a notice: one whose sending was cut stays unknown, and people find their way without it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.folding import fold
from bot.sandbox.people import Person
from tests.chat.reporting import SENTENCE, presses

TOWN = "L'Île-Saint-Denis"


@dataclass(frozen=True)
class Step:
    """Someone does something; then their chat ends with a message that holds these words."""

    who: Person
    does: Callable[[], Awaitable[None]]
    reads: str
    pushes: bool = False
    """Whether it makes the bot write to someone else."""

    def done(self) -> bool:
        """Whether the person reads it, last but for notices."""
        shown = [message for message in self.who.messages if message.message.sender != self.who.id]
        return any(fold(self.reads) in fold(f"{m.text} {m.buttons}") for m in shown[-2:])


def journey(awa: Person, claire: Person) -> list[Step]:
    """From two strangers to a validated contribution."""
    return [
        Step(claire, lambda: claire.starts(), "Acceptez-vous"),
        Step(claire, lambda: presses(claire, "accepte"), "Au nom de qui"),
        Step(claire, lambda: presses(claire, "Administration de l'État"), "Comment s'appelle"),
        Step(claire, lambda: claire.says("miprof"), "Où agissez-vous"),
        Step(claire, lambda: claire.says("Paris"), "Bienvenue"),
        Step(awa, lambda: awa.starts(), "Acceptez-vous"),
        Step(awa, lambda: presses(awa, "accepte"), "Au nom de qui"),
        Step(awa, lambda: presses(awa, "Association locale"), "Comment s'appelle"),
        Step(awa, lambda: awa.says("ghettup"), "Où agissez-vous"),
        Step(awa, lambda: awa.says("Seine-Saint-Denis"), "Bienvenue"),
        Step(awa, lambda: awa.says("/declarer"), "Qu'avez-vous fait"),
        Step(awa, lambda: awa.says(SENTENCE), "dans votre phrase"),
        Step(awa, lambda: presses(awa, "C'est juste"), "Avec quels partenaires"),
        Step(awa, lambda: awa.says("rhsf"), "Comment le savez-vous"),
        Step(awa, lambda: presses(awa, "nous-mêmes"), "Terminé"),
        Step(awa, lambda: presses(awa, "Terminé"), "justificatif"),
        Step(awa, lambda: awa.says("les feuilles de présence"), "Jusqu'ici : les feuilles"),
        Step(awa, lambda: presses(awa, "Terminé"), "difficulté"),
        Step(awa, lambda: awa.says("salles trop petites"), "avez-vous appris"),
        Step(awa, lambda: presses(awa, "Passer"), "peut-il vous citer"),
        Step(awa, lambda: presses(awa, "mise en avant"), "Récapitulatif"),
        Step(awa, lambda: presses(awa, "Envoyer"), "Envoyée", pushes=True),
        Step(claire, lambda: claire.says("/file"), "contribution attend"),
        Step(claire, lambda: presses(claire, "C-0001 Ghett"), "salles trop petites"),
        Step(claire, lambda: presses(claire, "Demander"), "Sur quelle ligne"),
        Step(claire, lambda: presses(claire, "Lieu"), "Que voulez-vous demander"),
        Step(claire, lambda: claire.says("Dans quelle commune ?"), "repartie chez", pushes=True),
        Step(awa, lambda: awa.says("/suivi"), "C-0001"),
        Step(awa, lambda: presses(awa, "C-0001"), "Dans quelle commune"),
        Step(awa, lambda: presses(awa, "Répondre"), "demande : Dans quelle commune"),
        Step(awa, lambda: awa.says(TOWN), "repartie à la coordination", pushes=True),
        Step(claire, lambda: claire.says("/file"), "contribution attend"),
        Step(claire, lambda: presses(claire, "C-0001 Ghett"), "Seine-Saint-Denis"),
        Step(claire, lambda: presses(claire, "Valider"), "Rien n'attend", pushes=True),
        Step(awa, lambda: awa.says("/tableau 1.4"), "1 contribution"),
    ]
