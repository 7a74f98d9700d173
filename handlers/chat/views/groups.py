"""What groups read: short, with a way to the private chat and nothing that acts in the group.

Commands carry the bot's name: Telegram gives a bot no others in a group, unless it spoke last there.
"""

from __future__ import annotations

from bot.agenda.due import Push
from bot.conversation.replies import Button, Screen
from bot.i18n import Html, T, Translator
from bot.people.model import Organisation
from handlers.chat.views.basics import joined
from handlers.chat.views.reminders import announcement_lines


def follows_screen(tr: Translator, organisation: Organisation, bot_name: str) -> Screen:
    """It is told from now on."""
    follows = T("<b>This group follows the agenda</b>, for {organisation}.", organisation=organisation.name)
    meaning = T("I will announce the official days here: two weeks before, on the day, once after. "
                "I read and keep nothing of what you write.")  # fmt: skip
    ends = T("An administrator stops it with /arreter@{bot}, or by removing me.", bot=bot_name)
    return _screen(tr, bot_name, tr.html(follows), tr.html(meaning), tr.html(ends))


def stopped_screen(tr: Translator, bot_name: str) -> Screen:
    """It is told nothing any more."""
    ended = T("I announce nothing more in this group. /suivre@{bot} begins again.", bot=bot_name)
    return _screen(tr, bot_name, tr.html(ended))


def refused_screen(tr: Translator, signed_up: bool, bot_name: str) -> Screen:
    """Why an administrator cannot have it follow."""
    why = T("A coordinator has not checked your organisation yet: /suivre@{bot} will work once it is done.",
            bot=bot_name)  # fmt: skip
    if not signed_up:
        why = T("To have this group follow the agenda, first sign up for your organisation, in our private "
                "chat. Then send /suivre@{bot} here again.", bot=bot_name)  # fmt: skip
    return _screen(tr, bot_name, tr.html(why))


def failed_screen(tr: Translator, bot_name: str) -> Screen:
    """A fault of ours."""
    return _screen(
        tr, bot_name, tr.html(T("Something failed on our side. Please send it again in a moment."))
    )


def announcement_screen(tr: Translator, push: Push, bot_name: str) -> Screen:
    """Official days that are near, or were."""
    lines: list[Html] = []
    for one in push.reminders:
        lines += [*([Html("")] if lines else []), *announcement_lines(tr, one, push.day)]
    return _screen(tr, bot_name, *lines)


def _screen(tr: Translator, bot_name: str, *lines: Html) -> Screen:
    label = tr(T("Write to me in private"))
    screen = Screen(joined(*lines), ((Button(label, url=f"https://t.me/{bot_name}"),),))
    return screen.right_to_left() if tr.language.rtl else screen
