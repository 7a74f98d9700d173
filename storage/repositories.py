"""Everything that storage offers, by the features' ports: a repository that misses a call fails the types."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.broadcasts.ports import Broadcasts
from bot.codes.ports import Codes
from bot.commitments.ports import Commitments
from bot.contributions.ports import Contributions
from bot.copies.ports import Loans, Requests
from bot.delivery.ports import Audit, Files, Inbox, Ledger
from bot.dialogues.ports import Chats, FormVersions, Sessions
from bot.followup.ports import Followups
from bot.gatherings.ports import Gatherings
from bot.groups.ports import Groups
from bot.kits.ports import Entries, Interest
from bot.kits.remarks import Remarks
from bot.letters.ports import Letters
from bot.people.ports import Members, Organisations
from bot.reference.ports import Misses
from bot.reminders.ports import Reminders
from bot.surveys.ports import Submissions, Surveys
from bot.timetable.ports import Changes
from storage.audit import SqlAudit
from storage.broadcasts import SqlBroadcasts
from storage.codes import SqlCodes
from storage.commitments import SqlCommitments
from storage.contributions import SqlContributions
from storage.copies import SqlRequests
from storage.database import Database
from storage.dialogues import SqlChats, SqlFormVersions, SqlSessions
from storage.files import DiskFiles
from storage.followup import SqlFollowups
from storage.gatherings import SqlGatherings
from storage.groups import SqlGroups
from storage.inbox import SqlInbox
from storage.kit_entries import SqlEntries
from storage.kit_remarks import SqlRemarks
from storage.kits import SqlInterest
from storage.ledger import SqlLedger
from storage.letters import SqlLetters
from storage.loans import SqlLoans
from storage.members import SqlMembers
from storage.misses import SqlMisses
from storage.organisations import SqlOrganisations
from storage.reminders import SqlReminders
from storage.submissions import SqlSubmissions
from storage.surveys import SqlSurveys
from storage.timetable import SqlChanges


@dataclass(frozen=True)
class Repositories:
    """One repository per port, all on one database."""

    members: Members
    organisations: Organisations
    contributions: Contributions
    sessions: Sessions
    chats: Chats
    form_versions: FormVersions
    ledger: Ledger
    inbox: Inbox
    audit: Audit
    files: Files
    surveys: Surveys
    submissions: Submissions
    interest: Interest
    entries: Entries
    misses: Misses
    commitments: Commitments
    remarks: Remarks
    reminders: Reminders
    broadcasts: Broadcasts
    requests: Requests
    loans: Loans
    gatherings: Gatherings
    groups: Groups
    calendar_changes: Changes
    letters: Letters
    followups: Followups
    codes: Codes


def repositories(database: Database, data: Path) -> Repositories:
    """The repositories of a database; evidence files go under ``data``/evidence."""
    return Repositories(
        members=SqlMembers(database),
        organisations=SqlOrganisations(database),
        contributions=SqlContributions(database),
        sessions=SqlSessions(database),
        chats=SqlChats(database),
        form_versions=SqlFormVersions(database),
        ledger=SqlLedger(database),
        inbox=SqlInbox(database),
        audit=SqlAudit(database),
        files=DiskFiles(database, data / "evidence"),
        surveys=SqlSurveys(database),
        submissions=SqlSubmissions(database),
        interest=SqlInterest(database),
        entries=SqlEntries(database),
        misses=SqlMisses(database),
        commitments=SqlCommitments(database),
        remarks=SqlRemarks(database),
        reminders=SqlReminders(database),
        broadcasts=SqlBroadcasts(database),
        requests=SqlRequests(database),
        loans=SqlLoans(database),
        gatherings=SqlGatherings(database),
        groups=SqlGroups(database),
        calendar_changes=SqlChanges(database),
        letters=SqlLetters(database),
        followups=SqlFollowups(database),
        codes=SqlCodes(database),
    )
