"""PTB's own bot against the sandbox: what it sends is understood, what it receives is documented."""

from __future__ import annotations

import inspect

import pytest
import telegram
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.clock import SetClock
from bot.sandbox import Person, Sandbox
from bot.sandbox.method import REGISTRY
from bot.sandbox.methods import albums
from bot.sandbox.methods.media import EXTRA
from tests.sandbox.stage import photo

OUI = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="y")]])


async def test_a_message_is_shown_as_it_was_meant(bot: Bot, awa: Person) -> None:
    message = await bot.send_message(awa.id, "<b>Bonjour</b> Awa", parse_mode="HTML", reply_markup=OUI)
    assert message.text_html == "<b>Bonjour</b> Awa"
    assert message.from_user is not None
    assert message.from_user.id == bot.id
    assert (awa.last.text, awa.last.buttons) == ("Bonjour Awa", ["Oui"])


async def test_a_press_is_answered_and_its_message_edited(bot: Bot, awa: Person, sandbox: Sandbox) -> None:
    await bot.send_message(awa.id, "Déclarer ?", reply_markup=OUI)
    await awa.taps("Oui")
    query = (await bot.get_updates(offset=-1))[0].callback_query
    assert query is not None
    assert query.data == "y"
    await query.answer("C’est noté", show_alert=True)
    await query.edit_message_text("Merci")
    assert [(toast.text, toast.alert) for toast in awa.toasts] == [("C’est noté", True)]
    assert (awa.last.text, awa.last.buttons, awa.last.edited) == ("Merci", [], True)
    sandbox.journal.check()


async def test_a_change_of_buttons_alone_is_dated_but_not_marked(
    bot: Bot, awa: Person, clock: SetClock
) -> None:
    message = await bot.send_message(awa.id, "Déclarer ?", reply_markup=OUI)
    clock.advance(minutes=2)
    edited = await bot.edit_message_reply_markup(awa.id, message.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date == clock.now()
    assert (awa.last.edited, awa.last.buttons) == (False, [])
    await bot.edit_message_text("Merci", awa.id, message.message_id)
    assert awa.last.edited


async def test_files_go_up_and_come_down(bot: Bot, awa: Person) -> None:
    sent = await bot.send_document(awa.id, b"%PDF guide", filename="guide é.pdf", caption="Le guide")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("guide é.pdf", 10)
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF guide"
    again = await bot.send_document(awa.id, sent.document.file_id)
    assert again.document is not None
    assert again.document.file_id == sent.document.file_id


async def test_a_photo_comes_back_in_sizes_without_its_metadata(bot: Bot, awa: Person) -> None:
    await awa.sends_photo(photo(2000, 1000), "L’atelier")
    message = (await bot.get_updates(offset=-1))[0].message
    assert message is not None
    assert [(size.width, size.height) for size in message.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    largest = await (await message.photo[-1].get_file()).download_as_bytearray()
    assert largest[:3] == b"\xff\xd8\xff"
    assert message.caption == "L’atelier"


async def test_an_album_goes_out_whole(bot: Bot, awa: Person) -> None:
    album = await bot.send_media_group(
        awa.id, [InputMediaPhoto(photo()), InputMediaPhoto(photo())], caption="12 juin"
    )
    assert len({message.media_group_id for message in album}) == 1
    assert [message.text for message in awa.messages[-2:]] == ["12 juin", ""]


async def test_every_kind_of_message_can_be_sent(bot: Bot, awa: Person, sandbox: Sandbox) -> None:
    await bot.send_video(awa.id, b"film", duration=3, filename="film.mp4")
    await bot.send_audio(awa.id, b"son", title="Podcast", filename="son.mp3")
    await bot.send_voice(awa.id, b"OggS", duration=3)
    place = await bot.send_location(awa.id, 48.93, 2.35)
    await bot.send_chat_action(awa.id, "typing")
    await bot.forward_message(awa.id, awa.id, place.message_id)
    await bot.pin_chat_message(awa.id, place.message_id)
    await bot.set_message_reaction(awa.id, place.message_id, "👍")
    sandbox.journal.check()
    assert [next(iter(seen.content)) for seen in awa.messages[1:]] == [
        "video",
        "audio",
        "voice",
        "location",
        "location",
    ]


async def test_a_keyboard_in_place_of_the_phones_own(bot: Bot, awa: Person) -> None:
    keys = ReplyKeyboardMarkup([["12 juin", "30 juillet"]], one_time_keyboard=True)
    await bot.send_message(awa.id, "Quelle date ?", reply_markup=keys)
    assert awa.keys == [["12 juin", "30 juillet"]]
    await awa.taps("12 juin")
    assert awa.messages[-1].text == "12 juin"
    assert awa.keys == []
    await bot.send_message(awa.id, "Et après ?", reply_markup=ReplyKeyboardMarkup([["Rien"]]))
    await bot.send_message(awa.id, "Merci", reply_markup=ReplyKeyboardRemove())
    assert awa.keys == []


async def test_the_menu_follows_the_language_and_the_chat(bot: Bot, awa: Person, sandbox: Sandbox) -> None:
    john = sandbox.person("John", language="en")
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("aide", "Aide")], language_code="fr")
    assert (awa.menu, john.menu) == (["aide"], ["help"])
    await bot.set_my_commands([BotCommand("file", "Queue")], scope=BotCommandScopeChat(john.id))
    assert (awa.menu, john.menu) == (["aide"], ["file"])
    assert [command.command for command in await bot.get_my_commands(language_code="fr")] == ["aide"]
    await bot.delete_my_commands(language_code="fr")
    assert awa.menu == ["help"]


