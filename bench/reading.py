"""How long it takes to read what people type: `python -m bench.reading`. Medians and 95th percentiles, ms.

Aims: distress and personal data well under 1 ms, a search in the directory or the places a few ms.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from bot.contributions.extract import extract
from bot.people.directory import search
from bot.places.finding import find
from bot.roadmap.suggest import suggest
from bot.safeguards.distress import calls_for_help
from bot.safeguards.personal import find_personal

REPORT = Path(__file__).parents[1] / "bot" / "cli" / "data" / "contributions.jsonl"
TODAY = date(2026, 6, 20)
NAMES = ("secours cath", "ressources humaines sans frontieres", "CEEM", "ministere du travail")
PLACES = (
    "saint denis",
    "bordaux",
    "saint denis de la reunion",
    "93200",
    "collège à Aubervilliers",
    "Malaisie",
)


def measure(name: str, call: Callable[[str], object], texts: Sequence[str], rounds: int = 5) -> None:
    """Print the median and the 95th percentile of a call over texts."""
    for text in texts:
        call(text)  # what is read at first use is not what is measured
    taken = []
    for text in list(texts) * rounds:
        began = perf_counter()
        call(text)
        taken.append((perf_counter() - began) * 1000)
    late = statistics.quantiles(taken, n=20)[-1]
    print(f"{name:28} median {statistics.median(taken):8.3f} ms   p95 {late:8.3f} ms   ({len(taken)} calls)")


def main() -> None:
    """All of them."""
    titles = [json.loads(line)["title"] for line in REPORT.read_text(encoding="utf-8").splitlines()]
    measure("words of distress", calls_for_help, titles)
    measure("personal data", find_personal, titles)
    measure("action codes", lambda text: suggest(text, "fr"), titles)
    measure("a whole sentence", lambda text: extract(text, "fr", TODAY), titles)
    measure("a name in the directory", search, NAMES)
    measure("a place", find, PLACES)


if __name__ == "__main__":
    main()
