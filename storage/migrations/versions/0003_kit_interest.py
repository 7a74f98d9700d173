"""kit interest: who waits for a kit, which languages were missed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "kit_follows",
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("kit_id", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_kit_follows_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "kit_id", name="pk_kit_follows"),
    )
    op.create_index("ix_kit_follows_kit_id", "kit_follows", ["kit_id"])
    op.create_table(
        "kit_wishes",
        sa.Column("kit_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kit_id", "language", name="pk_kit_wishes"),
    )


def downgrade() -> None:
    """Descend."""
    op.drop_table("kit_wishes")
    op.drop_table("kit_follows")
