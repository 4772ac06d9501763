"""The database: engines, one work per command, the writer with group commit, and readers.

Writes go through one thread, the writer. Works that arrive together are decided one by one, askers
in turn, and committed together (one fsync); each caller is answered after the commit. Reads run on
their own threads and never wait for the writer. Nobody else commits.
"""

import asyncio
import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, RootTransaction, Row, event
from sqlalchemy.exc import DBAPIError

from fair import log_marks
from fair.days import HOME, day_at, end_of
from fair.decisions import SYSTEM, Actor, Fact, Refusal
from fair.engines import end_turn, file_of, reading, take_turn, writing
from fair.excuses import excuse
from fair.health import Health
from fair.instants import EPOCH, MICROSECOND
from fair.jobs import CannotBegin, CommitLost, Job, Jobs
from fair.readers import Readers
from fair.settings import UNSET, Settings
from fair.watchdog import Watchdog, named

log = logging.getLogger("fair.db")
T = TypeVar("T")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """Return a fresh identifier: twelve base-32 characters, 60 random bits."""
    bits = secrets.randbits(60)
    return "".join(_ALPHABET[(bits >> shift) & 31] for shift in range(0, 60, 5))


def utc_now() -> datetime:
    """Return the host's clock. Only edges and the writer read it; rules get it as an argument."""
    return datetime.now(UTC)


ZoneOf = Callable[[Connection, str], str]


def _home(_connection: Connection, _fair_id: str) -> str:
    return HOME


