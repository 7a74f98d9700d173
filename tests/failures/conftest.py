"""One nursery for all the bots that these tests kill."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.failures.bots import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where bots are forked: each test's own dies before the next."""
    opened = Nursery()
    yield opened
    opened.close()
