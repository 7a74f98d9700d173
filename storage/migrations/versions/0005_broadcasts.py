"""broadcasts: messages to many, and the part of the ledger that is theirs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

THEIRS = sa.text("broadcast_id IS NOT NULL")


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("versions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("fallback", sa.String(), nullable=False),
        sa.Column("target", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("told", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _to_member("created_by"),
        _to_member("approved_by"),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
        sa.UniqueConstraint("number", name="uq_broadcasts_number"),
    )
    for column in ("approved_by", "created_by", "digest", "state"):
        op.create_index(f"ix_broadcasts_{column}", "broadcasts", [column])
    op.create_table(
        "broadcast_pens",
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("broadcast_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_broadcast_pens_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name="fk_broadcast_pens_broadcast_id_broadcasts",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("member_id", name="pk_broadcast_pens"),
    )  # fmt: skip
    op.add_column("notices", sa.Column("broadcast_id", sa.String(), nullable=True))
    op.create_index(
        "ix_notices_broadcast", "notices", ["broadcast_id", "outcome", "seq"],
        sqlite_where=THEIRS, postgresql_where=THEIRS,
    )  # fmt: skip


def _to_member(column: str) -> sa.ForeignKeyConstraint:
    name = f"fk_broadcasts_{column}_members"
    return sa.ForeignKeyConstraint([column], ["members.id"], name=name, ondelete="SET NULL")


def downgrade() -> None:
    """Descend."""
    op.drop_index("ix_notices_broadcast", "notices")
    op.drop_column("notices", "broadcast_id")
    op.drop_table("broadcast_pens")
    op.drop_table("broadcasts")
