"""surveys: forms of the coordinators' own, and what people answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WAITING = sa.text("passing IN ('queued', 'claimed')")


def upgrade() -> None:
    """Climb."""
    _surveys()
    _files()
    _submissions()


def _surveys() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("next_version", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("audience", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["members.id"], name="fk_surveys_created_by_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_surveys"),
    )
    for column in ("created_by", "form_id", "state"):
        op.create_index(f"ix_surveys_{column}", "surveys", [column])
    op.create_table(
        "survey_versions",
        sa.Column("survey_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["surveys.id"], name="fk_survey_versions_survey_id_surveys", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "version", name="pk_survey_versions"),
    )


def _files() -> None:
    op.create_table(
        "form_files",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version"],
            ["form_versions.version"],
            name="fk_form_files_version_form_versions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version", "name", name="pk_form_files"),
    )
    op.create_table(
        "dropped_files",
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_dropped_files_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "name", name="pk_dropped_files"),
    )
    op.create_index("ix_dropped_files_received_at", "dropped_files", ["received_at"])


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("instance_id", sa.String(), nullable=False),
        sa.Column("survey_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("xml", sa.String(), nullable=False),
        sa.Column("passing", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["surveys.id"], name="fk_submissions_survey_id_surveys", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_submissions_organisation_id_organisations",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_submissions"),
        sa.UniqueConstraint("instance_id", name="uq_submissions_instance_id"),
    )
    for column in ("organisation_id", "survey_id"):
        op.create_index(f"ix_submissions_{column}", "submissions", [column])
    op.create_index(
        "ix_submissions_waiting",
        "submissions",
        ["due_at", "seq"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def downgrade() -> None:
    """Descend: tables that point to others go first."""
    for table in ("submissions", "dropped_files", "form_files", "survey_versions", "surveys"):
        op.drop_table(table)
