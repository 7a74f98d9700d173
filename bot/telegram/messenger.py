"""Sends replies through the Bot API: edits in place, waits when asked, tries once more when in doubt.

A reply that may not have arrived is sent again once: a question shown twice does no harm, one never seen
would take the person's next words for its answer. What the product says of itself (``push``) is never sent
twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ChatMemberStatus, ParseMode
from telegram.error import TelegramError

from bot.conversation.ports import NotFetched, Outcome, Pushed, Sent, Shelf
from bot.conversation.replies import (
    Delete,
    Enclosed,
    Finding,
    GiveFile,
    Reply,
    Rows,
    Screen,
    Show,
    Strip,
    Toast,
)
from bot.telegram.outcomes import Verdict, is_stale, judge
from bot.telegram.splitting import split
from bot.telemetry import Log

TRIES = 4
FIRST_PAUSE = 0.2
"""Seconds, doubled at each further attempt."""
LONGEST_WAIT = 60.0
"""Seconds. A person waits for a reply; past this the reply stays kept and is tried again later."""
MOST_FINDINGS = 50
"""Results that Telegram takes for one inline query."""
KEPT_FOR = timedelta(minutes=5)
"""How long Telegram may show the same results again without asking."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
Result = TypeVar("Result")


class TelegramMessenger:
    """A Messenger over python-telegram-bot's Bot."""

    def __init__(
        self, bot: Bot, shelf: Shelf, spoke: Callable[[int], None] = lambda chat_id: None, paid: bool = False
    ) -> None:
        """``spoke``: told of each message that does not wait its turn. ``paid``: those to many may pass the
        free rate, at the installation's cost."""
        self._bot = bot
        self._shelf = shelf
        self._spoke = spoke
        self._paid = paid

    async def send(self, chat_id: int, replies: Sequence[Reply]) -> Sent:
        """Send replies in order; see Messenger."""
        live: int | None = None
        for number, reply in enumerate(replies):
            if isinstance(reply, Show | GiveFile):
                self._spoke(chat_id)
            try:
                message_id = await self._reply(chat_id, reply)
            except TelegramError as error:
                if is_stale(error):
                    continue
                verdict = judge(error).verdict
                if verdict is Verdict.STOPPED:
                    return Sent(live, blocked=True)
                if verdict in (Verdict.WAIT, Verdict.RETRY):
                    return Sent(live, tuple(replies[number:]))
                continue  # refused, or still unknown the second time: once more would not help
            except Exception:
                # An answer that cannot be read: the call was made. Kept, it would hold up all that follows.
                Log().failure("call_failed", method=type(reply).__name__)
                continue
            if isinstance(reply, Show) and reply.live:
                live = message_id
        return Sent(live)

    async def push(self, chat_id: int, screen: Screen, *, bulk: bool = False) -> Pushed:
        """One message, one call."""
        if not bulk:
            self._spoke(chat_id)
        try:
            message_id = await self._message(chat_id, screen, paid=bulk and self._paid)
        except TelegramError as error:
            judgement = judge(error)
            if not judgement.sure:
                return Pushed(Outcome.UNKNOWN)
            return Pushed(_OUTCOMES[judgement.verdict], judgement.wait or None)
        except Exception:
            Log().failure("call_failed", method="sendMessage")
            return Pushed(Outcome.UNKNOWN)
        return Pushed(Outcome.SENT, message_id=message_id)

    async def refresh(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """One edit; a message that is gone, or shows that already, is left alone."""
        try:
            await self._bot.edit_message_text(
                screen.text,
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=_keyboard(screen.rows),
            )
        except TelegramError as error:
            if not is_stale(error):
                Log().event("call_failed", method="editMessageText", error=type(error).__name__)

    async def offer(self, query_id: str, findings: Sequence[Finding]) -> None:
        """One call; kept by Telegram for a while, for that person alone: results are in their language."""
        articles = [_article(finding) for finding in findings[:MOST_FINDINGS]]
        try:
            await self._bot.answer_inline_query(query_id, articles, cache_time=KEPT_FOR, is_personal=True)
        except TelegramError as error:
            if not is_stale(error):
                Log().event("call_failed", method="answerInlineQuery", error=type(error).__name__)

    async def administers(self, chat_id: int, person_id: int) -> bool:
        """Asked of Telegram each time: administrators change."""
        try:
            member = await _patiently(lambda: self._bot.get_chat_member(chat_id, person_id))
        except TelegramError as error:
            Log().event("call_failed", method="getChatMember", error=type(error).__name__)
            return False
        return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)

    async def fetch(self, file_id: str) -> bytes:
        """Download a file that a person sent."""
        try:
            file = await _patiently(lambda: self._bot.get_file(file_id))
            return bytes(await _patiently(file.download_as_bytearray))
        except TelegramError as error:
            Log().event("call_failed", method="getFile", error=type(error).__name__)
            raise NotFetched from None

    async def _reply(self, chat_id: int, reply: Reply) -> int | None:
        match reply:
            case Show(screen=screen) if screen.position_key == "":
                await self._put_key_away(chat_id, screen)
            case Show(screen=screen, replaces=None):
                return await _patiently(lambda: self._message(chat_id, screen))
            case Show(screen=screen, replaces=int() as message_id):
                return await self._edit(chat_id, message_id, screen)
            case Toast(query_id=query, text=text, alert=alert):
                await _patiently(
                    lambda: self._bot.answer_callback_query(query, text=text or None, show_alert=alert)
                )
            case Delete(message_id=message_id):
                await _patiently(lambda: self._bot.delete_message(chat_id, message_id))
            case Strip(message_id=message_id):
                await _patiently(lambda: self._bot.edit_message_reply_markup(chat_id, message_id))
            case GiveFile(digest=digest, name=name):
                await self._file(chat_id, digest, name)
        return None

    async def _message(self, chat_id: int, screen: Screen, paid: bool = False) -> int:
        if screen.enclosed is not None:
            return await self._enclosed(chat_id, screen, screen.enclosed, paid)
        *before, last = split(screen.text)
        for part in before:
            await self._bot.send_message(
                chat_id, part, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
            )
        message = await self._bot.send_message(
            chat_id,
            last,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=_markup(screen),
            allow_paid_broadcast=paid or None,
        )
        return message.message_id

    async def _enclosed(self, chat_id: int, screen: Screen, enclosed: Enclosed, paid: bool) -> int:
        """A file that Telegram holds, its caption and its buttons."""
        send = self._bot.send_photo if enclosed.kind == "photo" else self._bot.send_document
        message = await send(
            chat_id,
            enclosed.file_id,
            caption=screen.text or None,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(screen.rows),
            allow_paid_broadcast=paid or None,
        )
        return message.message_id

    async def _put_key_away(self, chat_id: int, screen: Screen) -> None:
        """Only a message can take a key away; then it goes too, and the chat stays short."""
        message_id = await _patiently(lambda: self._message(chat_id, screen))
        await _patiently(lambda: self._bot.delete_message(chat_id, message_id))

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> int:
        if len(split(screen.text)) > 1:
            return await _patiently(lambda: self._message(chat_id, screen))
        try:
            await _patiently(
                lambda: self._bot.edit_message_text(
                    screen.text,
                    chat_id,
                    message_id,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=NO_PREVIEW,
                    reply_markup=_keyboard(screen.rows),
                )
            )
        except TelegramError as error:
            if not is_stale(error):
                raise
            if "not modified" not in error.message.lower():
                return await _patiently(lambda: self._message(chat_id, screen))
        return message_id

    async def _file(self, chat_id: int, digest: str, name: str) -> None:
        parcel = await self._shelf.parcel(digest)
        if parcel is not None:
            await _patiently(lambda: self._bot.send_document(chat_id, parcel.content, filename=name))


