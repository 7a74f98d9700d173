"""Forms of the coordinators' own: their list, one of them, what a file was worth, and filling them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.buttons import Move
from bot.conversation.replies import Button, Screen
from bot.dialogues.ports import StoredSession
from bot.forms.problems import Finding
from bot.i18n import LANGUAGES, NT, Html, T, Text, Translator, listed
from bot.people.audience import Audience
from bot.people.kinds import KINDS
from bot.people.model import Organisation
from bot.people.naming import shown_name
from bot.surveys.intake import Drop
from bot.surveys.model import Overview, Passed, Passing, Survey, SurveyState
from bot.surveys.readers import areas_in_words
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row, page_of, pager

TITLE = 60
FINDINGS = 15
"""Remarks on a form that one message shows."""
LONGEST_FINDING = 300
LOST = 8
"""Answers without a place that one message names."""
HOW = T(
    "To make one, send me its file here: an XLSForm (.xlsx, .xls or .md), as KoboToolbox and ODK use. "
    "Lists that it asks for (.csv, .xml, .geojson) come in messages of their own, before or after."
)


# Coordinators


def list_screen(tr: Translator, surveys: Sequence[Survey], now: datetime, page: int) -> Screen:
    """Those there are, the latest first."""
    lines = [tr.html(T("<b>Forms of your own</b>")), Html("")]
    shown, page, pages = page_of(surveys, page)
    rows = []
    for survey in shown:
        line = T("{title}: {state}", title=clipped(survey.title, TITLE), state=_state(survey, now))
        lines.append(Html(f"• {tr.html(line)}"))
        rows.append((go(tr, clipped(survey.title, TITLE), "formulaire", survey.id),))
    if not surveys:
        lines.append(tr.html(T("None yet.")))
    lines += [Html(""), tr.html(HOW)]
    return Screen(joined(*lines), (*rows, *pager(tr, "formulaires", "", page, pages), menu_row(tr)))


def survey_screen(tr: Translator, found: Overview, now: datetime, problem: Text | None = None) -> Screen:
    """One of them, and what can be done with it now."""
    head = [Html(f"⚠️ {tr.html(problem)}"), Html("")] if problem is not None else []
    return Screen(joined(*head, *_about(tr, found, now)), (*_decisions(tr, found, now), menu_row(tr)))


def _state(survey: Survey, now: datetime) -> Text:
    if survey.state is SurveyState.READY:
        return T("not open yet")
    if survey.takes_answers(now):
        return T("open until {day}", day=survey.until) if survey.until else T("open")
    if survey.state is SurveyState.OPEN:
        return T("over since {day}", day=survey.until)
    return T("closed")


def _about(tr: Translator, found: Overview, now: datetime) -> list[Html]:
    survey = found.survey
    lines = [bold(tr, survey.title), tr.html(T("State: {state}", state=_state(survey, now)))]
    if survey.audience is not None:
        lines.append(tr.html(T("For: {audience}", audience=in_words(survey.audience, tr.language.code))))
        lines.append(tr.html(_reach(found)))
    sent = NT("{count} set of answers sent", "{count} sets of answers sent", found.counts.sent)
    drafts = NT("{count} draft", "{count} drafts", found.counts.drafts)
    lines.append(tr.html(T("{sent}, {drafts}", sent=sent, drafts=drafts)))
    if survey.next_version is not None:
        lines.append(
            tr.html(T("<b>A new version waits.</b> Those who are filling it finish on theirs, or move over."))
        )
    if found.missing:
        lines.append(tr.html(T("Lists still to be sent: {files}", files=", ".join(found.missing))))
    if found.passed is not None:
        lines += [tr.html(line) for line in _passed(found.passed)]
    return lines


def _reach(found: Overview) -> Text:
    people = NT("{count} person", "{count} people", found.people)
    organisations = NT("{count} organisation", "{count} organisations", found.organisations)
    return T("That is {people} of {organisations} today.", people=people, organisations=organisations)


def in_words(audience: Audience, language: str) -> Text | str:
    """Whom a form is for, in words."""
    kinds: list[Text | str] = [KINDS[key].label for key in audience.kinds if key in KINDS]
    said = T("all organisations") if not kinds else listed(kinds)
    if audience.areas:
        said = T("{audience}; {areas}", audience=said, areas=areas_in_words(audience.areas, language))
    if audience.languages:
        names = [LANGUAGES[code].name for code in audience.languages if code in LANGUAGES]
        said = T("{audience}; in {languages}", audience=said, languages=listed(names))
    return said


def until_now(survey: Survey, language: str) -> Text | None:
    """Whom a form is for before that is changed; None before it was ever said."""
    if survey.audience is None or survey.until is None:
        return None
    return T("Until now: {audience}; until {day}.", audience=in_words(survey.audience, language),
             day=survey.until)  # fmt: skip


def _passed(passed: Passed) -> list[Text]:
    many = passed.counts
    waiting = many.get(Passing.QUEUED, 0) + many.get(Passing.CLAIMED, 0)
    refused = many.get(Passing.REFUSED, 0)
    lines = [
        T(
            "On the other server: {taken}. On their way: {waiting}. Refused: {refused}.",
            taken=many.get(Passing.TAKEN, 0),
            waiting=waiting,
            refused=refused,
        )
    ]
    if refused and passed.refusal:
        lines.append(T("It said: {words}", words=passed.refusal))
    return lines


def _decisions(tr: Translator, found: Overview, now: datetime) -> list[tuple[Button, ...]]:
    survey = found.survey
    at = f"{survey.id}.{survey.revision}"
    rows: list[tuple[Button, ...]] = []
    languages = found.languages if len(found.languages) > 1 else ("",)
    for number, language in enumerate(languages[:6]):
        label = T("👁 Try it in {language}", language=language) if language else T("👁 Try it")
        rows.append((go(tr, label, "apercu", f"{survey.id}.{number}"),))
    if survey.next_version is not None:
        rows.append((go(tr, T("🔁 Replace it by the new version"), "remplacer", at),))
    whom = T("🎯 Whom it is for") if survey.audience is None else T("🎯 Change whom it is for")
    rows.append((go(tr, whom, "destinataires", survey.id),))
    if survey.takes_answers(now):
        rows.append((go(tr, T("⏹ Close it"), "cloturer", at),))
    elif survey.audience is not None:
        again = T("▶️ Open it") if survey.opened_at is None else T("▶️ Open it again")
        rows.append((go(tr, again, "ouvrir", at),))
    if found.counts.sent:
        rows.append((go(tr, T("⬇️ Download the answers"), "reponses", survey.id),))
    if found.passed is not None and found.passed.counts.get(Passing.REFUSED):
        rows.append((go(tr, T("Try again what was refused"), "renvoyer", survey.id),))
    rows.append((go(tr, T("Back to the list"), "formulaires"),))
    return rows


def answers_screen(tr: Translator, found: Overview) -> Screen:
    """Which file."""
    survey = found.survey
    sent = NT("{count} set of answers sent", "{count} sets of answers sent", found.counts.sent)
    lines = (
        bold(tr, survey.title),
        tr.html(sent),
        Html(""),
        tr.html(
            T(
                "Each carries its organisation's name and no person's. Keep these files where only those "
                "who need them can read them."
            )
        ),
    )
    rows: list[tuple[Button, ...]] = [(go(tr, T("Excel, names"), "reponses", f"{survey.id}.xlsx"),)]
    for number, language in enumerate(found.languages[:5] or ("",)):
        label = T("Excel, labels in {language}", language=language) if language else T("Excel, labels")
        rows.append((go(tr, label, "reponses", f"{survey.id}.xlsx.{number}"),))
    rows += [
        (
            go(tr, "CSV", "reponses", f"{survey.id}.csv"),
            go(tr, "JSON", "reponses", f"{survey.id}.json"),
            go(tr, T("ODK (XML)"), "reponses", f"{survey.id}.xml"),
        ),
        (go(tr, T("Back to the form"), "formulaire", survey.id),),
    ]
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def received_screen(tr: Translator, drop: Drop, found: Overview | None, now: datetime) -> Screen:
    """What a file was worth: what is wrong with the form, or the form as it stands."""
    findings = drop.checked.findings if drop.checked is not None else ()
    if drop.checked is None:
        text = T("I keep {file} for the form that asks for it: send the form too.", file=drop.name)
        return Screen(tr.html(text), ((go(tr, T("Forms of your own"), "formulaires"),), menu_row(tr)))
    if found is None:
        errors = [finding for finding in findings if finding.severity == "error"]
        head = NT(
            "<b>{file} is not accepted yet: {count} problem.</b> Correct it and send it again.",
            "<b>{file} is not accepted yet: {count} problems.</b> Correct them and send it again.",
            len(errors),
            file=drop.form,
        )
        body = joined(tr.html(head), Html(""), *_findings(tr, findings))
        return Screen(body, ((go(tr, T("Forms of your own"), "formulaires"),), menu_row(tr)))
    lines = [tr.html(T("✅ {file} is accepted.", file=drop.form))]
    if findings:
        lines += [tr.html(T("Worth knowing:")), *_findings(tr, findings)]
    body = joined(*lines, Html(""), *_about(tr, found, now))
    return Screen(body, (*_decisions(tr, found, now), menu_row(tr)))


def _findings(tr: Translator, findings: Sequence[Finding]) -> list[Html]:
    lines = [Html(f"• {_finding(tr, finding)}") for finding in findings[:FINDINGS]]
    more = len(findings) - FINDINGS
    if more > 0:
        lines.append(tr.html(NT("… and {count} more.", "… and {count} more.", more)))
    return lines


def _finding(tr: Translator, finding: Finding) -> Html:
    said = clipped(tr(finding.text), LONGEST_FINDING)
    if not finding.sheet:
        return tr.html(said)
    if not finding.row:
        return tr.html(T("<b>sheet {sheet}</b>: {problem}", sheet=finding.sheet, problem=said))
    if not finding.column:
        return tr.html(
            T("<b>sheet {sheet}, row {row}</b>: {problem}", sheet=finding.sheet, row=str(finding.row),
              problem=said)
        )  # fmt: skip
    return tr.html(
        T("<b>sheet {sheet}, row {row}, column {column}</b>: {problem}", sheet=finding.sheet,
          row=str(finding.row), column=finding.column, problem=said)
    )  # fmt: skip


def again(many: int) -> Text:
    """How many are tried again."""
    return NT("{count} is tried again.", "{count} are tried again.", many)


# Those a form is for


def waiting_screen(tr: Translator, surveys: Sequence[Survey]) -> Screen:
    """The forms that wait for a person's answers."""
    if not surveys:
        return Screen(tr.html(T("No form waits for your answers.")), (menu_row(tr),))
    head = NT("{count} form waits for your answers.", "{count} forms wait for your answers.", len(surveys))
    rows = [*(button for survey in surveys for button in [(to_fill(tr, survey),)])]
    return Screen(tr.html(head), (*rows, menu_row(tr)))


