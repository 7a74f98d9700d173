"""What handlers may call: the actions, gathered by the assembly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.contributions.actions import ContributionActions
from bot.contributions.review import ReviewActions
from bot.dialogues.host import Host
from bot.delivery.ports import Audit, Files
from bot.i18n import Translator
from bot.people.actions import PeopleActions


@dataclass(frozen=True)
class Services:
    """Every action that a conversation can reach."""

    host: Host
    people: PeopleActions
    contributions: ContributionActions
    review: ReviewActions
    audit: Audit
    files: Files
    translator: Callable[[str], Translator]
    bot_name: Callable[[], str]
