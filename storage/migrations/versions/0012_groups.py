"""groups: which follow the agenda, for which organisation, what they were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "group_followings",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_group_followings_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", name="pk_group_followings"),
    )
    op.create_index("ix_group_followings_organisation_id", "group_followings", ["organisation_id"])
    op.create_table(
        "group_announcements",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["group_followings.chat_id"],
            name="fk_group_announcements_chat_id_group_followings",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "occurrence", "lead", name="pk_group_announcements"),
    )
    op.create_index("ix_group_announcements_told_at", "group_announcements", ["told_at"])


def downgrade() -> None:
    """Descend."""
    op.drop_table("group_announcements")
    op.drop_table("group_followings")
