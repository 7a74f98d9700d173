"""reminders: what members chose to be told of the agenda, and what they were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "reminder_choices",
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("themes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("furthest", sa.Integer(), nullable=True),
        sa.Column("snoozed", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_reminder_choices_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name="pk_reminder_choices"),
    )
    op.create_table(
        "reminders_told",
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("push_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_reminders_told_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "occurrence", "lead", name="pk_reminders_told"),
    )
    op.create_index("ix_reminders_told_push_id", "reminders_told", ["push_id"])
    op.create_index("ix_reminders_told_told_at", "reminders_told", ["told_at"])


def downgrade() -> None:
    """Descend."""
    op.drop_table("reminders_told")
    op.drop_table("reminder_choices")