async def test_the_profile_is_kept(bot: Bot) -> None:
    await bot.set_my_name("Relais 8.7")
    await bot.set_my_description("Dites ce que vous faites")
    await bot.set_my_short_description("Le relais")
    assert (await bot.get_my_name()).name == "Relais 8.7"
    assert (await bot.get_my_description()).description == "Dites ce que vous faites"
    assert (await bot.get_my_short_description()).short_description == "Le relais"
    await bot.set_chat_menu_button()
    assert (await bot.get_chat_menu_button()).type == "default"


async def test_inline_results_are_offered_and_sent(bot: Bot, awa: Person) -> None:
    await awa.queries("cacao")
    query = (await bot.get_updates(offset=-1))[0].inline_query
    assert query is not None
    assert query.query == "cacao"
    article = InlineQueryResultArticle(
        "1", "1.1.A", InputTextMessageContent("*Action* 1\\.1\\.A", "MarkdownV2"), OUI
    )
    await query.answer([article])
    question = next(iter(awa._world.questions.values()))
    awa._acts.choose(awa.id, question, "1")
    sent, chosen = (await bot.get_updates())[-2:]
    assert sent.message is not None
    assert sent.message.via_bot == bot.bot
    assert chosen.chosen_inline_result is not None
    assert await bot.edit_message_text(
        "Choisi", inline_message_id=chosen.chosen_inline_result.inline_message_id
    )
    assert awa.messages[-1].text == "Choisi"


async def test_blocking_is_told_and_refuses(bot: Bot, awa: Person) -> None:
    await awa.blocks_the_bot()
    told = (await bot.get_updates(offset=-1))[0].my_chat_member
    assert told is not None
    assert told.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(awa.id, "Bonjour")
    await awa.says("Me revoilà")
    assert (await bot.send_message(awa.id, "Bonjour")).text == "Bonjour"


async def test_errors_reach_ptb_as_on_telegram(bot: Bot, awa: Person, sandbox: Sandbox) -> None:
    with pytest.raises(BadRequest, match="Can't parse entities: unsupported start tag"):
        await bot.send_message(awa.id, "<h1>Bonjour</h1>", parse_mode="HTML")
    assert [record.limit for record in sandbox.journal.violations] == ["html_unsupported"]
    with pytest.raises(AssertionError, match="Unsupported start tag"):
        sandbox.journal.check()
    sandbox.journal.forgive("html_unsupported")
    sandbox.journal.check()
    sandbox.core.token = "another"
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def test_every_update_is_of_the_documented_types(bot: Bot, awa: Person) -> None:
    """PTB keeps what it does not know in api_kwargs: nothing must land there, however deep."""
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="y")]])
    await bot.send_message(awa.id, "Oui ?", reply_markup=keys)
    await awa.taps("Oui")
    await awa.says("voir https://example.org", reply_to=awa.last)
    await awa.edits("corrigé")
    await awa.sends_photo(photo())
    await awa.sends_album([photo(), photo()], "Deux")
    await awa.sends_document("guide.pdf", b"%PDF")
    await awa.sends_sticker()
    await awa.sends_voice()
    await awa.sends_location(48.93, 2.35)
    await awa.sends_contact("+33639980000")
    await awa.queries("cacao")
    await awa.forges("x", awa.messages[0])
    await awa.blocks_the_bot()
    await awa.unblocks_the_bot()
    updates = await bot.get_updates()
    assert len(updates) == 16
    for update in updates:
        unknown = list(unknown_fields(update))
        assert unknown == [], update


def unknown_fields(value: object) -> list[str]:
    """Fields of an object of PTB, and of those within, that the documentation does not know."""
    if isinstance(value, tuple | list):
        return [name for item in value for name in unknown_fields(item)]
    if not isinstance(value, telegram.TelegramObject):
        return []
    found = list(value.api_kwargs) if not isinstance(value, telegram.Sticker) else []
    for name in value.__slots__ if hasattr(value, "__slots__") else ():
        if not name.startswith("_"):
            found += unknown_fields(getattr(value, name, None))
    return found


def test_no_method_takes_a_parameter_that_the_documentation_does_not_know() -> None:
    wide = {method.lower(): getattr(Bot, method) for method in dir(Bot) if "_" not in method}
    for name, method in REGISTRY.items():
        known = set(inspect.signature(wide[name]).parameters)
        assert set(method.params) <= known, method.name
        assert method.name in dir(Bot), "spelled as documented"


def test_no_media_takes_a_field_that_the_documentation_does_not_know() -> None:
    for kind, fields in albums.FIELDS.items():
        documented = inspect.signature(getattr(telegram, f"InputMedia{kind.title()}")).parameters
        assert {*fields, *EXTRA[kind]} - {"type"} <= set(documented), kind


async def test_get_me_and_the_chat(bot: Bot, awa: Person) -> None:
    me = await bot.get_me()
    assert (me.username, me.supports_inline_queries) == ("relais87_bot", True)
    chat = await bot.get_chat(awa.id)
    assert (chat.first_name, chat.type) == ("Awa", "private")
    assert await bot.get_chat_member_count(awa.id) == 2
    assert await bot.close()


async def test_a_deleted_message_vanishes_and_a_press_on_it_is_inaccessible(
    bot: Bot, awa: Person, sandbox: Sandbox
) -> None:
    message = await bot.send_message(awa.id, "Oui ?", reply_markup=OUI)
    old = awa.last
    await bot.delete_messages(awa.id, [message.message_id, 999])
    assert "Oui" not in awa.screen
    await awa.taps_again_on(old, "Oui")
    query = sandbox.updates.pending[-1].content
    assert query["message"] == {"chat": query["message"]["chat"], "message_id": message.message_id, "date": 0}
