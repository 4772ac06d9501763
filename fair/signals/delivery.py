"""Emptying the outbox: many at a time with a bound, urgent ones first, at least once.

A message is claimed before it is handed over, and after a kill sent again with the same key. What
became of those that came back meanwhile, and the next claims, are written in one work.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, select

from fair.db import Database, Work, new_id, utc_now
from fair.decisions import SYSTEM
from fair.engines import is_alone
from fair.settings import Settings
from fair.sick import CannotSave
from fair.signals import (
    CALM,
    MAIL,
    NO_WAY,
    REFUSED,
    SENT,
    SOON,
    TEXT,
    URGENT,
    opened,
    signal,
    waiting,
)
from fair.signals.carriers import Carrier, Later, Letter, NotApproved, Refused, carriers
from fair.signals.claims import MARGIN_S, claim, free, give_up
from fair.signals.endings import Outcome, sweep, write
from fair.signals.lane import Lane
from fair.signals.said import Said

log = logging.getLogger("fair.signals")
SWEPT_EVERY = timedelta(seconds=5)
FAREWELL_S = 2.0


class Delivery:
    """Empties the outbox of one database, until cancelled.

    `alone` says that no other process may be doing so; without it the kind of database does.
    """

    def __init__(
        self,
        database: Database,
        carriers: Mapping[str, Carrier],
        *,
        alone: bool | None = None,
    ) -> None:
        self._database, self._me = database, new_id()
        self._alone = is_alone(database.url) if alone is None else alone
        self._lanes = {channel: Lane(channel, carriers.get(channel)) for channel in (TEXT, MAIL)}
        self._tasks: set[asyncio.Task[None]] = set()
        self._something = asyncio.Event()
        self._swept_at: datetime | None = None

    async def run(self, every_s: float = 0.5) -> None:
        """Look into the outbox whenever a message came back, and every so many seconds."""
        try:
            while True:
                try:
                    await self.turn(utc_now())
                except CannotSave:  # the writer has said why
                    log.debug("nothing can be saved", exc_info=True)
                    await asyncio.sleep(every_s)
                except Exception:
                    log.exception("the outbox's round failed; the next one follows")
                    await asyncio.sleep(every_s)
                with suppress(TimeoutError):
                    async with asyncio.timeout(every_s):
                        await self._something.wait()
                self._something.clear()
        finally:
            await self._stop()

    async def drain(self) -> None:
        """Send what is due now, wait for all of it, and write what became of it."""
        now = utc_now()
        while await self.turn(now):
            if self._tasks:
                await asyncio.wait(self._tasks)

    async def turn(self, now: datetime) -> int:
        """Let out what is due and has a place, then write what came back.

        Returns how many are on their way, or came back and are not written yet.
        """
        if self._swept_at is None or now - self._swept_at >= SWEPT_EVERY:
            self._swept_at = now
            await sweep(self._database, now)
        chosen = []
        for letter, lane in await self._database.read(partial(self._due, now=now)):
            if lane.has_place(letter, now):
                lane.under_way[letter.id] = letter
                chosen.append((letter, lane))
            elif lane.is_on_its_way_to(letter.recipient):
                self._something.set()  # others, to other people, may stand behind this one
        by = asyncio.get_running_loop().time() + MARGIN_S
        claimed: frozenset[str] = frozenset()
        try:
            claimed = await self._write(chosen)
        finally:
            for letter, lane in chosen:
                if letter.id in claimed:
                    self._send(lane, letter, by)
                else:
                    lane.under_way.pop(letter.id)
        return len(self._tasks) + sum(len(lane.done) for lane in self._lanes.values())

    def _send(self, lane: Lane, letter: Letter, by: float) -> None:
        task = asyncio.create_task(self._carry(lane, letter, by), name="signal")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _due(self, connection: Connection, now: datetime) -> Sequence[tuple[Letter, Lane]]:
        if connection.execute(select(signal.c.id).where(waiting).limit(1)).first() is None:
            return ()
        found: list[tuple[Letter, Lane]] = []
        secret = self._database.settings.secret
        for lane in self._lanes.values():
            for urgency in (URGENT, SOON, CALM):
                if not (places := lane.places(urgency, now)):
                    continue
                held = {*lane.under_way, *(one.letter.id for one in lane.done)}
                rows = connection.execute(
                    select(signal)
                    .where(
                        waiting,
                        signal.c.channel == lane.channel,
                        signal.c.urgency == urgency,
                        signal.c.next_try_at <= now,
                        signal.c.expires_at > now,
                        free(now, alone=self._alone),
                        signal.c.id.not_in(held),
                        signal.c.recipient.not_in(lane.busy()),
                    )
                    .order_by(signal.c.next_try_at)
                    .limit(places)
                )
                found += [
                    (_letter(row, opened(secret, row.text, row.recipient)), lane) for row in rows
                ]
        return found

    async def _carry(self, lane: Lane, letter: Letter, by: float) -> None:
        if asyncio.get_running_loop().time() > by:
            # This process stood still since it claimed it: by now it may be another's.
            lane.under_way.pop(letter.id)
        else:
            lane.came_back(await _outcome(lane, letter), utc_now())
        self._something.set()

    async def _write(self, chosen: Sequence[tuple[Letter, Lane]] = ()) -> frozenset[str]:
        """Write what came back, and claim what is chosen; return the ids that are ours."""
        came = [(lane, one) for lane in self._lanes.values() for one in lane.done]
        if not came and not chosen:
            return frozenset()

        def both(work: Work) -> frozenset[str]:
            write(work, [one for _, one in came], self._me)
            ours: frozenset[str] = frozenset()
            for lane in self._lanes.values():
                if ids := [letter.id for letter, its in chosen if its is lane]:
                    ours |= claim(work, ids, self._me, lane.patience_s, alone=self._alone)
            return ours

        ours, _ = await self._database.write(both, SYSTEM, "texts on their way")
        for lane, one in came:
            lane.done.remove(one)
        return ours

    async def _stop(self) -> None:
        """Give what is out a moment to come back, and write it, so that little is sent twice."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FAREWELL_S)
        for task in self._tasks:
            task.cancel()
        await self._write()
        if left := [letter_id for lane in self._lanes.values() for letter_id in lane.under_way]:
            await self._database.write(partial(give_up, ids=left, mine=self._me), SYSTEM)
        for lane in self._lanes.values():
            if lane.carrier:
                await lane.carrier.close()


