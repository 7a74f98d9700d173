"""The one ordered list: what a person can send, and which handler takes it.

Commands are in French first; the other names are for those who guess in English. All this is in private: a
group has no screen and no button, only the two commands of handlers.chat.groups, with a test of their own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.conversation import buttons
from bot.conversation.incoming import (
    Attachment,
    Command,
    Incoming,
    Location,
    Moved,
    Search,
    Standing,
    Tap,
    Unreadable,
    Words,
)
from bot.errors import Problem
from bot.i18n import T, Text
from handlers.chat import (
    agenda,
    broadcasts,
    catalogue,
    codes,
    commitments,
    contributions,
    copies,
    drafts,
    figures,
    followup,
    forms,
    gatherings,
    home,
    kits,
    letters,
    loans,
    organisations,
    person,
    printing,
    queue,
    relays,
    remarks,
    reminders,
    report,
    resources,
    rights,
    surveys,
    table,
    timetable,
)
from handlers.chat.turn import Turn
from handlers.chat.views.basics import problem_screen

Handler = Callable[[Turn], Awaitable[None]]
OnProblem = Callable[[Turn, Problem], Awaitable[None]]


async def say_problem(turn: Turn, problem: Problem) -> None:
    """Tell the person, and show the ways on."""
    turn.say(problem_screen(turn.tr, problem.text))


@dataclass(frozen=True)
class Route:
    """A handler, and how it may be reached. ``public``: it only reads, and needs no account.

    ``traceless``: so for members too: not even the update is noted. It is what is counted once the screen
    was shown, in a transaction of its own that knows nobody.
    """

    name: str
    handler: Handler
    public: bool = False
    on_problem: OnProblem = say_problem
    traceless: Handler | None = None


@dataclass(frozen=True)
class Screen:
    """A command, or a button that goes to it. ``description`` puts it in the messenger's menu."""

    name: str
    handler: Handler
    aliases: tuple[str, ...] = ()
    public: bool = False
    coordinators: bool = False
    description: Text | None = None


SCREENS: tuple[Screen, ...] = (
    Screen("start", home.start),
    Screen("declarer", report.begin, ("report",), description=T("Report what you did")),
    Screen("suivi", drafts.mine, ("mine", "brouillons"), description=T("Your drafts and contributions")),
    Screen("tableau", table.table, ("table",), public=True, description=T("The roadmap and what was done")),
    Screen("kits", kits.kits, public=True, description=T("Awareness kits")),
    Screen("notrekit", printing.our_kit, ("ourkit",), public=True),
    Screen("monkit", printing.personal),
    Screen("codes", codes.codes, ("qr",), description=T("QR codes of your places and meetings")),
    Screen("code", codes.one),
    Screen("relais", relays.relay, ("relay",), description=T("A message to forward to your network")),
    Screen("nouveaucode", codes.new),
    Screen("imprimercode", codes.printed),
    Screen("fermercode", codes.close),
    Screen("present", codes.present),
    Screen("inscription", codes.sign_up),
    Screen("suivrekit", kits.follow),
    Screen("aiderkit", kits.offer),
    Screen("voeukit", kits.wish),
    Screen("catalogue", catalogue.catalogue),
    Screen("remarque", remarks.remark),
    Screen("remarques", remarks.remarks),
    Screen("agenda", agenda.agenda, public=True, description=T("Days and dates")),
    Screen("calendrier", agenda.calendar, ("ics",), public=True),
    Screen("rappels", reminders.reminders, ("reminders",), description=T("Reminders that you choose")),
    Screen("redire", reminders.again),
    Screen("demanderkit", copies.begin),
    Screen("demandes", copies.listing, ("requests",), description=T("Printed copies you asked for")),
    Screen("demande", copies.one),
    Screen("avancer", copies.advance),
    Screen("emprunter", loans.borrow, ("borrow",)),
    Screen("liberer", loans.free),
    Screen("evenement", gatherings.event, ("event",), description=T("Your events and their dates")),
    Screen("deplacer", gatherings.move),
    Screen("annuler", gatherings.cancel),
    Screen("corriger", gatherings.correct),
    Screen("suivredate", gatherings.follow),
    Screen("repondre", gatherings.answer),
    Screen("voirnotes", gatherings.want_notes),
    Screen("eulieu", followup.happened),
    Screen("relances", followup.silent, coordinators=True, description=T("Who fell silent")),
    Screen("relancer", followup.nudge, coordinators=True),
    Screen("lettres", letters.letters, ("letters",), description=T("Letters that you get")),
    Screen("publier", letters.publish, ("publish",)),
    Screen("editeur", letters.judge, coordinators=True),
    Screen("reglages", timetable.settings, coordinators=True, description=T("Dates of the agenda")),
    Screen("fixerdate", timetable.date, coordinators=True),
    Screen("fixerrappels", timetable.leads, coordinators=True),
    Screen("compterendu", gatherings.notes, coordinators=True),
    Screen("convoquer", gatherings.call, coordinators=True),
    Screen("reunion", gatherings.meeting, ("meeting",), coordinators=True,
           description=T("Call a meeting")),
    Screen("chiffres", figures.figures, ("figures",), public=True,
           description=T("Figures that can be quoted")),
    Screen("droits", rights.rights, ("rights",), public=True, description=T("Rights in foreign languages")),
    Screen("achats", rights.procurement, ("procurement",), public=True,
           description=T("Public procurement")),
    Screen("ressources", resources.resources, ("resources",), public=True,
           description=T("Resources by country, sector, language")),
    Screen("manque", resources.missing),
    Screen("engagements", commitments.commitments, ("commitments",)),
    Screen("menu", home.menu, public=True, description=T("What you can do here")),
    Screen("langue", person.language, ("language", "lang"), description=T("Change the language")),
    Screen("profil", person.profile, ("profile",), description=T("Your organisation")),
    Screen("aide", home.help_, ("help",), public=True, description=T("How it works")),
    Screen("public", home.public, public=True),
    Screen("confidentialite", person.privacy, ("privacy",), public=True, description=T("Your data")),
    Screen("mesdonnees", person.data, ("mydata",)),
    Screen("supprimer", person.erase, ("forget",)),
    Screen("stop", person.stop),
    Screen("notifications", person.notifications),
    Screen("rejoindre", person.join, ("join",)),
    Screen("partir", person.leave, ("leave",)),
    Screen("retour", forms.back, ("back",)),
    Screen("passer", forms.skip, ("skip",)),
    Screen("recap", forms.recap),
    Screen("plustard", forms.later, ("later", "pause")),
    Screen("brouillon", drafts.resume),
    Screen("contribution", contributions.one),
    Screen("file", queue.queue, ("queue",), coordinators=True, description=T("Contributions to validate")),
    Screen("dossier", queue.dossier, coordinators=True),
    Screen("organisations", organisations.proposed, coordinators=True,
           description=T("Organisations to check")),
    Screen("organisation", organisations.one, coordinators=True),
    Screen("reconnaitre", organisations.recognise, coordinators=True),
    Screen("juger", organisations.judge, coordinators=True),
    Screen("membres", organisations.members, ("members",), coordinators=True,
           description=T("Who takes part")),
    Screen("formulaires", surveys.listing, ("forms",), coordinators=True,
           description=T("Forms of your own")),
    Screen("formulaire", surveys.one, coordinators=True),
    Screen("apercu", surveys.preview, coordinators=True),
    Screen("destinataires", surveys.audience, coordinators=True),
    Screen("ouvrir", surveys.opens, coordinators=True),
    Screen("remplacer", surveys.publish, coordinators=True),
    Screen("cloturer", surveys.close, coordinators=True),
    Screen("reponses", surveys.answers, coordinators=True),
    Screen("renvoyer", surveys.again, coordinators=True),
    Screen("remplir", surveys.fill),
    Screen("commencer", surveys.begin),
    Screen("actualiser", surveys.update),
    Screen("diffuser", broadcasts.listing, ("broadcast",), coordinators=True,
           description=T("Messages to many")),
    Screen("diffusion", broadcasts.one, coordinators=True),
    Screen("ecrire", broadcasts.write, coordinators=True),
    Screen("essayer", broadcasts.preview, coordinators=True),
    Screen("cible", broadcasts.target, coordinators=True),
    Screen("quand", broadcasts.when, coordinators=True),
    Screen("sujet", broadcasts.about, coordinators=True),
    Screen("decider", broadcasts.decide, coordinators=True),
    Screen("rapport", table.report, coordinators=True, description=T("Draft of the annual report")),
)  # fmt: skip

