"""codes to scan: links of places and meetings, openings counted, organisations that came through them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "codes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kit", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_codes_organisation_id_organisations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
    )
    op.create_index("ix_codes_organisation_id", "codes", ["organisation_id"])
    op.create_table(
        "code_organisations",
        sa.Column("code_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["codes.id"], name="fk_code_organisations_code_id_codes", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_code_organisations_organisation_id_organisations",
        ),
        sa.PrimaryKeyConstraint("code_id", "organisation_id", name="pk_code_organisations"),
    )


def downgrade() -> None:
    """Descend."""
    op.drop_table("code_organisations")
    op.drop_table("codes")
