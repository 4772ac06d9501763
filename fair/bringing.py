"""Files of posts come in, one after the other: a duty of the leader, which looks each second.

Where another process leads, or after a crash, the next look goes on behind the last row that came
in. A file that stumbles is tried again, and after some times ended, so that others get their turn.
"""

import asyncio
import logging
from threading import Event

from fair.decisions import Actor
from fair.dispatch import Dispatch, Doors, doors
from fair.glossary import Role
from fair.intake import reads, run_writes
from fair.intake.run import Run

log = logging.getLogger("fair.bringing")
EVERY_S = 1.0
TRIES = 3


class Bringing:
    """Lets the files that were asked for come in, in the order in which they were."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self._tries: dict[str, int] = {}

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            if not await self.turn():
                await asyncio.sleep(EVERY_S)

    async def turn(self) -> bool:
        """Let one file come in, or forget what is held of one that is over; False for none."""
        database = self._dispatch.database
        found = await database.read(reads.next_run) or await database.read(reads.leftover)
        if found is None:
            return False
        by = Actor(Role.SYSTEM, account_id=found.account_id)  # who began it answers for it
        stopped, entered = Event(), doors(self._dispatch, by)
        working = asyncio.create_task(asyncio.to_thread(_one, entered, found, stopped))
        try:
            await asyncio.shield(working)
        except asyncio.CancelledError:  # this process leads no more: the rows in hand are kept
            stopped.set()
            await asyncio.gather(working, return_exceptions=True)
            raise
        except Exception:
            log.exception("the file of the run %s stumbled", found.id)
            await self._stumbled(entered, found)
            return False
        self._tries.pop(found.id, None)
        return True

    async def _stumbled(self, entered: Doors, run: Run) -> None:
        self._tries[run.id] = self._tries.get(run.id, 0) + 1
        if self._tries[run.id] == TRIES:
            del self._tries[run.id]
            await asyncio.to_thread(run_writes.give_up, entered, run)


def _one(entered: Doors, run: Run, stopped: Event) -> None:
    if run.runs:
        run_writes.go_on(entered, run, stopped.is_set)
    else:
        run_writes.clear(entered, run)
