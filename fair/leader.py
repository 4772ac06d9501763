"""The leader: beats, fires what is due, drops anchors, and does what only one process may do.

Every process has a `Leader`; the one that is elected leads, the others look on and try again each
second. A due row fires a command with an id of its own, so that firing twice is answered from the
reply row, and each firing asks in its own work whether this is still the newest reign.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from fair import reign, timers
from fair.anchors import Anchors
from fair.contract.base import Command
from fair.db import Work, utc_now
from fair.decisions import SYSTEM, Refusal
from fair.dispatch import Dispatch
from fair.election import Election, Unopposed
from fair.health import SILENT_S, Health
from fair.reign import Deposed, Reign, Stops
from fair.sick import CannotSave
from fair.signals.endings import last_longer
from fair.trouble import Trouble, cause_of

log = logging.getLogger("fair.timers")
RETRY_S = 10.0
# So many are fired between two heartbeats.
AT_ONCE = 200

Duty = Callable[[], Coroutine[Any, Any, None]]


class NoLongerDue(Exception):
    """It was stopped, held or set anew while it was about to be fired; nothing was changed."""


class _Firing:
    """What a due row's own work does with it, under the reign that found it."""

    def __init__(self, row: Any, mine: Reign) -> None:
        self._row, self._mine = row, mine
        self.taken = False

    def spent(self, work: Work) -> None:
        """Take it away, or raise `Deposed` or `NoLongerDue`."""
        reign.check(work, self._mine)
        if not timers.take(work, self._row):
            raise NoLongerDue
        self.taken = True

    def later(self, work: Work) -> None:
        """Let it be due once more in a while."""
        self.spent(work)
        row = self._row
        timers.start(work, row.kind, row.ref, RETRY_S, fair_id=row.fair_id, booth_id=row.booth_id)


