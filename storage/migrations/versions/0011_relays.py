"""relays: how many people signed up from a code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb."""
    op.add_column("codes", sa.Column("signups", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Descend: the codes that an older version does not know go, with what they counted."""
    op.execute("DELETE FROM code_organisations WHERE code_id IN (SELECT id FROM codes WHERE kind = 'relay')")
    op.execute("DELETE FROM codes WHERE kind = 'relay'")
    op.drop_column("codes", "signups")
