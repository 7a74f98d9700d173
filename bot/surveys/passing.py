"""Answers passed on to another server, one by one, each attempt a row: nothing waits in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.conversation.ports import Transactions
from bot.delivery.ports import Files
from bot.surveys.exporting import media_of
from bot.surveys.model import Submission
from bot.surveys.ports import Courier, Delivered, Submissions

FIRST_PAUSE = timedelta(minutes=1)
"""Doubled at each further attempt."""
LONGEST_PAUSE = timedelta(hours=6)
TRIES = 30
"""Some six days: a server that is away longer needs a human, who may start again."""


@dataclass(frozen=True)
class PassOn:
    """Gives what is due to the other server. The instance id keeps a submission single there."""

    work: Transactions
    submissions: Submissions
    files: Files
    courier: Courier
    clock: Clock

    async def __call__(self, most: int) -> Mapping[str, int]:
        """One pass; counts of what became of the submissions it took."""
        done: Counter[str] = Counter()
        for _ in range(most):
            async with self.work.transaction():
                claimed = await self.submissions.claim(self.clock.now(), 1)
            if not claimed:
                break
            done[await self._give(*claimed[0])] += 1
        return done

    async def _give(self, submission: Submission, attempt: int) -> str:
        media = await media_of(submission.xml, self.files)
        told = await self.courier.give(submission, media)
        async with self.work.transaction():
            now = self.clock.now()
            if told.again and attempt < TRIES:
                await self.submissions.defer(submission.instance_id, now + pause(attempt, told), told.note)
                return "later"
            await self.submissions.settle(submission.instance_id, told.taken, now, told.note)
        return "taken" if told.taken else "refused"


def pause(attempt: int, told: Delivered) -> timedelta:
    """How long to wait after the attempt of that number, from 1; never less than the server asks."""
    own: timedelta = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempt - 1, 20))
    asked = timedelta(seconds=min(told.wait or 0, 86_400))
    return max(own, asked)
