"""kit requests: printed copies that organisations ask for, and where each request stands;
weeks for which a kit is lent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "kit_requests",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kit_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("holder_id", sa.String(), nullable=True),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("requester", sa.String(), nullable=False),
        sa.Column("lines", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("access", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("extra", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("handed_out", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("followed_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_kit_requests_organisation_id_organisations"
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"],
            ["organisations.id"],
            name="fk_kit_requests_holder_id_organisations",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["members.id"], name="fk_kit_requests_asked_by_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kit_requests"),
        sa.UniqueConstraint("year", "number", name="uq_kit_requests_year_number"),
    )
    for column in ("organisation_id", "holder_id", "asked_by", "state", "changed_at"):
        op.create_index(f"ix_kit_requests_{column}", "kit_requests", [column])
    op.create_table(
        "kit_loans",
        sa.Column("kit_id", sa.String(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_kit_loans_organisation_id_organisations"
        ),
        sa.PrimaryKeyConstraint("kit_id", "week", name="pk_kit_loans"),
    )
    op.create_index("ix_kit_loans_organisation_id", "kit_loans", ["organisation_id"])


def downgrade() -> None:
    """Descend."""
    op.drop_table("kit_loans")
    op.drop_table("kit_requests")