def to_fill(tr: Translator, survey: Survey) -> Button:
    """The button that begins a form, or goes on with it."""
    return go(tr, f"📋 {clipped(survey.title, 50)}", "remplir", survey.id)


def opened_screen(tr: Translator, survey: Survey) -> Screen:
    """A notice: a form is there, until when, under whose name."""
    if survey.until is not None:
        head = T("<b>A form for you: {title}</b>, until {day}.", title=survey.title, day=survey.until)
    else:
        head = T("<b>A form for you: {title}</b>.", title=survey.title)
    body = joined(
        tr.html(head),
        tr.html(T("You can stop and come back. Answers carry your organisation's name, never yours.")),
    )
    return Screen(body, ((go(tr, T("📋 Fill it in"), "remplir", survey.id),), menu_row(tr)))


def begins(survey: Survey, organisation: Organisation) -> Text:
    """What to know before the first question."""
    return T(
        "{title}: your answers carry the name of {organisation}, never yours.",
        title=survey.title,
        organisation=shown_name(organisation),
    )


def resume_screen(tr: Translator, survey: Survey, drafts: Sequence[StoredSession], chat_id: int) -> Screen:
    """Go on with what was begun, move it to the new version, or begin another."""
    lines = [bold(tr, survey.title), tr.html(T("You began it already:"))]
    rows: list[tuple[Button, ...]] = []
    for draft in drafts[:5]:
        when = draft.updated_at.date() if draft.updated_at is not None else ""
        mine = draft.chat_id == chat_id
        line = T("• on {day}", day=when) if mine else T("• on {day}, by a colleague", day=when)
        lines.append(tr.html(line))
        label = T("Go on: {day}", day=when)
        rows.append((Button(clipped(tr(label), 60), str(Move("s", draft.id, draft.revision, "r"))),))
        if draft.form_version != survey.version:
            rows.append((go(tr, T("Move it to the new version"), "actualiser", draft.id),))
    if any(draft.form_version != survey.version for draft in drafts[:5]):
        lines += [
            Html(""),
            tr.html(
                T(
                    "The form has a new version since. You may finish on the one you began, or move over: "
                    "answers to the same questions stay."
                )
            ),
        ]
    rows.append((go(tr, T("Begin another one"), "commencer", survey.id),))
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def moved(tr: Translator, lost: Sequence[tuple[str, str]]) -> Text:
    """What moving a draft to a new version left behind."""
    if not lost:
        return T("Moved to the new version: every answer found its place.")
    named = [f"{clipped(label, 60)} ({clipped(answer, 40)})" for label, answer in lost[:LOST]]
    more = " …" if len(lost) > LOST else ""
    return T(
        "Moved to the new version. These answers have no place in it: {answers}.",
        answers="; ".join(named) + more,
    )


