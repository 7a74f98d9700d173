"""The contributions of the 2023 report carried for tests: real material, as an import would bring it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("report_2023.jsonl")


@lru_cache(maxsize=1)
def records() -> tuple[dict[str, Any], ...]:
    """Every record, in the order of the report."""
    return tuple(json.loads(line) for line in PATH.read_text("utf-8").splitlines())
