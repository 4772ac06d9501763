"""The round of logins: which devices are used is noted, and what is too old ends."""

import asyncio
import logging
from itertools import islice

from fair.contract.sign_in import EndOldLogins
from fair.db import Work, new_id
from fair.decisions import SYSTEM
from fair.dispatch import Dispatch
from fair.sick import CannotSave
from fair.sign_in import login_store, reads

log = logging.getLogger("fair.sign_in")
ROUND_S = 60.0


class Logins:
    """Remembers which logins were used, and writes it down once a minute, many in one work.

    A request costs no write. What was used in the last minute before a kill is not known
    afterwards, which shortens nobody's twelve hours by more than that.
    """

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self._used: set[str] = set()

    def seen(self, login_id: str) -> None:
        """Note that a person used this device now; what a page fetches by itself is no use."""
        self._used.add(login_id)

    async def run(self) -> None:
        """Hold a round each minute, until cancelled."""
        while True:
            await asyncio.sleep(ROUND_S)
            try:
                await self.round()
            except CannotSave:  # the writer has said why
                log.debug("nothing can be saved", exc_info=True)
            except Exception:
                log.exception("the round of logins failed; the next one follows")

    async def round(self) -> None:
        """Write down who was seen, then end the logins whose time is over."""
        used, self._used = iter(self._used), set()
        while some := list(islice(used, login_store.MOST_AT_ONCE)):
            await self._note(some)
        if await self._dispatch.database.read(reads.any_over):
            await self._dispatch.carry_out(EndOldLogins(), SYSTEM, new_id())

    async def _note(self, ids: list[str]) -> None:
        def note(work: Work) -> None:
            login_store.seen(work, ids)

        await self._dispatch.database.write(note, SYSTEM)