BY_NAME: Mapping[str, Screen] = {
    name: screen for screen in SCREENS for name in (screen.name, *screen.aliases)
}

MOVES: Mapping[str, Handler] = {"s": forms.pressed, "c": contributions.pressed}

STALE: Mapping[str, OnProblem] = {"s": forms.stale, "c": contributions.stale}
"""What to show when a button acts no more, by family."""


def route_of(incoming: Incoming) -> Route:
    """The handler for an update: commands and buttons by name, words and files by where the chat stands."""
    match incoming.content:
        case Command(name="start", argument=payload) if payload:
            return Route("opening", codes.opening, public=True, traceless=codes.count)
        case Command(name=name):
            return _screen(name)
        case Tap(data=data):
            return _tap(data)
        case Words(edited=True):
            return Route("edited", forms.edited)
        case Words():
            return Route("words", broadcasts.words)
        case Attachment():
            return Route("attachment", broadcasts.attachment)
        case Location():
            return Route("position", forms.positioned)
        case Unreadable() | Search() | Moved():  # those two never come here: no chat, or a group
            return Route("unreadable", forms.unreadable)
        case Standing():
            return Route("standing", person.standing)


def _screen(name: str) -> Route:
    screen = BY_NAME.get(name)
    if screen is None:
        return Route("unknown", home.unknown, public=True)
    handler = for_coordinators(screen) if screen.coordinators else screen.handler
    return Route(screen.name, handler, public=screen.public)


def _tap(data: str) -> Route:
    meant = buttons.read(data)
    if isinstance(meant, buttons.Go) and meant.screen in BY_NAME:
        screen = BY_NAME[meant.screen]
        handler = for_coordinators(screen) if screen.coordinators else screen.handler
        return Route(screen.name, handler, screen.public, on_problem=forms.stale)
    if isinstance(meant, buttons.Move):
        return Route("move", MOVES[meant.family], on_problem=STALE[meant.family])
    return Route("forged", home.forged)


def for_coordinators(screen: Screen) -> Handler:
    """To anyone else the screen does not exist: same answer as to an unknown command, and it is noted."""

    async def guarded(turn: Turn) -> None:
        if turn.actor is not None and turn.actor.coordinates:
            await screen.handler(turn)
        else:
            await home.intruder(turn, screen.name)

    return guarded
