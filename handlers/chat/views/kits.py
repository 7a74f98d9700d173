"""The catalogue of kits, to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.agenda.model import told
from bot.conversation.replies import Button, Screen
from bot.i18n import Code, Html, T, Text, Translator, listed
from bot.kits.languages import language_name
from bot.kits.model import PUBLICS, STATES, Kit, KitFile, State
from bot.people.directory import entry_of
from bot.people.model import Organisation
from bot.people.naming import shown_name
from handlers.chat.views.basics import bold, clipped, go, in_columns, joined, menu_row, page_of, pager, valued


def publics_screen(tr: Translator) -> Screen:
    """For whom?"""
    text = joined(
        tr.html(T("<b>Awareness kits and materials</b>")),
        tr.html(T("For whom? You can also look by words: /kits school")),
    )
    buttons = [go(tr, label, "kits", public) for public, label in PUBLICS.items()]
    ours = (go(tr, T("🖨 Our own kit, as a file at once"), "notrekit"),)
    ways = (
        go(tr, T("By theme"), "kits", "themes"),
        go(tr, T("By day"), "kits", "days"),
        go(tr, T("By language"), "kits", "languages"),
    )
    return Screen(text, (ours, *in_columns(buttons, 2), ways, menu_row(tr)))


def list_screen(tr: Translator, head: Text, kits: Sequence[Kit], argument: str, page: int) -> Screen:
    """The materials of a public, those that can be had first."""
    shown, page, pages = page_of(kits, page)
    lines = [bold(tr, head), Html(""), *(line(tr, kit) for kit in shown)]
    rows = [button(tr, kit) for kit in shown]
    back = (go(tr, T("Other publics"), "kits"),)
    return Screen(joined(*lines), (*rows, *pager(tr, "kits", argument, page, pages), back, menu_row(tr)))


def found_screen(tr: Translator, words: str, kits: Sequence[Kit]) -> Screen:
    """Those that match words, or the ways on when none does."""
    if not kits:
        text = T("Nothing matches “{words}”. Try other words, or choose a public.", words=clipped(words, 60))
        return Screen(tr.html(text), ((go(tr, T("Choose a public"), "kits"),), menu_row(tr)))
    lines = [tr.html(T("Nearest to “{words}”:", words=clipped(words, 60))), Html("")]
    lines += [line(tr, kit) for kit in kits]
    return Screen(joined(*lines), (*(button(tr, kit) for kit in kits), menu_row(tr)))


def restricted_screen(tr: Translator) -> Screen:
    """A material for police and justice: not shown here at all."""
    text = T("This material is for police and justice only, through their own channels.")
    return Screen(tr.html(text), ((go(tr, T("Other kits"), "kits"),), menu_row(tr)))


def kit_screen(
    tr: Translator,
    kit: Kit,
    follows: bool = False,
    wishes: Mapping[str, int] | None = None,
    reads: bool = False,
) -> Screen:
    """One material: for whom, which form, which languages, who makes it, where it stands.

    ``follows``: who reads it waits for it; ``wishes``: languages missed, for its makers; ``reads``: they may
    read what was said of it.
    """
    language = tr.language.code
    lines = [described(tr, kit)]
    if wishes:
        missed = [
            T("{language} {count}", language=language_name(c, language), count=n) for c, n in wishes.items()
        ]
        lines += [Html(""), valued(tr, T("Languages missed"), listed(missed))]
    lines += [Html(""), tr.html(_ask_for(kit))]
    remarks = ((go(tr, T("All the remarks"), "remarques", kit.id),),) if reads else ()
    rows = (*_waiting(tr, kit, follows), *remarks, (go(tr, T("Other kits"), "kits"),), menu_row(tr))
    return Screen(joined(*lines), rows)


def described(tr: Translator, kit: Kit) -> Html:
    """What anyone may know of a material: for whom, form, languages, makers, links, news read elsewhere."""
    language = tr.language.code
    lines = [
        bold(tr, T("{kit}: {name}", kit=kit.id, name=kit.label(language))),
        tr.html(STATES[kit.state]),
        Html(""),
        valued(tr, T("For whom"), told(kit.for_whom, language)),
        valued(tr, T("Form"), told(kit.format, language)),
        valued(tr, T("Languages"), _languages(kit, language)),
    ]
    if kit.makers:
        lines.append(valued(tr, T("Made by"), ", ".join(_maker(maker) for maker in kit.makers)))
    if kit.version:
        lines.append(valued(tr, T("Version"), kit.version))
    lines += [tr.html(T("{address}", address=Code(link))) for link in kit.links]
    lines += [tr.html(_file(file, language)) for file in kit.files]
    for update in kit.updates:
        said = told(update.said, language)
        lines += [Html(""), tr.html(T("{news} (read on {source})", news=said, source=update.source))]
    return joined(*lines)


def language_screen(tr: Translator, kit: Kit, wanted: str, nearest: Sequence[str]) -> Screen:
    """Whether a material exists in a language; if not, the nearest it exists in, and how to ask for it."""
    reader = tr.language.code
    name, exists = language_name(wanted, reader), kit.exists_in(wanted)
    head = bold(tr, T("{kit}: {name}", kit=kit.id, name=kit.label(reader)))
    if exists:
        said = T("It exists in this language: {language}.", language=name)
    elif exists is None:
        said = T("Nobody says whether it exists in this language: {language}.", language=name)
    else:
        said = T("Not available in this language: {language}.", language=name)
    lines, rows = [head, Html(""), tr.html(said)], [(go(tr, T("See it"), "kits", kit.id),), menu_row(tr)]
    if not exists:
        rows.insert(0, (go(tr, T("Ask for it in that language"), "voeukit", f"{kit.id}.{wanted}"),))
        others = [language_name(code, reader) for code in nearest]
        lines += [tr.html(T("Available: {languages}", languages=listed(others)))] if others else []
    return Screen(joined(*lines), tuple(rows))


def no_such_language_screen(tr: Translator, kit: Kit, words: str) -> Screen:
    """Words that name no language."""
    text = T("I know no language called “{words}”. Write its name, or its code.", words=clipped(words, 60))
    return Screen(
        joined(tr.html(text), tr.html(_ask_for(kit))), ((go(tr, T("See it"), "kits", kit.id),), menu_row(tr))
    )


def wished_screen(tr: Translator, kit: Kit, language: str) -> Screen:
    """The wish is counted."""
    text = T(
        "Noted: {kit} was missed in this language: {language}. Its maker sees how often, and nothing of you.",
        kit=Code(kit.id),
        language=language_name(language, tr.language.code),
    )
    return Screen(tr.html(text), ((go(tr, T("See it"), "kits", kit.id),), menu_row(tr)))


def offered_screen(tr: Translator, kit: Kit) -> Screen:
    """The offer is passed on."""
    text = T(
        "Thank you. The coordinators know that your organisation would help to make {kit}.", kit=Code(kit.id)
    )
    return Screen(tr.html(text), ((go(tr, T("See it"), "kits", kit.id),), menu_row(tr)))


def ready_screen(tr: Translator, kit: Kit) -> Screen:
    """A notice: what they waited for is ready."""
    text = T("<b>{kit} is ready</b>: {name}", kit=kit.id, name=kit.label(tr.language.code))
    return Screen(tr.html(text), ((go(tr, T("See it"), "kits", kit.id),), menu_row(tr)))


def help_screen(tr: Translator, kit: Kit, organisation: Organisation) -> Screen:
    """A notice to coordinators: who would help to make a material."""
    name, who = kit.label(tr.language.code), shown_name(organisation)
    text = T(
        "<b>{organisation}</b> would help to make {kit}: {name}",
        organisation=who,
        kit=Code(kit.id),
        name=name,
    )
    return Screen(tr.html(text), ((go(tr, T("See it"), "kits", kit.id),),))


def _ask_for(kit: Kit) -> Text:
    return T("Another language? /kits {kit} and its name.", kit=kit.id)


def _waiting(tr: Translator, kit: Kit, follows: bool) -> tuple[tuple[Button, ...], ...]:
    """For a material that is printed or lent: ask for it; under test: remarks; not ready: be told, help."""
    if kit.lent:
        return ((go(tr, T("📅 Borrow it for a week"), "emprunter", kit.id),),)
    tried = go(tr, T("✏️ I used it: tell its makers"), "remarque", kit.id)
    said = ((tried,),) if kit.state is State.TEST else ()
    if kit.copied:
        return ((go(tr, T("🖨 Ask for printed copies"), "demanderkit", kit.id),), *said)
    if said:
        return said
    if kit.state is not State.IN_PREPARATION:
        return ()
    if follows:
        told = go(tr, T("🔕 Do not tell me any more"), "suivrekit", f"{kit.id}-")
    else:
        told = go(tr, T("🔔 Tell me when it is ready"), "suivrekit", f"{kit.id}+")
    return ((told,), (go(tr, T("🤝 Help to make it"), "aiderkit", kit.id),))


def line(tr: Translator, kit: Kit) -> Html:
    """A material in a list."""
    name = clipped(kit.label(tr.language.code), 90)
    return tr.html(
        T("• <b>{code}</b> {name}: {count}", code=Code(kit.id), name=name, count=STATES[kit.state])
    )


def button(tr: Translator, kit: Kit) -> tuple[Button, ...]:
    """The way to it."""
    return (go(tr, f"{kit.id} {clipped(kit.label(tr.language.code), 40)}", "kits", kit.id),)


def _languages(kit: Kit, reader: str) -> Text | str:
    """The languages stated; that several exist; or that nobody says."""
    if kit.languages:
        return listed([language_name(code, reader) for code in kit.languages])
    return T("several, ask its maker") if kit.languages_known == "several" else T("not stated, ask its maker")


def _file(file: KitFile, reader: str) -> Text:
    """Its address, with the two things without which it is not shown."""
    return T(
        "{language}: {address} (licence: {licence}; shown with the agreement of {owner}, {date})",
        language=language_name(file.language, reader),
        address=Code(file.link),
        licence=file.licence,
        owner=_maker(file.agreed_by),
        date=file.agreed_on,
    )


def _maker(organisation_id: str) -> str:
    entry = entry_of(organisation_id)
    return (entry.acronym or entry.name) if entry else organisation_id