def _article(finding: Finding) -> InlineQueryResultArticle:
    said = InputTextMessageContent(finding.screen.text, ParseMode.HTML, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(
        finding.id,
        finding.title,
        said,
        description=finding.in_short or None,
        reply_markup=_keyboard(finding.screen.rows),
    )


def _markup(screen: Screen) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if screen.position_key is None:
        return _keyboard(screen.rows)
    if not screen.position_key:
        return ReplyKeyboardRemove()
    key = KeyboardButton(screen.position_key, request_location=True)
    return ReplyKeyboardMarkup([[key]], resize_keyboard=True)


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(b.label, callback_data=b.data, url=b.url) for b in row] for row in rows]
    )


async def _patiently(call: Callable[[], Awaitable[Result]]) -> Result:
    """Call; wait as long as the server asks, retry what surely did not happen, and once what nobody knows."""
    waited = 0.0
    for attempt in range(1, TRIES + 1):
        try:
            return await call()
        except TelegramError as error:
            judgement = judge(error)
            pause = _pause(judgement.verdict, judgement.wait.total_seconds(), attempt)
            if pause is None or attempt == TRIES or waited + pause > LONGEST_WAIT:
                raise
            waited += pause
            await asyncio.sleep(pause)
    raise AssertionError("unreachable: the last attempt returns or raises")


def _pause(verdict: Verdict, asked: float, attempt: int) -> float | None:
    if verdict is Verdict.WAIT:
        return asked
    if verdict is Verdict.RETRY or (verdict is Verdict.UNKNOWN and attempt == 1):
        return FIRST_PAUSE * 2.0 ** (attempt - 1)
    return None


_OUTCOMES: Mapping[Verdict, Outcome] = {
    Verdict.WAIT: Outcome.LATER,
    Verdict.RETRY: Outcome.LATER,
    Verdict.STOPPED: Outcome.STOPPED,
    Verdict.REFUSED: Outcome.REFUSED,
    Verdict.UNKNOWN: Outcome.UNKNOWN,
}