# Endings


def sent(tr: Translator, survey: Survey) -> Screen:
    """Answers arrived."""
    text = T(
        "<b>Sent.</b> Thank you: your answers to “{title}” reached the coordinators, under your "
        "organisation's name alone.",
        title=survey.title,
    )
    return Screen(tr.html(text), ((go(tr, T("Fill it in once more"), "commencer", survey.id),), menu_row(tr)))


def tried(tr: Translator, survey: Survey) -> Screen:
    """The end of a trial."""
    text = T(
        "This is where people would have sent “{title}”. Nothing of your trial was kept.", title=survey.title
    )
    return Screen(tr.html(text), ((go(tr, T("Back to the form"), "formulaire", survey.id),), menu_row(tr)))


def ready(tr: Translator, found: Overview) -> Screen:
    """Whom it is for is said: how many that makes, before anything opens."""
    survey = found.survey
    lines = [
        bold(tr, survey.title),
        tr.html(T("For: {audience}", audience=in_words(survey.audience or Audience(), tr.language.code))),
        tr.html(T("Until: {day}", day=survey.until)),
        tr.html(_reach(found)),
    ]
    rows: list[tuple[Button, ...]] = []
    if survey.state is SurveyState.OPEN:
        lines.append(tr.html(T("It is open: those who are new to it are told.")))
    else:
        lines += [Html(""), tr.html(T("Nobody sees it before you open it. Each of them is told once."))]
        rows.append((go(tr, T("▶️ Open it"), "ouvrir", f"{survey.id}.{survey.revision}"),))
    rows.append((go(tr, T("🎯 Change whom it is for"), "destinataires", survey.id),))
    rows.append((go(tr, T("Back to the form"), "formulaire", survey.id),))
    return Screen(joined(*lines), (*rows, menu_row(tr)))
