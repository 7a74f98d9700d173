"""A broadcast of 3,000 killed twenty times, then through 429s, 5xx, silences and cut connections at random.

``python bench/broadcast_faults.py [PEOPLE] [KILLS]``: the checks are those of the tests (nobody twice; nobody
missed but those said to be unknown, no more of them than calls under way at the kills), on SQLite. A check
that does not hold ends it with an error.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if Path(entry).resolve() != ROOT / "bench")]

from tests.failures.bots import Nursery  # noqa: E402
from tests.failures.test_broadcast_kill import killed, troubled  # noqa: E402


async def main(people: int, kills: int) -> None:
    """Both, one after the other."""
    nursery = Nursery()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        unknown = await killed(nursery, Path(folder), people, kills)
        print(
            f"{people} people, {kills} kills: nobody twice, nobody missed; "
            f"{unknown} unknown, in {time.perf_counter() - began:.0f} s",
            flush=True,
        )
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        tally = await troubled(nursery, Path(folder), people // 10, 30, 0.08, silences=2)
        print(
            f"{people // 10} people, 8 % of calls in trouble: {tally}, in {time.perf_counter() - began:.0f} s"
        )


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]] + [3000, 20][len(sys.argv) - 1 :]
    asyncio.run(main(*asked))
