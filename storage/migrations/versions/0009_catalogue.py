"""catalogue edits, changes that wait for a tap, searches in vain, commitments of local authorities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "kit_entries",
        sa.Column("kit_id", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kit_id", name="pk_kit_entries"),
    )
    op.create_table(
        "kit_changes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kit_changes"),
    )
    op.create_index("ix_kit_changes_shown_at", "kit_changes", ["shown_at"])
    op.create_table(
        "search_misses",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_search_misses"),
    )
    op.create_table(
        "commitments",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_commitments_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "step", name="pk_commitments"),
    )


def downgrade() -> None:
    """Descend."""
    op.drop_table("commitments")
    op.drop_table("search_misses")
    op.drop_table("kit_changes")
    op.drop_table("kit_entries")
