"""reminders: an occurrence is known by its place in its year, so that moving its date tells nothing twice.

``point-etapes@2026-07-31`` becomes ``point-etapes@2026.2``. Until now three events of the agenda came more
than once a year; the others are the first of theirs.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MONTHLY = ("lettre-collectif", "revue-presse-rhsf")
QUARTERLY, QUARTERS = "point-etapes", (1, 7, 10)
TOLD = sa.table(
    "reminders_told",
    *(sa.column(name) for name in ("member_id", "occurrence", "lead")),
)
CHOICES = sa.table("reminder_choices", sa.column("member_id"), sa.column("snoozed", sa.JSON()))


def turn(key: str) -> str:
    """What a key becomes; one that is none stays as it is."""
    event, _, written = key.rpartition("@")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return key
    number = day.month if event in MONTHLY else 1
    if event == QUARTERLY and day.month in QUARTERS:
        number = QUARTERS.index(day.month) + 1
    return f"{event}@{day.year}.{number}"


def upgrade() -> None:
    """Climb."""
    unit = op.get_bind()
    for row in unit.execute(sa.select(TOLD)).all():
        _renamed(unit, row)
    for row in unit.execute(sa.select(CHOICES)).all():
        snoozed = {turn(key): until for key, until in row.snoozed.items()}
        theirs = CHOICES.c.member_id == row.member_id
        unit.execute(CHOICES.update().where(theirs).values(snoozed=snoozed))


def _renamed(unit: sa.Connection, row: Any) -> None:
    """Under its new name; where two dates were told of one occurrence, one row says it."""
    new = turn(row.occurrence)
    theirs = (TOLD.c.member_id == row.member_id) & (TOLD.c.lead == row.lead)
    there = unit.execute(sa.select(TOLD).where(theirs, TOLD.c.occurrence == new)).first()
    old = theirs & (TOLD.c.occurrence == row.occurrence)
    if there is None:
        unit.execute(TOLD.update().where(old).values(occurrence=new))
    elif new != row.occurrence:
        unit.execute(TOLD.delete().where(old))


def downgrade() -> None:
    """Descend. The dates are gone: an older version may tell again what it told of late."""
