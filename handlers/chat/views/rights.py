"""Rights in foreign languages, and public procurement: what is held, with its source and its date."""

from __future__ import annotations

from bot.agenda.model import told
from bot.conversation.replies import Button, Screen
from bot.i18n import LANGUAGES, NT, Code, Html, T, Text, Translator, listed
from bot.kits.languages import language_name
from bot.kits.model import STATES, State
from bot.reference.procurement import BuyerCard, cards, public_sources
from bot.reference.rights import Held, Service, Told, languages_held, pages
from handlers.chat.views.basics import bold, clipped, go, in_columns, joined, menu_row

MOST_LANGUAGES = 12
"""Buttons of languages: the most held; any other is typed."""
NO_ADVICE = T("This is information, not legal advice.")


def rights_screen(tr: Translator, found: Held) -> Screen:
    """What tells rights in a language; that nothing does, and the nearest; then official sources."""
    reader = tr.language.code
    name = language_name(found.language, reader)
    lines = [tr.html(T("<b>Rights, in foreign languages</b>")), tr.html(_whether(found, name, reader))]
    lines += [tr.html(_told(one, reader)) for one in found.in_it]
    if found.others:
        lines += [
            Html(""),
            tr.html(T("In other languages:")),
            *(tr.html(_told(o, reader)) for o in found.others),
        ]
    lines += [Html(""), tr.html(T("Official pages and services:"))]
    lines += [tr.html(_service(one, reader)) for one in pages()]
    lines += [Html(""), tr.html(NO_ADVICE), tr.html(T("Another language? /droits and its name."))]
    first = [one for one in found.in_it if one.kit.orderable]
    rows: list[tuple[Button, ...]] = [
        (go(tr, f"{one.kit.id} {clipped(one.kit.label(reader), 40)}", "kits", one.kit.id),) for one in first
    ]
    if found.language in LANGUAGES:
        label = T("🖨 Our own kit in this language, as a file")
        rows.append((go(tr, label, "notrekit", f"everyone.leaflet.{found.language}"),))
    if not found.in_it:
        missing = T("Ask for {kit} in that language", kit=found.others[0].kit.id)
        rows.append((go(tr, missing, "voeukit", f"{found.others[0].kit.id}.{found.language}"),))
    buttons = [
        go(tr, language_name(code, reader), "droits", code) for code in languages_held()[:MOST_LANGUAGES]
    ]
    return Screen(joined(*lines), (*rows, *in_columns(buttons, 3), menu_row(tr)))


def _whether(found: Held, name: str, reader: str) -> Text:
    if found.in_it:
        return T("Held in this language: {language}.", language=name)
    nearest = listed([language_name(code, reader) for code in found.nearest[:4]])
    return T("Nothing is held in this language: {language}. The nearest: {languages}.", language=name,
             languages=nearest)  # fmt: skip


def _told(one: Told, reader: str) -> Text:
    kit = one.kit
    shown: Text | str = listed([language_name(code, reader) for code in kit.languages[:8]])
    if not kit.languages:
        several = kit.languages_known == "several"
        shown = T("several, ask its maker") if several else T("not stated, ask its maker")
    if kit.state is State.IN_PREPARATION:
        shown = STATES[kit.state]
    return T("• <b>{kit}</b> {name}: {languages} (source {source}, read on {date})", kit=Code(kit.id),
             name=clipped(kit.label(reader), 80), languages=shown, source=one.source,
             date=one.checked_on)  # fmt: skip


def _service(one: Service, reader: str) -> Text:
    spoken: Text | str = listed([language_name(code, reader) for code in one.languages])
    if one.more:
        spoken = NT("{languages}, and {count} other at some hours",
                    "{languages}, and {count} others at some hours",
                    one.more, languages=spoken)  # fmt: skip
    return T("• {service} ({languages}; {address}, checked on {date})", service=told(one.label, reader),
             languages=spoken, address=Code(one.source), date=one.checked_on)  # fmt: skip


def no_such_language_screen(tr: Translator, words: str) -> Screen:
    """Words that name no language."""
    text = T("I know no language called “{words}”. Write its name, or its code.", words=clipped(words, 60))
    return Screen(tr.html(text), ((go(tr, T("Rights, in foreign languages"), "droits"),), menu_row(tr)))


def buyers_screen(tr: Translator) -> Screen:
    """The three cards, each whole with its source."""
    reader = tr.language.code
    lines = [tr.html(T("<b>Public procurement against forced and child labour</b>"))]
    for card in cards():
        lines += [Html(""), *_card(tr, card, reader)]
    lines += [Html(""), tr.html(NO_ADVICE)]
    ways = [
        go(tr, T("📊 Action 1.2.D"), "tableau", "1.2.D"),
        go(tr, T("📝 Report what you did"), "declarer"),
    ]
    return Screen(
        joined(*lines),
        (tuple(ways), (go(tr, T("To read before a clause"), "achats", "clause"),), menu_row(tr)),
    )


def _card(tr: Translator, card: BuyerCard, reader: str) -> list[Html]:
    said = T("Source: {source}, {year}; read on {date}.", source=told(card.source, reader),
             year=str(card.published), date=card.checked_on)  # fmt: skip
    lines = [bold(tr, told(card.title, reader))]
    lines += [tr.html(T("• {line}", line=told(line, reader))) for line in card.lines]
    return [*lines, Html(f"<i>{tr.html(said)}</i>")]


def clause_screen(tr: Translator) -> Screen:
    """To who asks for a clause: none is written here; public sources, and who reads it over."""
    reader = tr.language.code
    lines = [
        tr.html(T("I do not write clauses: that would be legal advice, and this is not. "
                  "Public sources to begin with:")),
    ]  # fmt: skip
    for one in public_sources():
        said = told(one.label, reader)
        if one.address:
            lines.append(tr.html(T("• {source}: {address}", source=said, address=Code(one.address))))
        else:
            lines.append(tr.html(T("• {line}", line=said)))
    lines += [Html(""), tr.html(T("Then have your legal service read it over."))]
    kits = tuple(go(tr, one.kit, "kits", one.kit) for one in public_sources() if one.kit)
    return Screen(joined(*lines), (kits, (go(tr, T("The three cards for buyers"), "achats"),), menu_row(tr)))
