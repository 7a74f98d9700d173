"""What the product says about itself to those who run it: logs, counters, health.

Logs never hold message texts, names or Telegram ids. This is not left to goodwill: only events and fields of
bot.telemetry.events pass, and each field accepts one narrow shape of value.
"""

from bot.telemetry.logs import Log, configure
from bot.telemetry.metrics import Health, Metrics
from bot.telemetry.pseudonyms import Pseudonyms

__all__ = ["Health", "Log", "Metrics", "Pseudonyms", "configure"]
