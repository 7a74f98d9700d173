"""Everything that storage offers, by the features' ports: a repository that misses a call fails the types."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.commitments.ports import Commitments
from bot.contributions.ports import Contributions
from bot.delivery.ports import Audit, Files, Inbox, Ledger
from bot.dialogues.ports import Chats, FormVersions, Sessions
from bot.kits.ports import Entries, Interest
from bot.kits.remarks import Remarks
from bot.people.ports import Members, Organisations
from bot.reference.ports import Misses
from bot.reminders.ports import Reminders
from bot.surveys.ports import Submissions, Surveys
from storage.audit import SqlAudit
from storage.commitments import SqlCommitments
from storage.contributions import SqlContributions
from storage.database import Database
from storage.dialogues import SqlChats, SqlFormVersions, SqlSessions
from storage.files import DiskFiles
from storage.inbox import SqlInbox
from storage.kit_entries import SqlEntries
from storage.kit_remarks import SqlRemarks
from storage.kits import SqlInterest
from storage.ledger import SqlLedger
from storage.members import SqlMembers
from storage.misses import SqlMisses
from storage.organisations import SqlOrganisations
from storage.reminders import SqlReminders
from storage.submissions import SqlSubmissions
from storage.surveys import SqlSurveys


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
    )
