"""What every test can ask for. Rooms add their own fixtures in tests/<room>/conftest.py."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is not a fault: hangs are caught by bounds of their own, speed is for bench/.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

pytest_plugins = ["tests.support.postgres", "tests.support.ground"]
