"""A local association reports an action: journey J1."""

from __future__ import annotations

from tests.chat.conftest import Scene
from tests.chat.steps import awa_signs_up, claire_signs_up

SENTENCE = "atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin"


async def test_awa_reports_a_workshop_in_at_most_twelve_messages(scene: Scene) -> None:
    awa, claire = scene.awa, scene.claire
    await claire_signs_up(claire)
    await awa_signs_up(awa)
    before=awa.said+awa.tapped if hasattr(awa,'said') else 0
    await awa.says("/declarer")
    await awa.says(SENTENCE)
    print(awa.last.text, awa.keys)
    await awa.taps("C’est juste")
    print(awa.last.text)
    await awa.says("rhsf")
    await awa.taps("☐ Ce que nous avons vu nous-mêmes")
    await awa.taps("Terminé")
    print(awa.last.text)
    await awa.taps("Passer")
    await awa.taps("Passer")
    await awa.taps("Oui, et nous aimerions qu'elle soit mise en avant")
    print(awa.screen[-2500:])
    await awa.taps("Envoyer")
    print(awa.screen[-500:])
    print(claire.screen[-600:])
    await claire.taps("La lire")
    print(claire.screen[-1600:])
    await claire.taps("↩️ Demander")
    print(claire.screen[-900:])
    await claire.taps("Lieu")
    await claire.says("Dans quel collège ?")
    print(claire.screen[-900:])
    print(awa.screen[-900:])
    await awa.taps("Répondre")
    print(awa.screen[-900:])
    await awa.says("93200")
    print(awa.screen[-900:])
    print(claire.screen[-900:])
    await claire.taps("La lire")
    await claire.taps("✅ Valider")
    print(awa.screen[-900:])
    await awa.says("/tableau 1.4")
    print(awa.screen[-1900:])
    await awa.says("/suivi")
    print(awa.screen[-1900:])