class Leader:
    """Leads where it is elected: fires what is due, beats each second, anchors every ten seconds.

    `due` maps a kind of deadline to the command that its `ref` calls for. `duties` run by their
    names as long as this process leads, and are cancelled when it does not any more. `stops` stop
    clocks of the slices for an outage.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        anchors: Anchors,
        due: Mapping[str, Callable[[str], Command]],
        *,
        election: Election | None = None,
        duties: Mapping[str, Duty] = MappingProxyType({}),
        stops: Stops = (),
    ) -> None:
        self.dispatch, self.anchors = dispatch, anchors
        self.due, self.duties = due, duties
        self.stops = (last_longer, *stops)
        self._election = election or Unopposed()
        self._reign: Reign | None = None
        self._on_duty: Sequence[asyncio.Task[None]] = ()
        self._beats = 0
        self._looked_at: datetime | None = None
        self._anchor_soon = False

    @property
    def leads(self) -> bool:
        """Whether this process leads, as far as it knows."""
        return self._reign is not None

    @property
    def outage_s(self) -> float:
        """How long the outage was that this reign began with, or noticed."""
        return self._reign.outage_s if self._reign else 0.0

    async def run(self, every_s: float = 0.5) -> None:
        """Lead or look on, until cancelled."""
        self._health.begin()
        try:
            while True:
                more = await self.turn()
                await asyncio.sleep(0 if more else every_s if self.leads else 2 * every_s)
        finally:
            await self._end_duties()

    async def resign(self) -> None:
        """Let another process lead: this one has written its last."""
        self._reign = None
        await self._election.resign()

    async def turn(self) -> bool:
        """Do one round; True where more is due than it fired. What fails is said, and left over."""
        try:
            if not (self._may_lead() and await self._election.won()):
                await self._step_down()
                await self._look_on()
                return False
            if self._reign is None:
                await self.wake()
            now = utc_now()
            await self.beat(at_once=self._leapt(now))
            self._begin_duties()
            fired = await self.fire(now)
            self._lives()
            return fired == AT_ONCE
        except CannotSave:  # the writer has said why
            log.debug("the clock's round could not be kept", exc_info=True)
        except Deposed:
            await self._step_down()
        except Exception as error:
            log.exception("the clock's round failed; the next one follows")
            if cause := cause_of(error):
                self._health.round_failed(cause, error)
        return False

    async def wake(self) -> Reign:
        """Begin a reign: the silence since the last heartbeat is added to every deadline."""
        begun, _ = await self.dispatch.database.write(
            partial(reign.begin, stops=self.stops), SYSTEM
        )
        self._reign = begun
        log.info("this process leads: reign %d", begun.number)
        return begun

    async def beat(self, *, at_once: bool = False) -> None:
        """Write the heartbeat, each second time or `at_once`, and every so often an anchor."""
        self._beats += 1
        if self._beats % 2 == 0 and not at_once:
            return
        beat = partial(reign.beat, reign=await self._reigning(), stops=self.stops)
        self._reign, _ = await self.dispatch.database.write(beat, SYSTEM, "fair.reign.beat")
        if self._anchor_soon or self._beats % 20 == 1:
            self._anchor_soon = False
            await self.anchors.drop()

    def _leapt(self, now: datetime) -> bool:
        """Return whether the clock went on by more than a pause of ours: it was set, or we slept.

        Then the beat comes before anything fires, for it adds the leap to every deadline.
        """
        before, self._looked_at = self._looked_at, now
        return before is not None and (now - before).total_seconds() > reign.SILENCE_S

    def anchor_soon(self) -> None:
        """Drop an anchor with the next beat: something happened that is to be held on to."""
        self._anchor_soon = True

    async def fire(self, now: datetime) -> int:
        """Carry out what is due at `now`, `AT_ONCE` at most; return how many were fired."""
        if (await self._reigning()).is_quiet(now):
            return 0
        late = await self.dispatch.database.read(partial(timers.due, now=now, most=AT_ONCE))
        for row in late:
            await self._fire_one(row)
            self._lives()
        return len(late)

    async def _fire_one(self, row: Any) -> None:
        firing = _Firing(row, await self._reigning())
        write = self.dispatch.database.write
        try:
            if row.kind not in self.due:
                log.warning("due %s %s: this version knows no such deadline", row.kind, row.ref)
                await write(firing.spent, SYSTEM)
                return
            try:
                await self.dispatch.carry_out(
                    self.due[row.kind](row.ref),
                    SYSTEM,
                    f"due:{row.kind}:{row.ref}:{row.version}",
                    also=firing.spent,
                )
                if not firing.taken:  # answered from the reply row: it was fired before
                    await write(firing.spent, SYSTEM)
            except (CannotSave, Deposed, NoLongerDue):
                raise  # it is due as it was, or not at all
            except Refusal as refusal:
                log.info("due %s %s: %s", row.kind, row.ref, refusal.code)
                await write(firing.spent, SYSTEM)
            except Exception:
                log.exception("due %s %s failed; again in %d s", row.kind, row.ref, RETRY_S)
                await write(firing.later, SYSTEM)
        except NoLongerDue:
            log.info("due %s %s: stopped in the last instant", row.kind, row.ref)

    async def _reigning(self) -> Reign:
        return self._reign or await self.wake()

    def _begin_duties(self) -> None:
        if not self._on_duty:
            self._on_duty = [
                asyncio.create_task(duty(), name=name) for name, duty in self.duties.items()
            ]

    async def _end_duties(self) -> None:
        tasks, self._on_duty = self._on_duty, ()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _may_lead(self) -> bool:
        """Whoever can save nothing by a fault of its own keeps nobody else from leading."""
        return self._health.trouble() is not Trouble.AHEAD

    async def _step_down(self) -> None:
        if not self._may_lead():
            await self._election.let_go()
        if self._reign is not None:
            log.warning("this process leads no more")
            self._reign = None
            await self._end_duties()

    async def _look_on(self) -> None:
        """See to it that somebody leads, and, after trouble, whether saving works again."""
        last = await self.dispatch.database.read(reign.last_beat)
        if last is not None and (utc_now() - last).total_seconds() < SILENT_S:
            self._lives()
        if self._health.trouble():
            await self.dispatch.database.write(lambda _work: None, SYSTEM, "a write, to see")

    @property
    def _health(self) -> Health:
        return self.dispatch.database.health

    def _lives(self) -> None:
        self._health.beat(utc_now(), self.dispatch.database.last_now)
