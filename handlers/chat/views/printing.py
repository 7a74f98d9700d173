"""Our own awareness kit: for whom, in which shape, in which language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation.replies import Button, Screen
from bot.i18n import LANGUAGES, Code, Html, T, Text, Translator, listed
from bot.people.model import Organisation
from bot.people.naming import shown_name
from bot.print.model import Order, Public, Shape
from bot.print.orders import reviewed
from handlers.chat.views.basics import go, in_columns, joined, menu_row

PUBLICS: Mapping[Public, Text] = {
    Public.EVERYONE: T("General public"),
    Public.YOUNG: T("Young people"),
    Public.PROFESSIONALS: T("Professionals who may meet victims"),
}
SHAPES: Mapping[Shape, Text] = {
    Shape.POSTER: T("A3 poster"),
    Shape.LEAFLET: T("A4 leaflet, folded in three"),
    Shape.SLIDES: T("Slides"),
    Shape.SQUARE: T("Square picture for social media"),
}

NOT_READ = T("A native speaker has not read this text yet: have it read before you print it.")


def publics_screen(tr: Translator) -> Screen:
    """For whom?"""
    text = joined(
        tr.html(T("<b>Our awareness kit, to print or show</b>")),
        tr.html(T("In seven languages, with the numbers to call. For whom?")),
    )
    rows = [(go(tr, label, "notrekit", public.value),) for public, label in PUBLICS.items()]
    codes = (go(tr, T("QR codes of your places and meetings"), "codes"),)
    return Screen(text, (*rows, codes, (go(tr, T("Other kits"), "kits"),), menu_row(tr)))


def shapes_screen(tr: Translator, public: Public) -> Screen:
    """In which shape?"""
    text = joined(tr.html(T("<b>{public}</b>", public=PUBLICS[public])), tr.html(T("In which shape?")))
    rows = [(go(tr, label, "notrekit", f"{public}.{shape}"),) for shape, label in SHAPES.items()]
    return Screen(text, (*rows, _back(tr), menu_row(tr)))


def languages_screen(tr: Translator, public: Public, shape: Shape) -> Screen:
    """In which language? The languages of kits are named in themselves: who reads them finds them."""
    head = T("<b>{public}: {shape}</b>", public=PUBLICS[public], shape=SHAPES[shape])
    text = joined(tr.html(head), tr.html(T("In which language?")))
    buttons = [
        go(tr, language.name, "notrekit", f"{public}.{shape}.{code}") for code, language in LANGUAGES.items()
    ]
    return Screen(text, (*in_columns(buttons, 2), _back(tr, public.value), menu_row(tr)))


def given_screen(tr: Translator, order: Order, problem: Text | None = None) -> Screen:
    """The kit that follows: whose name it bears, or why none; whether a native speaker read it."""
    head = T(
        "<b>{public}: {shape}</b>, {language}",
        public=PUBLICS[order.public],
        shape=SHAPES[order.shape],
        language=LANGUAGES[order.language].name,
    )
    lines = [tr.html(head), Html("")]
    chosen = f"{order.public}.{order.shape}"
    rows = [
        (go(tr, T("✨ Add a logo, an event, a QR code"), "monkit", f"{chosen}.{order.language}"),),
        (go(tr, T("In another language"), "notrekit", chosen),),
        _back(tr),
        menu_row(tr),
    ]
    if problem is not None:
        lines.append(tr.html(problem))
    if order.town:
        lines.append(tr.html(T("It bears the name of {organisation}.", organisation=order.town)))
        rows.insert(0, (go(tr, T("Without that name"), "notrekit", f"{chosen}.{order.language}.plain"),))
    if not reviewed(order.language):
        lines.append(tr.html(NOT_READ))
    return Screen(joined(*lines), tuple(rows))


def for_whom_screen(tr: Translator, chosen: str, organisations: Sequence[Organisation]) -> Screen:
    """In whose name?"""
    rows = [(go(tr, shown_name(one), "monkit", f"{chosen}.{one.id}"),) for one in organisations]
    return Screen(tr.html(T("In the name of which organisation?")), (*rows, menu_row(tr)))


def own(tr: Translator, made: tuple[Sequence[Order], Text | None]) -> Screen:
    """An ending: the kit of their own, in each language; what stands on it, and what could not."""
    (order, *others), problem = made
    screen = given_screen(tr, order, problem)
    also = [LANGUAGES[one.language].name for one in others]
    on_it = [T("event: {name}", name=order.event)] if order.event else []
    on_it += [T("date: {day}", day=order.on)] if order.on else []
    on_it += [T("QR code: {address}", address=Code(order.link))] if order.link else []
    lines = [tr.html(T("• {name}", name=line)) for line in on_it]
    if also:
        lines.append(tr.html(T("Also in: {languages}", languages=listed(also))))
    if reviewed(order.language) and not all(reviewed(one.language) for one in others):
        lines.append(tr.html(NOT_READ))
    codes = ((go(tr, T("All your codes"), "codes"),),) if order.link else ()
    rows = tuple(row for row in screen.rows if not any("plain" in (button.data or "") for button in row))
    return Screen(joined(screen.text, *lines), (*codes, *rows))


def _back(tr: Translator, argument: str = "") -> tuple[Button, ...]:
    return (go(tr, T("Choose again"), "notrekit", argument),)
