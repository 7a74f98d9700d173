"""Every screen, ending, notice and problem, in every language that is offered.

A screen added to handlers/chat/register.py needs a line in STORIES: who opens it, and what they send. An
ending, a kind of notice or a problem needs its sample below. Without them this file fails and says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot import catalogues
from bot.agenda.calendar import events
from bot.agenda.changes import Change, NewDate
from bot.broadcasts.content import Link, Media, Unfit, Version
from bot.broadcasts.model import (
    Broadcast,
    BroadcastMoved,
    BroadcastUnready,
    Only,
    Reach,
    Recipient,
    Target,
    Why,
)
from bot.broadcasts.model import Overview as BroadcastOverview
from bot.broadcasts.model import State as Sending
from bot.broadcasts.model import Tally as Sent
from bot.catalogues import po_path, read_catalogue, translated, translator
from bot.codes.actions import NotChecked, TooManyCodes
from bot.codes.model import Code, CodeKind
from bot.commitments.model import NotATown
from bot.contributions.model import CannotMove, Contribution, NotYours, Period
from bot.conversation.replies import Screen
from bot.copies.loans import WeekTaken, not_offered
from bot.copies.model import Line, NoCopies, Request, RequestMoved, Side
from bot.copies.model import State as Asked
from bot.delivery.model import Notice
from bot.dialogues.model import Ended, Gone, Intruder, Moved
from bot.errors import Problem
from bot.followup.model import NudgedLately
from bot.gatherings.model import (
    Answer,
    Card,
    Gathering,
    GatheringGone,
    GatheringMoved,
    GatheringOver,
    Reply,
    Sort,
    State,
    Tally,
)
from bot.i18n import LANGUAGES, Catalogue, T
from bot.kits.remarks import NotUnderTest, Remark
from bot.letters.model import Issue, Published, sent_before
from bot.people.actions import NotSignedUp
from bot.people.audience import Audience
from bot.people.model import Actor, Member, Organisation, Standing
from bot.print.model import Order, Public, Shape
from bot.print.problems import LogoTooHeavy, LogoUnreadable, WordsTooLong, WordsUnprintable
from bot.sandbox.limits import value as limit
from bot.sandbox.people import Person
from bot.surveys.actions import NotReady
from bot.surveys.model import (
    Counts,
    Overview,
    Survey,
    SurveyClosed,
    SurveyGone,
    SurveyMoved,
    SurveyState,
)
from bot.timetable.model import CannotSet, Entry
from handlers.chat.dispatch import OUR_FAULT
from handlers.chat.home import NO_SUCH_COMMAND
from handlers.chat.notices import RENDER
from handlers.chat.register import SCREENS
from handlers.chat.views.basics import problem_screen
from handlers.chat.views.copies import request_screen, told_screen
from handlers.chat.views.endings import ENDINGS, ending_screen
from storage.cleaning.problems import (
    FileHoldsPrograms,
    FileNotAccepted,
    FileUnreadable,
    MediaNotAccepted,
)
from storage.errors import StorageUnavailable
from tests.chat.conftest import Scene
from tests.chat.copying import asks_for_copies
from tests.chat.golden import does
from tests.chat.steps import awa_signs_up, claire_signs_up
from tests.house.test_registries import our_problems

OFFERED = [code for code, language in LANGUAGES.items() if language.complete]
WORKSHOP = "atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin"

SHORT_FORM = b"""
| survey |
| | type | name | label |
| | text | need | What do you need? |
| settings |
| | form_title |
| | Needs |
"""
AUTHOR, COORDINATOR, NEWCOMER = "author", "coordinator", "newcomer"

STORIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "start": (NEWCOMER, ("/start",)),
    "menu": (AUTHOR, ("/menu",)),
    "aide": (AUTHOR, ("/aide",)),
    "public": (NEWCOMER, ("/public",)),
    "confidentialite": (NEWCOMER, ("/confidentialite",)),
    "tableau": (NEWCOMER, ("/tableau", "/tableau 1", "/tableau 1.4", "/tableau 1.4.C")),
    "kits": (
        NEWCOMER,
        (
            "/kits",
            "/kits cacao",
            "/kits themes",
            "/kits days",
            "/kits languages",
            "/kits langue:es",
            "/kits K02",
        ),
    ),
    "catalogue": (COORDINATOR, ("/catalogue", "/catalogue toml", "/catalogue -x")),
    "notrekit": (
        AUTHOR,
        ("/notrekit", "/notrekit young", "/notrekit young.square", "/notrekit young.square.ar"),
    ),
    "monkit": (AUTHOR, ("/monkit", "/monkit young.square.ar", "/plustard")),
    "codes": (AUTHOR, ("/codes", "/start {code}", "/start evt_cut")),
    "code": (AUTHOR, ("/code {code_id}",)),
    "relais": (AUTHOR, ("/relais",)),
    "nouveaucode": (AUTHOR, ("/nouveaucode", "/plustard")),
    "imprimercode": (AUTHOR, ("/imprimercode {code_id}", "/imprimercode {code_id}.png")),
    "fermercode": (AUTHOR, ("/fermercode {code_id}",)),
    "present": (AUTHOR, ("/present {code}.ghettup",)),
    "inscription": (NEWCOMER, ("/inscription {code}", "/plustard")),
    "suivrekit": (AUTHOR, ("/suivrekit K01+", "/suivrekit K01-")),
    "aiderkit": (AUTHOR, ("/aiderkit K01",)),
    "voeukit": (NEWCOMER, ("/kits K03 espagnol", "/kits K03 klingon", "/voeukit K03.es")),
    "demanderkit": (AUTHOR, ("/demanderkit K28", "/plustard", "/demanderkit K28")),
    "demandes": (AUTHOR, ("/demandes", "/demandes t")),
    "demande": (AUTHOR, ("/demande {request}", "/demande K-2026-9999")),
    "avancer": (
        AUTHOR,
        ("/avancer {request}.0.closed", "/avancer {request}.9.closed", "/avancer x.0.closed"),
    ),
    "emprunter": (
        AUTHOR,
        ("/emprunter", "/emprunter K07", "/emprunter K07 1 x", "/emprunter K07.2026-09-07"),
    ),
    "liberer": (
        AUTHOR,
        ("/liberer K07.2026-09-07.{organisation}", "/liberer K07.2026-09-14.{organisation}"),
    ),
    "chiffres": (NEWCOMER, ("/chiffres", "/chiffres children", "combien de victimes ?")),
    "droits": (NEWCOMER, ("/droits", "/droits ukrainien", "/droits espagnol", "/droits klingon")),
    "achats": (NEWCOMER, ("/achats", "/achats clause", "rédige ma clause")),
    "ressources": (
        NEWCOMER,
        ("/ressources", "/ressources cacao", "/ressources quinoa", "/ressources Brésil"),
    ),
    "manque": (NEWCOMER, ("/manque quinoa",)),
    "engagements": (COORDINATOR, ("/engagements", "/engagements all")),
    "remarque": (AUTHOR, ("/remarque K02", "/plustard", "/remarque K03")),
    "remarques": (COORDINATOR, ("/remarques K02",)),
    "agenda": (NEWCOMER, ("/agenda", "/agenda traite 974", "/agenda ?2026-06", "/agenda xyzzy")),
    "calendrier": (NEWCOMER, ("/calendrier", "/calendrier journee-30-juillet@2026-07-30")),
    "rappels": (AUTHOR, ("/rappels", "/rappels +days", "/rappels <30", "/rappels -days", "/rappels +")),
    "redire": (AUTHOR, ("/redire x.3",)),
    "evenement": (AUTHOR, ("/evenement", "/evenement {event}", "/evenement new", "/plustard")),
    "deplacer": (AUTHOR, ("/deplacer {event}", "/plustard")),
    "corriger": (AUTHOR, ("/corriger {event}", "/corriger {event}.link", "/plustard")),
    "annuler": (AUTHOR, ("/annuler {event}",)),
    "suivredate": (AUTHOR, ("/suivredate {event}-", "/suivredate {event}+")),
    "repondre": (AUTHOR, ("/repondre {meeting}.maybe",)),
    "voirnotes": (AUTHOR, ("/voirnotes {meeting}-", "/voirnotes {meeting}+")),
    "reunion": (COORDINATOR, ("/reunion", "/reunion {meeting}", "/reunion new", "/plustard")),
    "convoquer": (COORDINATOR, ("/convoquer {meeting}.0",)),
    "eulieu": (AUTHOR, ("/eulieu {planned}.later", "/eulieu {planned}.yes")),
    "relances": (COORDINATOR, ("/relances",)),
    "relancer": (COORDINATOR, ("/relancer {organisation}",)),
    "lettres": (AUTHOR, ("/lettres", "/lettres lettre-collectif+", "/lettres lettre-collectif-")),
    "publier": (AUTHOR, ("/publier", "/publier lettre-collectif", "/publier lettre-collectif?")),
    "editeur": (COORDINATOR, ("/editeur {publisher}+",)),
    "reglages": (COORDINATOR, ("/reglages", "/reglages jad-workers", "/reglages journee-2-decembre+")),
    "fixerdate": (COORDINATOR, ("/fixerdate forum-rapport", "/plustard")),
    "fixerrappels": (COORDINATOR, ("/fixerrappels forum-rapport", "/plustard")),
    "compterendu": (COORDINATOR, ("/compterendu {meeting}", "/plustard")),
    "langue": (AUTHOR, ("/langue",)),
    "profil": (AUTHOR, ("/profil",)),
    "mesdonnees": (AUTHOR, ("/mesdonnees",)),
    "supprimer": (AUTHOR, ("/supprimer",)),
    "stop": (AUTHOR, ("/stop",)),
    "notifications": (AUTHOR, ("/notifications",)),
    "rejoindre": (AUTHOR, ("/rejoindre",)),
    "partir": (AUTHOR, ("/partir {organisation}",)),
    "suivi": (AUTHOR, ("/suivi",)),
    "declarer": (AUTHOR, ("/declarer", "/declarer new")),
    "recap": (AUTHOR, ("/declarer new", "animation", "/recap")),
    "retour": (AUTHOR, ("/declarer new", "animation", "/retour")),
    "passer": (AUTHOR, ("/declarer new", "animation", "1.4.C", "/passer")),
    "plustard": (AUTHOR, ("/declarer new", "/plustard")),
    "brouillon": (AUTHOR, ("/brouillon {draft}",)),
    "contribution": (AUTHOR, ("/contribution {contribution}",)),
    "file": (COORDINATOR, ("/file", "/file held")),
    "dossier": (COORDINATOR, ("/dossier {contribution}",)),
    "formulaires": (COORDINATOR, ("/formulaires",)),
    "formulaire": (COORDINATOR, ("/formulaire {survey}",)),
    "apercu": (COORDINATOR, ("/apercu {survey}.0", "/plustard")),
    "destinataires": (COORDINATOR, ("/destinataires {survey}", "/plustard")),
    "ouvrir": (COORDINATOR, ("/ouvrir {survey}.0",)),
    "remplacer": (COORDINATOR, ("/remplacer {survey}.0",)),
    "cloturer": (COORDINATOR, ("/cloturer {survey}.0",)),
    "reponses": (COORDINATOR, ("/reponses {survey}",)),
    "renvoyer": (COORDINATOR, ("/renvoyer {survey}",)),
    "remplir": (AUTHOR, ("/remplir", "/remplir {survey}")),
    "commencer": (AUTHOR, ("/commencer {survey}", "/plustard")),
    "actualiser": (AUTHOR, ("/actualiser {filling}", "/plustard")),
    "diffuser": (COORDINATOR, ("/diffuser", "/diffuser new")),
    "diffusion": (COORDINATOR, ("/diffusion {broadcast}",)),
    "ecrire": (
        COORDINATOR,
        ("/ecrire {broadcast}", "/ecrire {broadcast}.fr", "Bonjour", "/ecrire {broadcast}.fr.links"),
    ),
    "essayer": (COORDINATOR, ("/essayer {broadcast}",)),
    "cible": (COORDINATOR, ("/cible {broadcast}", "/plustard")),
    "quand": (COORDINATOR, ("/quand {broadcast}", "/plustard")),
    "sujet": (COORDINATOR, ("/sujet {broadcast}", "/sujet {broadcast}.journee-12-juin")),
    "decider": (COORDINATOR, ("/decider {broadcast}.0.ok", "/decider {broadcast}.0.nope")),
    "rapport": (COORDINATOR, ("/rapport", "/rapport 2")),
    "membres": (COORDINATOR, ("/membres",)),
    "organisations": (COORDINATOR, ("/organisations",)),
    "organisation": (COORDINATOR, ("/organisation {proposed}",)),
    "reconnaitre": (COORDINATOR, ("/reconnaitre {proposed}", "/plustard")),
    "juger": (COORDINATOR, ("/juger {proposed}+",)),
}
"""Who opens each screen, and what they send; holes are filled with what the scene holds."""


@dataclass
class Witness:
    """A catalogue that notes the sentences asked of it."""

    code: str
    inner: Catalogue
    asked: dict[str, set[str]]

    def ugettext(self, message: str) -> str:
        """The sentence, noted."""
        self.asked.setdefault(self.code, set()).add(message)
        return self.inner.ugettext(message)

    def ungettext(self, singular: str, plural: str, count: int) -> str:
        """The sentence for a count, noted."""
        self.asked.setdefault(self.code, set()).add(singular)
        return self.inner.ungettext(singular, plural, count)


def known(code: str) -> set[str]:
    """The sentences that a language's catalogue translates."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in read_catalogue(po_path(code), code)
        if message.id and translated(message)
    }


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, set[str]]]:
    """Every sentence rendered in a test; at its end, each had its translation."""
    asked: dict[str, set[str]] = {}
    inner = catalogues.messages
    with monkeypatch.context() as patched:
        patched.setattr(catalogues, "messages", lambda code: Witness(code, inner(code), asked))
        catalogues.translator.cache_clear()
        yield asked
    catalogues.translator.cache_clear()
    assert asked, "something was rendered"
    missing = {code: sorted(sentences - known(code)) for code, sentences in asked.items()}
    assert not any(missing.values()), missing