async def deliver(database: Database, settings: Settings) -> None:
    """Empty the outbox until cancelled, by carriers made for that time."""
    await Delivery(database, carriers(settings)).run()


def _letter(row: Row[Any], what: Said) -> Letter:
    return Letter(
        row.id, row.recipient, row.subject, what.text, row.dedupe, row.urgency, row.tries,
        what.name, what.lang, what.values,
    )  # fmt: skip


async def _outcome(lane: Lane, letter: Letter) -> Outcome:
    """Carry one letter, however long that may take at most, and say what became of it."""
    if lane.carrier is None:
        return Outcome(letter, NO_WAY)
    if not letter.text:
        log.warning("signal %s is given up: its words open with another secret alone", letter.id)
        return Outcome(letter, NO_WAY)
    why = ""
    try:
        async with asyncio.timeout(lane.patience_s):
            await lane.carrier.carry(letter)
        return Outcome(letter, SENT, keeps=lane.carrier.keeps)
    except Refused as error:
        log.warning("signal %s is given up: %s", letter.id, error)
        return Outcome(letter, REFUSED)
    except NotApproved as error:
        log.warning("signal %s is given up: %s", letter.id, error)
        return Outcome(letter, NO_WAY)
    except Later as error:
        why = str(error)
    except TimeoutError:
        why = f"no answer within {lane.patience_s:g} s"
    except Exception as error:  # noqa: BLE001 - one odd message must not hold back the others
        why = type(error).__name__  # its words may hold a key, a number or a text
    log.warning("signal %s waits: %s", letter.id, why)
    return Outcome(letter, "")
