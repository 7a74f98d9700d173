"""Settings: complete and right, or one line that says everything that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogues import translator
from bot.ids import CountingIds
from bot.settings import SETTINGS, Settings, SettingsProblem, is_loopback, load, unknown

TOKEN = "123456789:" + "AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
ON_TELEGRAM = {
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "RELAIS87_CONTROLLER": "Association Exemple",
    "RELAIS87_PRIVACY_CONTACT": "donnees@exemple.org",
}
EMULATED = {"TELEGRAM_BOT_TOKEN": "1:short", "TELEGRAM_API_URL": "http://127.0.0.1:9000"}


def refused(**changes: str) -> str:
    """The one line said of an environment that is right but for these changes."""
    with pytest.raises(SettingsProblem) as problem:
        load({**ON_TELEGRAM, **changes})
    line = translator("en")(problem.value.text)
    assert "\n" not in line
    return line


def test_the_least_that_telegram_needs() -> None:
    settings = load(ON_TELEGRAM)
    assert settings.bot_url == "https://api.telegram.org/bot"
    assert settings.file_url == "https://api.telegram.org/file/bot"
    assert settings.database_url == "sqlite:///data/relais87.db"
    assert (settings.log_level, settings.log_format) == ("info", "json")
    assert not settings.local


def test_a_bot_api_server_on_this_machine_needs_nobody_responsible() -> None:
    settings = load(EMULATED)
    assert settings.bot_url == "http://127.0.0.1:9000/bot"
    assert settings.file_url == "http://127.0.0.1:9000/file/bot"
    assert settings.local


def test_everything_missing_is_said_at_once() -> None:
    with pytest.raises(SettingsProblem) as problem:
        load({"RELAIS87_COORDINATORS": "awa"})
    line = translator("en")(problem.value.text)
    for name in (*ON_TELEGRAM, "RELAIS87_COORDINATORS"):
        assert name in line
    assert len(problem.value.problems) == 4


def test_commands_that_do_not_speak_to_telegram_need_no_token() -> None:
    assert load({}, telegram=False).token == ""


def test_everything_given() -> None:
    settings = load(
        ON_TELEGRAM
        | {
            "RELAIS87_DATA": " /srv/relais87 ",
            "RELAIS87_COORDINATORS": "70000001, 70000002 70000003",
            "RELAIS87_WEBHOOK_LISTEN": "[::1]:9443",
            "RELAIS87_WEBHOOK_SECRET": "not-guessed_42",
            "RELAIS87_LOG": "debug,console",
        }
    )
    assert settings.data == Path("/srv/relais87")
    assert settings.database_url == "sqlite:////srv/relais87/relais87.db"
    assert settings.coordinators == {70000001, 70000002, 70000003}
    assert (settings.webhook_host, settings.webhook_port) == ("::1", 9443)
    assert settings.webhook_secret == "not-guessed_42"
    assert (settings.log_level, settings.log_format) == ("debug", "console")


@pytest.mark.parametrize(
    "url", ["postgres://a:b@c/d", "postgresql://a:b@c/d", "postgresql+psycopg://a:b@c/d"]
)
def test_the_ways_people_write_a_postgresql_address(url: str) -> None:
    assert load(ON_TELEGRAM | {"DATABASE_URL": url}).database_url == "postgresql://a:b@c/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "1:short"),
        ("TELEGRAM_BOT_TOKEN", TOKEN + "/getMe"),
        ("TELEGRAM_API_URL", "127.0.0.1:9000"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:port"),
        ("TELEGRAM_API_URL", "ftp://127.0.0.1"),
        ("DATABASE_URL", "mysql://a@b/c"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///"),
        ("RELAIS87_COORDINATORS", "@claire"),
        ("RELAIS87_COORDINATORS", "-1001234"),
        ("RELAIS87_WEBHOOK_SECRET", "two words"),
        ("RELAIS87_WEBHOOK_LISTEN", "8080"),
        ("RELAIS87_WEBHOOK_LISTEN", "localhost:99999"),
        ("RELAIS87_OPENROSA_URL", "http://central.exemple.org/v1/projects/7"),
        ("RELAIS87_OPENROSA_URL", "https://awa:secret@central.exemple.org"),
        ("RELAIS87_OPENROSA_URL", "central.exemple.org"),
        ("RELAIS87_LOG", "loud"),
    ],
)
def test_a_wrong_value_is_named_and_a_secret_is_not_repeated(name: str, value: str) -> None:
    line = refused(**{name: value})
    assert name in line
    if name in ("TELEGRAM_BOT_TOKEN", "DATABASE_URL") and not value.startswith("sqlite"):
        assert value not in line


def test_secrets_stay_out_of_the_representation() -> None:
    settings = load(
        ON_TELEGRAM | {"DATABASE_URL": "postgresql://a:hidden@c/d", "RELAIS87_WEBHOOK_SECRET": "unseen"}
    )
    for secret in (TOKEN, "hidden", "unseen"):
        assert secret not in repr(settings)
        assert secret not in str(settings)


def test_the_webhook_secret_is_made_when_absent() -> None:
    made = load(EMULATED, ids=CountingIds()).webhook_secret
    assert made == "x000000001-x000000002-x000000003"
    assert load(EMULATED).webhook_secret != load(EMULATED).webhook_secret


def test_typing_errors_in_names_are_found() -> None:
    assert list(unknown({"RELAIS87_COORDINATOR": "1", "RELAIS87_DATA": ".", "HOME": "/"})) == [
        "RELAIS87_COORDINATOR"
    ]


def test_each_setting_is_registered_once_with_its_meaning() -> None:
    names = [setting.name for setting in SETTINGS]
    assert len(set(names)) == len(names)
    assert all(setting.meaning.msgid for setting in SETTINGS)
    hidden = {name for name, field in Settings.__dataclass_fields__.items() if not field.repr}
    assert hidden == {"database_url", "webhook_secret", "token", "openrosa_url", "openrosa_password"}
    assert sum(setting.secret for setting in SETTINGS) == len(hidden)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:9000", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:80", True),
        ("https://api.telegram.org", False),
        ("https://127.0.0.1.example.org", False),
        ("http://10.0.0.1", False),
    ],
)
def test_what_this_machine_means(url: str, local: bool) -> None:
    assert is_loopback(url) is local