HOLE = re.compile(r"\{(?!(?:lien|link)\})\w*\}")
"""One that nobody filled; not what coordinators are told to type (bot.broadcasts.holes)."""


def sound(screen: Screen, ways_on: bool = True) -> None:
    """Within Telegram's limits, no hole left, and somewhere to go."""
    assert 0 < len(screen.text.encode("utf-16-le")) // 2 <= limit("text_too_long")
    assert not HOLE.search(screen.text)
    for row in screen.rows:
        for button in row:
            assert 0 < len(button.label) <= 64
            assert not HOLE.search(button.label)
            assert button.url or len((button.data or "").encode()) <= limit("callback_data")
    assert screen.rows or not ways_on, "a dead end"


# Screens


def test_every_screen_has_its_story() -> None:
    assert {screen.name for screen in SCREENS} == set(STORIES), "see this file's first lines"


async def filled(scene: Scene, language: str) -> dict[str, str]:
    """A contribution, a draft and a proposed organisation; the people speak the language."""
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/declarer", WORKSHOP, "[C'est juste]", "/recap", "[Envoyer]", "[Oui]", "[Envoyer]")
    await does(scene.awa, "/declarer", "formation de 12 élus", "/plustard")
    fatou = scene.newcomer("Fatou")
    await fatou.starts()
    await does(fatou, "[J'accepte]", "[Association locale]", "Les Amis du Quai", "oui", "974")
    await scene.claire.sends_document("besoins.md", SHORT_FORM)
    await does(scene.claire, "[🎯 À qui il s'adresse]", "[Passer]", "[Passer]", "[Passer]", "30 juin",
               "[▶️ L'ouvrir]")  # fmt: skip
    await does(scene.awa, "[📋 Le remplir]", "/plustard")
    await does(scene.claire, "/diffuser", "[✍️ En écrire un]")
    await asks_for_copies(scene.awa)
    await does(scene.awa, "/evenement new", "Fête", "[Autre]", "20 juillet", "[Passer]", "[Passer]",
               "[Passer]", "[Passer]", "[Notre organisation seule]", "[Envoyer]")  # fmt: skip
    async with scene.relais.database.transaction():
        [contribution] = await scene.relais.repositories.contributions.queue(0, 1)
        await scene.relais.repositories.followups.plan(contribution.id, date(2026, 6, 12))
    await does(scene.awa, "/publier revue-presse-rhsf?")
    await does(scene.claire, "/reunion new", "Réunion", "2 juillet", "14:30", "[Passer]",
               "https://visio.example.org", "[Passer]", "[Passer]", "[Passer]", "[Envoyer]",
               "[📨 Envoyer…")  # fmt: skip
    await does(scene.awa, "/nouveaucode", "[Une rencontre…", "Rencontre <du> 12 juin", "[Passer]")
    for person in (scene.awa, scene.claire):
        await person.says(f"/langue {language}")
    repos = scene.relais.repositories
    async with scene.relais.database.reading():
        [contribution] = await repos.contributions.queue(0, 1)
        [proposed] = await repos.organisations.standing(Standing.PROPOSED)
        open_ones = {one.dialogue: one.id for one in await repos.sessions.open_of_chat(scene.awa.id)}
        [survey] = await repos.surveys.all()
        [broadcast] = await repos.broadcasts.latest(1)
        [request] = await repos.requests.to_treat(None)
        [publisher] = await repos.letters.publishers("revue-presse-rhsf")
        meeting, event = await repos.gatherings.since(date(2026, 6, 20))
        [code] = await repos.codes.of_organisations(["ghettup"])
    return {
        "request": request.id,
        "planned": contribution.id,
        "event": event.id,
        "meeting": meeting.id,
        "contribution": contribution.id,
        "organisation": contribution.organisation_id,
        "proposed": proposed.id,
        "draft": open_ones["report"],
        "survey": survey.id,
        "broadcast": broadcast.id,
        "filling": open_ones["survey"],
        "publisher": publisher.id,
        "code": code.payload,
        "code_id": code.id,
    }


@pytest.mark.parametrize("language", OFFERED)
async def test_every_screen_opens_and_leads_somewhere(
    said: dict[str, set[str]], scene: Scene, language: str
) -> None:
    held = await filled(scene, language)
    tr = translator(language)
    people: dict[str, Person] = {
        AUTHOR: scene.awa,
        COORDINATOR: scene.claire,
        NEWCOMER: scene.newcomer("Ali", language),
    }
    for name, (role, lines) in STORIES.items():
        person = people[role]
        for line in lines:
            await person.says(line.format(**held))
        assert person.last.text not in (tr(NO_SUCH_COMMAND), tr(OUR_FAULT)), name
        assert person.last.buttons, f"{name} is a dead end"
        assert not HOLE.search(person.last.text), name
    for person in people.values():
        for seen in person.messages:
            assert len(seen.text.encode("utf-16-le")) // 2 <= limit("text_too_long")


@pytest.mark.parametrize("language", OFFERED)
async def test_every_screen_for_coordinators_is_hidden_from_others(scene: Scene, language: str) -> None:
    held = await filled(scene, language)
    told = translator(language)(NO_SUCH_COMMAND)
    for screen in SCREENS:
        if screen.coordinators:
            await scene.awa.says(STORIES[screen.name][1][0].format(**held))
            assert scene.awa.last.text == told, screen.name


@pytest.mark.parametrize("language", OFFERED)
async def test_the_search_given_as_an_example_finds_something(scene: Scene, language: str) -> None:
    ali = scene.newcomer("Ali", language)
    await ali.says("/kits")
    example = re.search(r"/kits \w+", ali.last.text)
    assert example
    await ali.says(example[0])
    assert any(re.match(r"K\d\d ", button) for button in ali.last.buttons), example[0]


async def test_the_menu_of_commands_is_one_that_telegram_takes(scene: Scene) -> None:
    await scene.relais.greet()
    await scene.awa.starts()
    wanted = {screen.name for screen in SCREENS if screen.description and not screen.coordinators}
    assert set(scene.awa.menu) == wanted | {"urgence"}


# Endings

NOW = datetime(2026, 6, 20, 10, 0, tzinfo=UTC)
GHETTUP = Organisation("ghettup", "Ghett'up", "local_association", place="department:93")
PROPOSED = Organisation("quai", "Les Amis <du> Quai & Cie", "local_association", standing=Standing.PROPOSED)
AWA = Actor(Member("awa", 1, "fr"), (GHETTUP, PROPOSED), frozenset())
REPORTED = Contribution(
    "c1",
    1,
    "ghettup",
    WORKSHOP,
    ("1.4.C", "2.2.E"),
    period=Period(date(2026, 6, 12), date(2026, 6, 12), "day"),
)

SURVEY = Survey(
    "s1",
    "needs",
    "Besoins <2026> & suites",
    "0123456789abcdef",
    SurveyState.READY,
    audience=Audience(
        ("local_association", "administrations"), ("region:11", "department:974"), ("fr", "ar")
    ),
    until=date(2026, 6, 30),
)

BROADCAST = Broadcast(
    "b1",
    7,
    Sending.DRAFT,
    {"fr": Version("<b>Le 12 juin</b> & après", Media("photo", "x"), (Link("Lire", "https://a.org"),))},
    "fr",
    Target(Audience(("local_authority",), ("department:974",)), Only.KIT, "K03"),
    "journee-12-juin",
    NOW,
)
ABOUT_A_BROADCAST = BroadcastOverview(
    BROADCAST,
    Reach((Recipient(AWA.member, "Europe/Paris"),), silent=2),
    Sent(),
    mine=True,
    needs_second=True,
)
COPIES = Request(
    "r1",
    2026,
    1,
    "K03",
    "ghettup",
    (Line("ar", 120), Line("prs", 1)),
    date(2026, 7, 1),
    "day",
    "Association <Ghett'up> & Cie",
    "accueil",
    "association",
    holder_id="ccem",
    over=True,
)
EVENT = Gathering("e1", Sort.EVENT, "Fête <des> quais & Cie", date(2026, 7, 20), date(2026, 7, 21),
                  date(2026, 5, 1), "festival", at=time(15), place="commune:93039", organisation_id="ghettup",
                  address="Salle 2", link="https://ghettup.fr")  # fmt: skip
MEETING = Gathering("m1", Sort.MEETING, "Réunion", date(2026, 7, 2), date(2026, 7, 2), date(2026, 6, 20),
                    audience=Audience(("administrations",), ("region:11",)), invited=("a", "b"), notes="Vu",
                    state=State.DRAFT)  # fmt: skip

ISSUE = Issue("i1", "lettre-collectif", "https://exemple.org/lettre", "En <bref> & vite", NOW)
REMARK = Remark(
    "r1", "K02", "2023-04", "ghettup", "primary", date(2026, 6, 12), 25, "La fiche 3 <est> longue", NOW
)

ENDED: Mapping[str, object] = {
    "declined": None,
    "welcome": AWA,
    "report_sent": REPORTED,
    "answered": REPORTED,
    "returned": REPORTED,
    "recognised": GHETTUP,
    "code_made": Code("c1", "ghettup", CodeKind.PLACE, "Piscine <municipale>", NOW),
    "our_kit": (
        [
            Order(
                Public.YOUNG,
                Shape.SQUARE,
                "ar",
                "Ghett'up",
                "Fête <de> la ville",
                NOW.date(),
                "https://t.me/x",
            ),
            Order(Public.YOUNG, Shape.SQUARE, "fr"),
        ],
        None,
    ),
    "remark_sent": REMARK,
    "survey_sent": SURVEY,
    "survey_tried": SURVEY,
    "broadcast_shown": ABOUT_A_BROADCAST,
    "copies_asked": COPIES,
    "copies_moved": (COPIES, None),
    "copies_told": (COPIES, "x000000012"),
    "calendar_set": Entry(
        events()[0], Change("x", True, (7,), (NewDate(None, date(2026, 6, 12), date(2026, 6, 13)),)), None
    ),
    "letter_published": Published(ISSUE, events()[0], 12),
    "event_planned": Card(EVENT, GHETTUP, Reply(), True, False, None),
    "meeting_ready": Card(MEETING, None, Reply(), True, False, Tally(12, dict.fromkeys(Answer, 2), 5)),
    "gathering_corrected": Card(EVENT, GHETTUP, Reply(), True, False, None),
    "gathering_moved": Card(EVENT, PROPOSED, Reply(), True, False, None),
    "notes_sent": Card(MEETING, None, Reply(Answer.MAYBE), True, True, Tally(1, dict.fromkeys(Answer, 0), 1)),
    "survey_audience": Overview(SURVEY, Counts(2, 1), (), ("fr",), (), 12, 5, None),
}
"""What each ending is given."""


def test_every_ending_has_its_sample() -> None:
    assert set(ENDINGS) == set(ENDED), "see this file's first lines"


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("name", ENDINGS)
def test_every_ending_in_every_language(said: dict[str, set[str]], name: str, language: str) -> None:
    sound(ending_screen(translator(language), Ended(name, ENDED.get(name))))


# Notices


async def told(scene: Scene) -> dict[str, dict[str, Any]]:
    """What each kind of notice is about: contributions in each state, organisations in each standing."""
    held = await filled(scene, "fr")
    for sentence in ("281 victimes accompagnées", "accompagnement de 281 victimes"):
        await does(scene.awa, "/declarer new", sentence, "[C'est juste]", "/recap", "[Envoyer]", "[Oui]",
                   "[Envoyer]")  # fmt: skip
    await does(scene.claire, "/file", "[C-0003 …", "[Fusionner dans C-0002]")
    await does(scene.claire, "/file", "[C-0001 …", "[↩️ Demander]", "[Lieu]", "Où ?")
    await does(scene.awa, f"/annuler {held['event']}", "[Oui…")
    await does(scene.awa, "/lettres revue-presse-rhsf+")
    await does(scene.claire, f"/editeur {held['publisher']}+")
    async with scene.relais.database.transaction():
        awa = await scene.relais.repositories.members.by_telegram(scene.awa.id)
        assert awa is not None
        issue = Issue("i1", "revue-presse-rhsf", "https://exemple.org/revue", "", scene.clock.now())
        await scene.relais.repositories.letters.add(issue, issue.link)
    async with scene.relais.database.reading():
        merged = await scene.relais.repositories.contributions.by_number(3)
    assert merged is not None
    about = {"contribution": held["contribution"]}
    waiting, paused = "waiting", "paused"
    async with scene.relais.database.transaction():
        for name, state in ((waiting, Sending.WAITING), (paused, Sending.PAUSED)):
            number = await scene.relais.repositories.broadcasts.next_number()
            one = replace(BROADCAST, id=name, number=number, state=state, why=Why.ERRORS, created_at=NOW)
            await scene.relais.repositories.broadcasts.add(one)
    return {
        "contribution_sent": about,
        "contribution_returned": about,
        "contribution_answered": about,
        "contribution_validated": about,
        "contribution_merged": {"contribution": merged.id},
        "organisation_proposed": {"organisation": held["proposed"]},
        "organisation_approved": {"organisation": held["organisation"]},
        "organisation_refused": {"organisation": held["proposed"]},
        "organisation_recognised": {"organisation": held["organisation"]},
        "colleague_joined": {"organisation": held["organisation"]},
        "survey_opened": {"survey": held["survey"]},
        "kit_ready": {"kit": "K03"},
        "copies_asked": {"request": held["request"]},
        "copies_moved": {"request": held["request"], "state": "shipped"},
        "loan_reserved": {"kit": "K07", "week": "2026-09-07", "organisation": held["organisation"]},
        "loan_freed": {"kit": "K07", "week": "2026-09-07", "organisation": held["organisation"]},
        "copies_to_tell": {"request": held["request"]},
        "reminder": {
            "day": "2026-06-11",
            "reminders": [
                ["journee-12-juin@2026-06-12", -1],
                ["periode-cloture@2027-04-30", -30],
                ["journee-30-juillet@2025-07-30", 30],
                ["appel-contributions@2026-02-01", 0],
            ],
        },
        "broadcast_waiting": {"broadcast": waiting},
        "broadcast_paused": {"broadcast": paused},
        "meeting_called": {"gathering": held["meeting"]},
        "gathering_changed": {"gathering": held["meeting"]},
        "gathering_moved": {"gathering": held["meeting"]},
        "meeting_notes": {"gathering": held["meeting"]},
        "gathering_cancelled": {"gathering": held["event"]},
        "plan_asked": about,
        "silent_nudged": {"organisation": "medef", "reports": 3},
        "letter_asked": {"request": held["publisher"]},
        "letter_allowed": {"request": held["publisher"]},
        "letter_issue": {"issue": issue.id, "to": awa.id},
        "kit_remark": {"remark": await remarked(scene)},
        "kits_edited": {"kits": ["K02", "K03"]},
        "kit_help": {"kit": "K01", "organisation": held["organisation"]},
    }


async def remarked(scene: Scene) -> str:
    """A remark from Awa's class."""
    await does(
        scene.awa, "/remarque K02", "[École primaire]", "12 juin", "25", "La fiche 3 est longue", "[Envoyer]"
    )
    async with scene.relais.database.reading():
        [remark] = await scene.relais.repositories.remarks.on("K02")
    return remark.id


async def test_every_notice_in_every_language(said: dict[str, set[str]], scene: Scene) -> None:
    payloads = await told(scene)
    assert set(RENDER) == set(payloads), "see this file's first lines"
    for kind, payload in payloads.items():
        notice = Notice(kind, kind, payload.get("to", "awa"), kind, payload, due_at=scene.clock.now())
        for language in OFFERED:
            async with scene.relais.database.reading():
                screen = await RENDER[kind](scene.relais.services, translator(language), notice)
            assert screen is not None, kind
            sound(screen)


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("state", Asked)
def test_a_request_for_copies_in_every_state(said: dict[str, set[str]], state: Asked, language: str) -> None:
    tr = translator(language)
    extra = {"places": "town_hall pool", "level": "primary", "pupils": "75"}
    request = replace(
        COPIES, state=state, question="Où ?", reason="<b>", extra=extra, access=("large_print",)
    )
    sound(request_screen(tr, request, frozenset(Side), {"ghettup": PROPOSED}))
    sound(told_screen(tr, request, state))


# Problems

IN_CHAT: tuple[Problem, ...] = (
    CannotMove(REPORTED),
    NotYours(),
    Moved(),
    Gone(),
    Intruder(),
    NotSignedUp(),
    NotChecked(),
    TooManyCodes(),
    StorageUnavailable(),
    FileNotAccepted(),
    FileUnreadable(),
    FileHoldsPrograms(),
    MediaNotAccepted(),
    WordsTooLong(T("This is too long to be printed: at most {count} characters.", count=120)),
    WordsUnprintable(T("These characters cannot be printed: {characters}", characters="😀")),
    BroadcastMoved(),
    BroadcastUnready(T("First say whom it is for.")),
    Unfit(T("Send a text, one picture, or one document.")),
    RequestMoved(COPIES),
    NoCopies(),
    WeekTaken(date(2026, 9, 7)),
    not_offered(date(2020, 9, 7), date(2026, 9, 7)),
    LogoTooHeavy(
        T("This logo is too heavy: at most {size} MB and {pixels} million pixels.", size=10, pixels=40)
    ),
    LogoUnreadable(T("This logo cannot be read. Send it as a PNG or JPEG picture.")),
    SurveyGone(),
    SurveyMoved(),
    SurveyClosed(),
    CannotSet(T("The next one is in {year}: it can be moved within that year.", year="2026")),
    sent_before(),
    NudgedLately(),
    GatheringGone(),
    GatheringMoved(),
    GatheringOver(T("It was cancelled: nothing of it can be changed.")),
    NotATown(),
    NotUnderTest(),
    NotReady(T("First say whom this form is for, and until when.")),
)
"""Those that a conversation can raise."""

ELSEWHERE = {
    "forms.expression",
    "forms.refused",
    "forms.other-version",
    "forms.finished",
    "forms.unknown-question",
    "forms.not-now",
    "forms.too-much",
    "safeguards.incomplete_card",
    "settings",
    "print.does_not_fit",
    "print.link_refused",
}
"""Those of operators and of people who upload forms; the host keeps a session on its own form and step."""


def test_every_problem_is_shown_in_chat_or_known_not_to_be() -> None:
    shown = {problem.code for problem in IN_CHAT}
    assert {kind.code for kind in our_problems() if kind.code} == shown | ELSEWHERE, "see the first lines"


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("problem", IN_CHAT, ids=lambda problem: problem.code)
def test_every_problem_in_every_language(said: dict[str, set[str]], problem: Problem, language: str) -> None:
    sound(problem_screen(translator(language), problem.text))


def test_a_sentence_without_translation_would_be_seen() -> None:
    assert T("No such sentence").msgid not in known("fr")
    with pytest.raises(AssertionError):
        sound(Screen(translator("fr").html(T("{{hole}}")), ()))
