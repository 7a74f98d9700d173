"""The product's own forms: English tables, other languages from the catalogues."""

from __future__ import annotations

from bot.forms.languages import code_of, language_for
from bot.forms.markdown import sentences
from bot.forms.session import Engine, Question
from bot.forms.xlsform import load_markdown
from tests.forms.talk import context

SIGN_UP = """
Words around the tables are not read.

| survey |               |      |                  |           |                    |
|        | type          | name | label            | hint      | constraint_message |
|        | text          | org  | Which organisation? | Name \\| acronym | Too short.   |
|        | select_one k  | kind | What are you?    |           |                    |
| choices |           |       |                   |
|         | list_name | name  | label             |
|         | k         | local | Local association |
"""
FRENCH = {"Which organisation?": "Quelle organisation ?", "Local association": "Association locale"}


def test_sentences_are_listed_with_their_lines() -> None:
    assert list(sentences(SIGN_UP)) == [
        (6, "Which organisation?"), (6, "Name | acronym"), (6, "Too short."), (7, "What are you?"),
        (10, "Local association"),
    ]  # fmt: skip


def test_each_language_gets_its_words_and_english_stays() -> None:
    form = load_markdown(
        SIGN_UP, "signup", {"fr": lambda text: FRENCH.get(text, text), "ar": lambda text: text[::-1]}
    )
    engine = Engine(form)
    assert (form.id, set(form.languages), form.default_language) == ("signup", {"en", "fr", "ar"}, "en")
    for language, label in {
        "fr": "Quelle organisation ?",
        "en": "Which organisation?",
        "ar": "?noitasinagro hcihW",
    }.items():
        prompt = engine.start(context(), language).prompt
        assert isinstance(prompt, Question)
        assert prompt.label == label
    step = engine.answer(engine.start(context(), "fr").session, "CEEM", context())
    assert isinstance(step.prompt, Question)
    assert [choice.label for choice in step.prompt.choices] == ["Association locale"]


def test_the_version_follows_the_content() -> None:
    one, same = load_markdown(SIGN_UP, "signup"), load_markdown(SIGN_UP, "signup")
    assert one.version == same.version
    assert load_markdown(SIGN_UP.replace("What are", "Who are"), "signup").version != one.version


def test_languages_are_found_by_name_or_code() -> None:
    form = load_markdown(
        "| survey |\n| | type | name | label::Français (fr) | label::English (en) |\n"
        "| | text | x | Dites | Say |\n",
        "f",
    )
    assert language_for(form, "en") == "English (en)"
    assert language_for(form, "fr-FR") == "Français (fr)"
    assert language_for(form, "tl") == form.default_language
    assert (code_of("Français (fr)"), code_of("Klingon")) == ("fr", "klingon")