class Work:
    """One transaction: its connection, one reading of the clock, and the facts recorded in it."""

    def __init__(
        self, connection: Connection, now: datetime, actor: Actor, zone_of: ZoneOf = _home,
        settings: Settings = UNSET,
    ) -> None:  # fmt: skip
        self.connection, self.now, self.actor = connection, now, actor
        self._zone_of, self.settings = zone_of, settings
        # Who answers for this work, by which command, and why: the ledger keeps it with the facts.
        self.author = actor.author
        self.reason = self.command = ""
        self.facts: list[Fact] = []
        self.forgotten: list[str] = []
        # A number by the person it was erased of: for this work's reactions, kept nowhere.
        self.erased_numbers: dict[str, str] = {}
        self.wrote = False

    def all(self, statement: Executable) -> Sequence[Row[Any]]:
        """Return every row of a query."""
        return self.connection.execute(statement).all()

    def one(self, statement: Executable) -> Row[Any] | None:
        """Return the first row of a query, or None."""
        return self.connection.execute(statement).first()

    def value(self, statement: Executable) -> Any:
        """Return the first column of the first row, or None."""
        return self.connection.execute(statement).scalar()

    def write(
        self,
        statement: Executable,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> int:
        """Carry out an insert, update or delete; return how many rows it touched."""
        self.wrote = True
        return self.connection.execute(statement, values).rowcount

    def record(self, *facts: Fact) -> None:
        """Keep facts: they enter the ledger with this transaction, and news follows the commit."""
        self.facts.extend(facts)

    def today(self, fair_id: str) -> date:
        """Return the day that it is at a fair's place; at `days.HOME` where there is no fair."""
        return day_at(self.now, self._zone_of(self.connection, fair_id))

    def end_of(self, last_day: date, fair_id: str) -> datetime:
        """Return the instant at which a day is over at a fair's place, or at `days.HOME`."""
        return end_of(last_day, self._zone_of(self.connection, fair_id))

    new_id = staticmethod(new_id)


Finish = Callable[[Sequence[Work]], Callable[[], None]]


class Database:
    """Both engines of one database, its writer thread and its readers.

    `finish` is called with the works of a batch just before their commit (the ledger appends
    there) and returns what to do when the commit has succeeded. `zone_of` tells by a fair's id the
    zone of its place, which only a slice above knows. `settings` are what works may ask for.
    `newest` tells the instant of the last fact, by whichever process; works come after it.
    """

    def __init__(self, url: str, *, readers: int = 4) -> None:
        self.url = url
        self.writing = writing(url)
        self.reading = reading(url)
        self.health = Health()
        self.finish: Finish = lambda _works: lambda: None
        self.zone_of: ZoneOf = _home
        self.newest: Callable[[Connection], datetime | None] = lambda _: None
        self.settings = UNSET
        self.watchdog = Watchdog()
        self._jobs = Jobs(self.watchdog)
        self._readers = Readers(self.watchdog, threads=readers)
        self._writer: threading.Thread | None = None
        self._last_now = EPOCH
        file = file_of(url)
        self._folder = file.parent if file else None
        event.listen(self.writing, "before_cursor_execute", self.watchdog.count)

    @property
    def last_now(self) -> datetime:
        """The time of the newest work: no work's time is ever before it."""
        return self._last_now

    def start(self) -> None:
        """Start the writer's thread."""
        self._writer = threading.Thread(target=self._write_forever, name="writer", daemon=True)
        self._writer.start()

    def stop(self) -> None:
        """Finish what was submitted, then close."""
        if self._writer:
            self._jobs.close()
            self._writer.join()
            self._writer = None
        self._readers.shutdown()
        self.writing.dispose()
        self.reading.dispose()

    def submit(
        self, run: Callable[[Work], T], actor: Actor, what: str = ""
    ) -> "Future[tuple[T, list[Fact]]]":
        """Queue one work. The future gives its result and its facts after the commit.

        It raises the `Refusal` of the work, `NotKnown` where the outcome of the commit is
        unknown, `CannotSave` where the machine lets nothing be saved, or `Busy` where too many
        wait. `what` names the work for the watch dog; else the function does.
        """
        job = Job(run, actor, what or named(run))
        self._jobs.put(job)
        return job.future

    async def write(
        self, run: Callable[[Work], T], actor: Actor, what: str = ""
    ) -> tuple[T, list[Fact]]:
        """Await one work; see `submit`."""
        return await asyncio.wrap_future(self.submit(run, actor, what))

    def read_now(self, look: Callable[[Connection], T]) -> T:
        """Run `look` here, in one consistent snapshot."""
        with self.reading.connect() as connection, connection.begin():
            return look(connection)

    async def read(
        self, look: Callable[[Connection], T], actor: Actor = SYSTEM, what: str = ""
    ) -> T:
        """Run `look` on a reader's thread, in one consistent snapshot, in this actor's turn.

        Raises `Busy` where too many wait.
        """
        return await self.beside(partial(self.read_now, look), actor, what or named(look), "reader")

    async def beside(
        self, run: Callable[[], T], actor: Actor, what: str, where: str = "judge"
    ) -> T:
        """Run what needs time but no database on a reader's thread, in this actor's turn."""
        return await asyncio.wrap_future(self._readers.submit(run, actor, what, where))

    def _write_forever(self) -> None:
        while self._jobs.wait():
            batch: list[Job] = []
            try:
                self._commit(self._jobs.batch(), batch)
            except CannotBegin as error:
                for job in self._jobs.all_that_wait():
                    job.future.set_exception(excuse(error, self._folder, self.health))
            except BaseException as error:
                log.debug("a batch of %d is run singly", len(batch), exc_info=True)
                lost = error if isinstance(error, CommitLost) else None
                self._singly([job for job in batch if not job.future.done()], lost)

    def _singly(self, batch: list[Job], lost: CommitLost | None) -> None:
        for place, job in enumerate(batch):
            try:
                self._single(job)
            except CannotBegin as error:  # nor can those behind it, and each would wait for it
                # What may have been saved with the batch is not told as if it surely was not.
                for one in batch[place:]:
                    one.future.set_exception(excuse(lost or error, self._folder, self.health))
                return

    def _single(self, job: Job) -> None:
        try:
            self._commit(iter([job]), [])
        except Refusal as refusal:
            job.future.set_exception(refusal)
        except CannotBegin:
            raise
        except Exception as error:  # noqa: BLE001 - handed to the caller, who logs it
            job.future.set_exception(excuse(error, self._folder, self.health))

    def _commit(self, jobs: Iterator[Job], begun: list[Job]) -> None:
        """Decide and commit a batch. Raises, with nothing saved, where one must run alone."""
        with ExitStack() as opened:
            try:
                connection, transaction = self._begin(opened)
            except Exception as error:
                raise CannotBegin from error
            try:
                self._last_now = max(self._last_now, self.newest(connection) or EPOCH)
                answers = [self._decide(job, connection, begun) for job in jobs]
                works = [work for _, work, _, refusal in answers if refusal is None]
                with self.watchdog.timing("writer", "the ledger"):
                    committed = self.finish(works)
                if any(work.wrote or work.facts for work in works):
                    end_turn(connection, self._last_now)
            except BaseException:
                transaction.rollback()
                raise
            try:
                with self.watchdog.timing("writer", "the commit"):
                    transaction.commit()
            except Exception as error:
                connection.invalidate()
                raise CommitLost from error
        committed()
        self.health.wrote()
        for job, work, result, refusal in answers:
            if refusal is not None:
                job.future.set_exception(refusal)
            else:
                job.future.set_result((result, work.facts))

    def _begin(
        self, opened: ExitStack, *, again: bool = True
    ) -> tuple[Connection, RootTransaction]:
        """Begin a batch as the only writer; once more where the kept connection had died."""
        connection = opened.enter_context(self.writing.connect())
        transaction = connection.begin()
        try:
            last = take_turn(connection, utc_now())
        except DBAPIError as error:
            if not (again and error.connection_invalidated):
                raise
            return self._begin(opened, again=False)
        self._last_now = max(self._last_now, last or EPOCH)
        return connection, transaction

    def _decide(
        self, job: Job, connection: Connection, begun: list[Job]
    ) -> tuple[Job, Work, Any, Exception | None]:
        begun.append(job)
        # Each work has an instant of its own, so that the ledger's order is never in doubt.
        self._last_now = max(self._last_now + MICROSECOND, utc_now())
        work = Work(connection, self._last_now, job.actor, self.zone_of, self.settings)
        try:
            with (
                log_marks.asked_by(job.asked_by),
                log_marks.working(job.what, work.now),
                self.watchdog.timing("writer", job.what),
            ):
                return job, work, job.run(work), None
        except Refusal as refusal:
            if work.wrote:
                raise
            return job, work, None, refusal
