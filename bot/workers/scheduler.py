"""Runs the periodic jobs. APScheduler only beats the time: what is due is in the database."""

from __future__ import annotations

from time import perf_counter

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import SystemClock
from bot.telemetry import Log
from handlers.ticks.jobs import TICKS, Jobs, Tick


def start_scheduler(jobs: Jobs) -> AsyncIOScheduler:
    """A running scheduler: each tick at its pace, one pass at a time, passes missed are not caught up.

    The library would warn at each one missed: that a pass still runs is looked at here.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    running: set[str] = set()
    for tick in TICKS.values():
        first = {"next_run_time": SystemClock().now()} if tick.at_start else {}
        scheduler.add_job(
            run_tick, "interval", args=[jobs, tick, running], seconds=tick.every.total_seconds(),
            max_instances=2, coalesce=True, misfire_grace_time=None, **first,
        )  # fmt: skip
    scheduler.start()
    return scheduler


async def run_tick(jobs: Jobs, tick: Tick, running: set[str]) -> None:
    """One pass, unless the one before still runs (a long broadcast); after a failure the next tries again."""
    if tick.name in running:
        return
    running.add(tick.name)
    began = perf_counter()
    try:
        counts = await tick.job(jobs)
    except Exception:
        Log().failure("tick_failed", job=tick.name, ms=_ms(began))
        return
    finally:
        running.discard(tick.name)
    if any(counts.values()):
        Log().event("tick_done", job=tick.name, count=sum(counts.values()), ms=_ms(began))


def _ms(began: float) -> float:
    return round((perf_counter() - began) * 1000, 1)
