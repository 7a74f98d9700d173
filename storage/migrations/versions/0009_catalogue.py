"""catalogue edits, changes that wait for a tap, searches in vain, commitments, remarks on kits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
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
    op.create_table(
        "kit_remarks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kit_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("class_size", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_kit_remarks_organisation_id_organisations",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kit_remarks"),
    )
    op.create_index("ix_kit_remarks_kit_id", "kit_remarks", ["kit_id"])
    op.create_index("ix_kit_remarks_organisation_id", "kit_remarks", ["organisation_id"])


def downgrade() -> None:
    """Descend."""
    op.drop_table("kit_remarks")
    op.drop_table("commitments")
    op.drop_table("search_misses")
    op.drop_table("kit_changes")
    op.drop_table("kit_entries")
