"""What every test can ask for. Rooms add their own fixtures in tests/<room>/conftest.py."""

from __future__ import annotations

pytest_plugins = ["tests.support.postgres"]
