"""The hours of fairs act: a duty of the leader. Fairs and sessions open and close by themselves.

They are asked of the rows each time, not kept as a clock that runs: so an outage, a restart or a
pause puts nothing off, and hours that were changed count from then on.
"""

import asyncio
import logging
from datetime import datetime

from fair.contract.programme import KeepHours
from fair.db import new_id, utc_now
from fair.decisions import SYSTEM, Refusal
from fair.dispatch import Dispatch
from fair.programme import reads

log = logging.getLogger("fair.hours")
EVERY_S = 5.0


class Hours:
    """Looks every few seconds whether a fair or session is to open or to close, and lets it."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch

    async def run(self) -> None:
        """Look until cancelled; what fails is said, and tried again at the next look."""
        while True:
            try:
                await self.look(utc_now())
            except Exception:
                log.exception("the hours of a fair could not be kept; the next look follows")
            await asyncio.sleep(EVERY_S)

    async def look(self, now: datetime) -> None:
        """Let each fair open or close whose time, or a session's, has come."""
        for fair_id in await self._dispatch.database.read(
            lambda connection: reads.due_by_hours(connection, now)
        ):
            try:
                await self._dispatch.carry_out(KeepHours(fair_id=fair_id), SYSTEM, new_id())
            except Refusal:
                log.exception("a fair could not follow its hours")
