"""How long a kit takes to print.

``python bench/kits.py [RUNS]``: a leaflet with a town's name, event, link and logo (20 runs by default), in a
Latin, a Cyrillic and the Arabic script; then each other shape. Exit code 1 when the median of a
leaflet is over a second.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from datetime import date
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.print.model import Order, Public, Shape, WorldDay  # noqa: E402
from bot.print.press import print_kit  # noqa: E402

WANTED = 1.0


def main(arguments: list[str]) -> int:
    """Measures; each run has a name of its own, so that nothing is found ready."""
    runs = int(arguments[0]) if arguments else 20
    picture = io.BytesIO()
    Image.effect_noise((800, 300), 60).convert("RGB").save(picture, "PNG")
    medians = [measure(Shape.LEAFLET, code, runs, picture.getvalue()) for code in ("fr", "uk", "ar")]
    for shape in (Shape.POSTER, Shape.SLIDES, Shape.SQUARE):
        measure(shape, "fr", runs, picture.getvalue())
    return 0 if max(medians) <= WANTED else 1


def measure(shape: Shape, language: str, runs: int, logo: bytes) -> float:
    """The median of some runs, in seconds; said aloud."""
    seconds: list[float] = []
    size = 0
    for run in range(runs):
        order = Order(
            Public.EVERYONE,
            shape,
            language,
            town=f"Saint-Denis {run}",
            event=f"Forum {run}",
            on=date(2027, 10, 18),
            link=f"https://example.org/agir?lieu={run}",
            logo=logo,
            world_day=WorldDay.ANTI_TRAFFICKING,
        )
        start = time.perf_counter()
        size = len(print_kit(order).content)
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    print(
        f"{shape} in {language}: median {median * 1000:.0f} ms, longest {max(seconds) * 1000:.0f} ms, "
        f"{size / 1000:.0f} kB"
    )
    return median


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
