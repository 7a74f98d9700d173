"""gatherings: events of organisations, meetings, replies and reminders; the agenda as coordinators set it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "gatherings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=True),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("reach", sa.String(), nullable=False),
        sa.Column("audience", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("invited", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_gatherings_organisation_id_organisations"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name="fk_gatherings_author_id_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_gatherings"),
    )
    op.create_index("ix_gatherings_last_day", "gatherings", ["last_day"])
    op.create_index("ix_gatherings_organisation_id", "gatherings", ["organisation_id"])
    op.create_index("ix_gatherings_author_id", "gatherings", ["author_id"])
    op.create_table(
        "gathering_replies",
        sa.Column("gathering_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("follows", sa.Boolean(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Boolean(), nullable=True),
        *_links("gathering_replies"),
        sa.PrimaryKeyConstraint("gathering_id", "member_id", name="pk_gathering_replies"),
    )
    op.create_index("ix_gathering_replies_member_id", "gathering_replies", ["member_id"])
    op.create_table(
        "gatherings_told",
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.String(), nullable=False),
        sa.Column("push_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        *_links("gatherings_told"),
        sa.PrimaryKeyConstraint("member_id", "occurrence", "lead", name="pk_gatherings_told"),
    )
    op.create_index("ix_gatherings_told_gathering_id", "gatherings_told", ["gathering_id"])
    op.create_index("ix_gatherings_told_push_id", "gatherings_told", ["push_id"])

    op.create_table(
        "calendar_changes",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=True),
        sa.Column("leads", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("dates", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["members.id"], name="fk_calendar_changes_changed_by_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("event_id", name="pk_calendar_changes"),
    )
    op.create_index("ix_calendar_changes_changed_by", "calendar_changes", ["changed_by"])

    _letters()
    _followups()


def _followups() -> None:
    op.create_table(
        "planned_contributions",
        sa.Column("contribution_id", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name="fk_planned_contributions_contribution_id_contributions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contribution_id", name="pk_planned_contributions"),
    )
    op.create_table(
        "organisation_nudges",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_organisation_nudges_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_organisation_nudges"),
    )


def _letters() -> None:
    op.create_table(
        "letter_readers",
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_letter_readers_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("letter", "member_id", name="pk_letter_readers"),
    )
    op.create_index("ix_letter_readers_member_id", "letter_readers", ["member_id"])
    op.create_table(
        "letter_publishers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_letter_publishers_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_letter_publishers_organisation_id_organisations",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_publishers"),
        sa.UniqueConstraint("letter", "member_id", name="uq_letter_publishers_letter_member_id"),
    )
    op.create_index("ix_letter_publishers_member_id", "letter_publishers", ["member_id"])
    op.create_index("ix_letter_publishers_organisation_id", "letter_publishers", ["organisation_id"])
    op.create_table(
        "letter_issues",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("same", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by"],
            ["members.id"],
            name="fk_letter_issues_published_by_members",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_issues"),
        sa.UniqueConstraint("letter", "same", name="uq_letter_issues_letter_same"),
    )
    op.create_index("ix_letter_issues_published_by", "letter_issues", ["published_by"])


def _links(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["gathering_id"],
            ["gatherings.id"],
            name=f"fk_{table}_gathering_id_gatherings",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=f"fk_{table}_member_id_members", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Descend."""
    op.drop_table("organisation_nudges")
    op.drop_table("planned_contributions")
    op.drop_table("letter_issues")
    op.drop_table("letter_publishers")
    op.drop_table("letter_readers")
    op.drop_table("calendar_changes")
    op.drop_table("gatherings_told")
    op.drop_table("gathering_replies")
    op.drop_table("gatherings")
