"""relais87 doctor: what is configured, what is missing, what is about to go wrong."""

from __future__ import annotations

import argparse
import asyncio

from telegram import Bot

from bot.cli.terminal import operator
from bot.clock import SystemClock
from bot.doctor import Level, Probes, diagnose
from bot.safeguards.card import card_lacks
from bot.safeguards.helplines import stale_numbers
from bot.settings import Settings, environment
from bot.telegram.leniency import LenientRequest
from bot.telegram.request import AiohttpRequest
from storage.schema import current

MARKS = {Level.OK: "ok     ", Level.WARNING: "warning", Level.ERROR: "error  "}


def command(options: argparse.Namespace) -> int:
    """Exit code 1 when something forbids a start."""
    tr = operator()
    probes = Probes(_revision, card_lacks, stale_numbers, telegram=_bot_name)
    findings = diagnose(environment(), probes, SystemClock())
    for finding in findings:
        print(f"{MARKS[finding.level]}  {tr(finding.text)}")
    return 1 if any(finding.level is Level.ERROR for finding in findings) else 0


def _revision(url: str) -> str:
    return current(url) or ""


def _bot_name(settings: Settings) -> str:
    async def ask() -> str:
        request = (LenientRequest if settings.local else AiohttpRequest)(timeout=5.0)
        bot = Bot(settings.token, settings.bot_url, settings.file_url, request=request)
        async with bot:
            return bot.username

    return asyncio.run(ask())
