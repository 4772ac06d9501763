"""What the clock makes due: one table of deadlines, and the leader that fires them.

A deadline is (seconds left, running since). Pausing a fair or a booth holds its deadlines; the
silence of an outage is added to all. A due row fires a command with an id of its own, so that
firing twice is answered from the reply row.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    PrimaryKeyConstraint,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from fair.anchors import Anchors
from fair.contract.base import Command
from fair.db import Instant, Work, metadata, utc_now
from fair.decisions import SYSTEM, Refusal
from fair.dispatch import Dispatch
from fair.health import Health
from fair.sick import CannotSave
from fair.trouble import cause_of

log = logging.getLogger("fair.timers")
QUIET_AFTER_OUTAGE_S = 30.0
OUTAGE_S = 3.0
RETRY_S = 10.0

deadline = Table(
    "deadline",
    metadata,
    Column("kind", String(40), nullable=False),
    Column("ref", String(40), nullable=False),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("left_s", Float, nullable=False),
    Column("running_since", Instant),
    Column("version", BigInteger, nullable=False),  # milliseconds since 1970, or one more
    PrimaryKeyConstraint("kind", "ref"),
)
heartbeat = Table(
    "heartbeat",
    metadata,
    Column("who", String(20), primary_key=True),
    Column("at", Instant, nullable=False),
)


def start(
    work: Work, kind: str, ref: str, seconds: float, *, fair_id: str = "", booth_id: str = ""
) -> None:
    """Set the deadline (kind, ref) `seconds` from now, in place of any earlier one."""
    version = work.value(
        select(deadline.c.version).where(deadline.c.kind == kind, deadline.c.ref == ref)
    )
    stop(work, kind, ref)
    work.write(
        insert(deadline),
        {
            "kind": kind, "ref": ref, "fair_id": fair_id, "booth_id": booth_id,
            "left_s": seconds, "running_since": work.now,
            "version": max((version or 0) + 1, round(work.now.timestamp() * 1000)),
        },
    )  # fmt: skip


def stop(work: Work, kind: str, ref: str) -> None:
    """Drop the deadline (kind, ref), if there is one."""
    work.write(delete(deadline).where(deadline.c.kind == kind, deadline.c.ref == ref))


def hold(work: Work, *, fair_id: str = "", booth_id: str = "") -> None:
    """Stop the clocks of a fair or a booth; what is left of each is kept."""
    for row in work.all(select(deadline).where(_of(fair_id, booth_id), _running())):
        left = max(0.0, row.left_s - (work.now - row.running_since).total_seconds())
        work.write(
            update(deadline)
            .where(deadline.c.kind == row.kind, deadline.c.ref == row.ref)
            .values(left_s=left, running_since=None)
        )


def resume(work: Work, *, fair_id: str = "", booth_id: str = "") -> None:
    """Let the clocks of a fair or a booth run on."""
    held = deadline.c.running_since.is_(None)
    work.write(update(deadline).where(_of(fair_id, booth_id), held).values(running_since=work.now))


def ends_at(connection: Connection, kind: str, ref: str) -> datetime | None:
    """Return when (kind, ref) will be due, or None where there is none or it is held."""
    row = connection.execute(
        select(deadline).where(deadline.c.kind == kind, deadline.c.ref == ref)
    ).first()
    if row is None or row.running_since is None:
        return None
    return _end(row)


def _of(fair_id: str, booth_id: str) -> Any:
    return deadline.c.booth_id == booth_id if booth_id else deadline.c.fair_id == fair_id


def _running() -> Any:
    return deadline.c.running_since.is_not(None)


def _end(row: Any) -> datetime:
    end: datetime = row.running_since + timedelta(seconds=row.left_s)
    return end


class Leader:
    """Fires what is due, beats each second, drops an anchor every ten seconds.

    `due` maps a kind of deadline to the command that its `ref` calls for.
    """

    def __init__(
        self, dispatch: Dispatch, anchors: Anchors, due: Mapping[str, Callable[[str], Command]]
    ) -> None:
        self.dispatch = dispatch
        self.anchors = anchors
        self.due = due
        self.outage_s = 0.0
        self._quiet_until: datetime | None = None
        self._beats = 0
        self._anchor_soon = False
        self._awake = False

    async def wake(self) -> None:
        """Add the silence since the last heartbeat to every running deadline."""
        await self.dispatch.database.write(self._note_outage, SYSTEM)
        self._awake = True

    def _note_outage(self, work: Work) -> None:
        last = work.value(select(heartbeat.c.at).where(heartbeat.c.who == "leader"))
        if last is None:
            return
        self.outage_s = max(0.0, (work.now - last).total_seconds())
        if self.outage_s > OUTAGE_S:
            log.warning("an outage of %.1f s is added to every deadline", self.outage_s)
            self._quiet_until = work.now + timedelta(seconds=QUIET_AFTER_OUTAGE_S)
            work.write(
                update(deadline).where(_running()).values(left_s=deadline.c.left_s + self.outage_s)
            )

    async def run(self, every_s: float = 0.5) -> None:
        """Do what is due, again and again, until cancelled."""
        self._health.begin()
        while True:
            await self.turn()
            await asyncio.sleep(every_s)

    async def turn(self) -> None:
        """Do one round: beat, and fire what is due. What fails is said, and left to the next."""
        try:
            if not self._awake:
                await self.wake()
            await self.beat()
            await self.fire(utc_now())
            self._lives()
        except CannotSave:  # the writer has said why
            log.debug("the clock's round could not be kept", exc_info=True)
        except Exception as error:
            log.exception("the clock's round failed; the next one follows")
            if cause := cause_of(error):
                self._health.round_failed(cause, error)

    @property
    def _health(self) -> Health:
        return self.dispatch.database.health

    def _lives(self) -> None:
        self._health.beat(utc_now(), self.dispatch.database.last_now)

    async def beat(self) -> None:
        """Write the heartbeat and, every so often, an anchor."""
        self._beats += 1
        if self._beats % 2 == 0:
            return

        def write(work: Work) -> None:
            work.write(delete(heartbeat).where(heartbeat.c.who == "leader"))
            work.write(insert(heartbeat).values(who="leader", at=work.now))

        await self.dispatch.database.write(write, SYSTEM)
        if self._anchor_soon or self._beats % 20 == 1:
            self._anchor_soon = False
            await self.anchors.drop()

    def anchor_soon(self) -> None:
        """Drop an anchor with the next beat: something happened that is to be held on to."""
        self._anchor_soon = True

    async def fire(self, now: datetime) -> int:
        """Carry out every command that is due at `now`; return how many were fired."""
        if self._quiet_until and now < self._quiet_until:
            return 0
        rows = await self.dispatch.database.read(
            lambda connection: connection.execute(select(deadline).where(_running())).all()
        )
        late = [row for row in rows if _end(row) <= now]
        for row in sorted(late, key=_end):
            await self._fire_one(row)
            self._lives()
        return len(late)

    async def _fire_one(self, row: Any) -> None:
        def spent(work: Work) -> None:
            stop(work, row.kind, row.ref)

        def later(work: Work) -> None:
            start(
                work, row.kind, row.ref, RETRY_S, fair_id=row.fair_id, booth_id=row.booth_id
            )  # fmt: skip

        if row.kind not in self.due:
            log.warning("due %s %s: this version knows no such deadline", row.kind, row.ref)
            await self.dispatch.database.write(spent, SYSTEM)
            return
        try:
            await self.dispatch.carry_out(
                self.due[row.kind](row.ref),
                SYSTEM,
                f"due:{row.kind}:{row.ref}:{row.version}",
                also=spent,
            )
        except CannotSave:
            raise  # it is due as it was; the next round tries it again
        except Refusal as refusal:
            log.info("due %s %s: %s", row.kind, row.ref, refusal.code)
            await self.dispatch.database.write(spent, SYSTEM)
        except Exception:
            log.exception("due %s %s failed; again in %d s", row.kind, row.ref, RETRY_S)
            await self.dispatch.database.write(later, SYSTEM)
