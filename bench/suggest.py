"""How often a right code is among the first three, and how long a text takes.

``python bench/suggest.py CONTRIBUTIONS.jsonl [--show]``: lines with ``title`` and ``codes``. Exit code 1
under 90 %. ``--show`` lists the titles that miss.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.roadmap.suggest import suggest  # noqa: E402

WANTED = 0.9
SHOWN = 3


def main(arguments: list[str]) -> int:
    """Measures on the file named first."""
    paths = [argument for argument in arguments if not argument.startswith("-")]
    if len(paths) != 1:
        print(__doc__)
        return 2
    lines = Path(paths[0]).read_text("utf-8-sig").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    first = among = 0
    seconds: list[float] = []
    suggest("", "fr")  # the lexicon is read once, outside the measure
    for row in rows:
        start = time.perf_counter()
        codes = [one.code for one in suggest(row["title"], "fr")][:SHOWN]
        seconds.append(time.perf_counter() - start)
        first += bool(codes) and codes[0] in row["codes"]
        hit = bool(set(codes) & set(row["codes"]))
        among += hit
        if not hit and "--show" in arguments:
            print(f"  {row['codes']} {row['title']} -> {codes}")
    count = len(rows)
    print(f"a right code first: {first}/{count} ({first / count:.1%})")
    print(f"a right code among the first {SHOWN}: {among}/{count} ({among / count:.1%})")
    print(
        f"per text: median {statistics.median(seconds) * 1000:.2f} ms, longest {max(seconds) * 1000:.2f} ms"
    )
    return 0 if among / count >= WANTED else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
