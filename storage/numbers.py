"""Numbers that people quote (C-0042), one series each."""

from __future__ import annotations

from storage.tables.contributions import counters
from storage.unit import Unit
from storage.upsert import inserting


async def next_number(unit: Unit, series: str) -> int:
    """The next number of a series. Taken with the transaction: undone, it is given again."""
    first = inserting(unit, counters).values(name=series, value=1)
    following = {"value": counters.c.value + 1}
    taken = first.on_conflict_do_update(index_elements=["name"], set_=following).returning(counters.c.value)
    number: int = (await unit.execute(taken)).scalar_one()
    return number
