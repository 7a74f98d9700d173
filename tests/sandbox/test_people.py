"""People: verbs that wait for the bot, a screen that reads as a chat, a story that can be kept."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, Update

from bot.sandbox import Person, Sandbox
from bot.sandbox.people import NotOnScreen
from tests.sandbox.small_bot import MENU, application
from tests.sandbox.stage import photo


@pytest.fixture
async def driven(sandbox: Sandbox) -> AsyncIterator[Sandbox]:
    """The small bot, given each update directly."""
    app = application(sandbox)
    async with app:
        sandbox.on_update = lambda raw: app.process_update(Update.de_json(raw, app.bot))
        yield sandbox
    sandbox.journal.check()


async def test_a_story_reads_as_a_person_would_tell_it(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.starts()
    await awa.taps("Déclarer une action")
    await awa.says("Atelier au collège,\n75 élèves")
    await awa.edits("Atelier au collège, 76 élèves")
    await awa.sends_photo(photo(), "La salle")
    assert awa.story == (
        "Awa > /start\n"
        "Bot < Bonjour Awa\n"
        "      [Déclarer une action]\n"
        "      [Kits] [Site]\n"
        "Awa > [Déclarer une action]\n"
        "Bot * C’est parti\n"
        "Bot ~< Racontez en une phrase.\n"
        "Awa > Atelier au collège,\n"
        "      75 élèves\n"
        "Bot < Vous avez dit : Atelier au collège,\n"
        "      75 élèves\n"
        "Awa ~> Atelier au collège, 76 élèves\n"
        "Awa > (photo) La salle\n"
        "Bot < Vous avez dit : La salle"
    )
    assert (awa.sent, awa.tapped) == (3, 1)


async def test_the_screen_shows_what_is_left_to_see(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.starts()
    await awa.taps("Kits")
    assert awa.screen == "Awa > /start\nBot < Bonjour Awa\n      [Déclarer une action]\n      [Kits] [Site]"
    assert [toast.text for toast in awa.toasts] == ["C’est parti"]


async def test_a_button_that_is_not_there_says_what_is(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.starts()
    with pytest.raises(NotOnScreen, match=r"no button “Agenda”(.|\n)*\[Kits\] \[Site\]"):
        await awa.taps("Agenda")
    with pytest.raises(NotOnScreen, match="opens something by itself"):
        await awa.taps("Site")
    with pytest.raises(NotOnScreen, match="does not see “Au revoir”"):
        awa.sees("Au revoir")
    assert awa.sees("Bonjour").rows[1] == ["Kits", "Site"]


async def test_nothing_said_yet(sandbox: Sandbox) -> None:
    awa = sandbox.person("Awa")
    with pytest.raises(NotOnScreen, match="the bot has said nothing"):
        _ = awa.last
    with pytest.raises(NotOnScreen, match="the chat is empty"):
        await awa.forges("x")


async def test_data_of_ones_own_making_reaches_the_bot(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.starts()
    await awa.forges("report")
    assert awa.last.text == "Racontez en une phrase."


async def test_a_text_too_long_for_one_message_goes_in_several(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.says("é" * 5000)
    mine = [seen.text for seen in awa.messages if not seen.text.startswith("Vous")]
    assert [len(text) for text in mine] == [4096, 904]


async def test_an_update_given_twice_is_handled_twice(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.says("Bonjour", times=2)
    assert [seen.text for seen in awa.messages] == ["Bonjour", *["Vous avez dit : Bonjour"] * 2]


async def test_two_people_do_not_see_each_other(driven: Sandbox) -> None:
    awa, marc = driven.person("Awa"), driven.person("Marc")
    await awa.says("Bonjour")
    assert marc.screen == ""
    await marc.says("Bonsoir")
    assert "Bonsoir" not in awa.screen


async def test_verbs_wait_for_a_bot_that_polls(sandbox: Sandbox) -> None:
    app = application(sandbox)
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0)
        awa = sandbox.person("Awa")
        await awa.starts()
        await awa.taps("Déclarer une action")
        await awa.says("75 élèves")
        assert awa.last.text == "Vous avez dit : 75 élèves"
        assert await awa.queries("cacao") == []
        await app.updater.stop()
        await app.stop()
    sandbox.journal.check()


async def test_a_bot_that_never_answers_is_told_of(sandbox: Sandbox, awa: Person) -> None:
    sandbox.activity.seen = True
    sandbox.updates.clear()
    sandbox.acts.say(awa.id, "Il y a quelqu’un ?")
    with pytest.raises(TimeoutError, match="Il y a quelqu’un"):
        await sandbox.settled(patience=0.1)


async def test_restarting_empties_the_persons_side_only(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.starts()
    message = awa.last.message
    driven.acts.restart(awa.id)
    assert awa.screen == ""
    assert driven.world.find(awa.id, message.id) is message


async def test_a_caption_has_its_own_limit_and_its_commands_are_found(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.sends_photo(photo(), "voir https://example.org")
    mine = awa.messages[0]
    assert mine.content["caption_entities"] == [{"type": "url", "offset": 5, "length": 19}]
    await awa.edits("sans lien", mine)
    assert (mine.text, "caption_entities" in mine.content, "photo" in mine.content) == (
        "sans lien",
        False,
        True,
    )
    with pytest.raises(ValueError, match="1024 characters"):
        await awa.sends_photo(photo(), "é" * 1025)


async def test_a_press_left_without_answer_is_known(sandbox: Sandbox, bot: Bot, awa: Person) -> None:
    await bot.send_message(awa.id, "Oui ?", reply_markup=MENU)
    await awa.taps("Kits")
    assert [press.data for press in sandbox.unanswered] == ["kits"]
    await bot.answer_callback_query(sandbox.unanswered[0].id)
    assert sandbox.unanswered == []


async def test_a_link_carries_its_payload(driven: Sandbox) -> None:
    awa = driven.person("Awa")
    await awa.starts("kit_college")
    assert awa.messages[0].text == "/start kit_college"
    with pytest.raises(ValueError, match="64 characters"):
        await awa.starts("x" * 65)
