"""What handlers may call: the actions, gathered by the assembly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.broadcasts.actions import BroadcastActions
from bot.codes.actions import CodeActions
from bot.codes.relays import RelayActions
from bot.commitments.actions import CommitmentActions
from bot.contributions.actions import ContributionActions
from bot.contributions.cards import Wording
from bot.contributions.dialogues import Answering
from bot.contributions.review import ReviewActions
from bot.copies.actions import CopyActions
from bot.copies.dialogues import CopyDesk
from bot.copies.lending import LoanActions
from bot.delivery.ports import Audit, Files
from bot.dialogues.drafts import Drafts
from bot.dialogues.host import Host
from bot.followup.actions import FollowupActions
from bot.gatherings.actions import GatheringActions
from bot.groups.actions import GroupActions
from bot.i18n import Text, Translator
from bot.kits.actions import KitActions
from bot.kits.editor import CatalogueEditor
from bot.kits.remarks import RemarkActions
from bot.letters.actions import LetterActions
from bot.people.actions import PeopleActions
from bot.reference.ports import Misses
from bot.reminders.actions import ReminderActions
from bot.surveys.actions import SurveyActions
from bot.surveys.dialogue import SurveyDrafts
from bot.surveys.intake import Intake
from bot.timetable.actions import TimetableActions


@dataclass(frozen=True)
class Services:
    """Every action that a conversation can reach."""

    host: Host
    drafts: Drafts
    people: PeopleActions
    contributions: ContributionActions
    review: ReviewActions
    surveys: SurveyActions
    kits: KitActions
    codes: CodeActions
    relays: RelayActions
    editor: CatalogueEditor
    misses: Misses
    commitments: CommitmentActions
    remarks: RemarkActions
    reminders: ReminderActions
    broadcasts: BroadcastActions
    copies: CopyActions
    copy_desk: CopyDesk
    loans: LoanActions
    gatherings: GatheringActions
    groups: GroupActions
    timetable: TimetableActions
    letters: LetterActions
    followup: FollowupActions
    survey_drafts: SurveyDrafts
    intake: Intake
    answering: Answering
    wording: Wording
    audit: Audit
    files: Files
    notice: Sequence[Text]
    """The privacy notice, with who answers for the data here."""
    translator: Callable[[str], Translator]
    bot_name: Callable[[], str]
    """Our name in links."""
    pseudonym: Callable[[int], str]
    """A Telegram id as logs may show it."""
    agenda_at: Callable[[str], str | None]
    """Where calendars subscribe to the agenda, by language; None when nothing of ours is on the web."""
