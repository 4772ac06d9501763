"""Heads leave the house: to a file that is only added to, a timestamping command, the auditor.

A head that stays in the house proves nothing against the house. The newest one is handed on at each
closing of a fair and each stop, and every ten minutes in which something happened; what failed is
said and tried again. Nothing of it runs on the writer's thread, and a stop waits a moment at most.
"""

import asyncio
import logging
import os
import shlex
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Column, Connection, Integer, String, Table, delete, func, insert, select

from fair import private, signals
from fair.anchors import head_table, newest_head
from fair.db import Database, Work, utc_now
from fair.decisions import N_, SYSTEM
from fair.heads import Head
from fair.languages import DEFAULT
from fair.ledger import ledger
from fair.quiet_log import QuietLog
from fair.settings import Settings
from fair.sick import CannotSave
from fair.tables import Instant, metadata
from fair.words import catalogue

log = logging.getLogger("fair.ledger")
quiet = QuietLog(log)
EVERY = timedelta(minutes=10)
LOOK_S = 30.0
COMMAND_S = 30.0
PARTING_S = 3.0
SIGNED_S = 3.0  # by then what was closed has its anchor
_MAIL_LASTS_S = 7 * 86_400
FILE, COMMAND = "file", "command"
SUBJECT = N_("{title} is over: the signed head of its record")
TEXT = N_(
    "{title} is over and its figures are final. Keep this line: with it anybody finds out later "
    "whether its record is still exactly the same."
)

_HOW = "fair ledger verify --head FAIR-HEAD…"

kept_table = Table(
    "ledger_kept",
    metadata,
    Column("way", String(20), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)
Hand = Callable[[str], Awaitable[None]]
Closed = Callable[[Connection], Sequence[tuple[str, str]]]


class Failed(Exception):
    """A head could not be handed on; the text says why, in words of ours."""


class Outlets:
    """Hands heads on until cancelled. `closed` gives (id, title) of the fairs that are over."""

    def __init__(self, database: Database, settings: Settings, closed: Closed) -> None:
        self._database, self._settings, self._closed = database, settings, closed
        self._wished = asyncio.Event()

    def wish(self) -> None:
        """A fair was closed: hand its head on as soon as it is signed."""
        self._wished.set()

    async def run(self) -> None:
        """Look every half minute whether a head is to be handed on, until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._wished.wait()
            wished = self._wished.is_set()
            self._wished.clear()
            if wished:
                await asyncio.sleep(SIGNED_S)
            await self.turn(at_once=wished)

    async def part(self) -> None:
        """Hand the last head on at a stop; what takes longer than a moment waits for the start."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PARTING_S):
                await self.turn(at_once=True)

    async def turn(self, *, at_once: bool = False) -> None:
        """Do one round: `at_once` whatever was not handed on yet."""
        try:
            for way, hand in self._ways():
                await self._hand_on(way, hand, at_once=at_once)
            if self._settings.ledger_auditor:
                await self._mail()
        except CannotSave:
            log.debug("nothing can be saved", exc_info=True)
        except Exception:
            log.exception("heads could not be handed on; it is tried again")

    def _ways(self) -> list[tuple[str, Hand]]:
        found: list[tuple[str, Hand]] = []
        if self._settings.ledger_heads_file:
            found.append((FILE, partial(add_line, Path(self._settings.ledger_heads_file))))
        if self._settings.ledger_stamp_command:
            found.append((COMMAND, partial(stamp, self._settings.ledger_stamp_command)))
        return found

    async def _hand_on(self, way: str, hand: Hand, *, at_once: bool) -> None:
        head, last, closed = await self._database.read(partial(self._to_hand_on, way=way))
        if head is None or (last and last[0] >= head.number):
            return
        if last and not (at_once or closed) and utc_now() - last[1] < EVERY:
            return
        try:
            await hand(str(head))
        except Failed as error:
            quiet.tell(f"a signed head was not handed on ({way}): {error}; it is tried again")
            return
        await self._database.write(partial(_keep, way=way, number=head.number), SYSTEM)

    def _to_hand_on(
        self, connection: Connection, way: str
    ) -> tuple[Head | None, tuple[int, datetime] | None, bool]:
        """Return the newest head, the last handed on, and whether a fair was closed since then.

        Whichever process closed it: its wish is heard in that one alone.
        """
        head, last = newest_head(connection), _last(connection, way)
        ids = [fair_id for fair_id, _ in self._closed(connection)]
        newer = select(head_table.c.number).where(
            head_table.c.fair_id.in_(ids), head_table.c.number > (last[0] if last else 0)
        )
        return head, last, connection.execute(newer.limit(1)).first() is not None

    async def _mail(self) -> None:
        """Put the head of each fair that is over, and covered whole, into the auditor's mail."""
        for fair_id, title, head in await self._database.read(self._to_mail):
            write = partial(self._mail_one, fair_id=fair_id, title=title, head=head)
            await self._database.write(write, SYSTEM)

    def _mail_one(self, work: Work, fair_id: str, title: str, head: Head) -> None:
        known = catalogue(DEFAULT)
        sent = signals.mail(
            work,
            account_id="",
            to=self._settings.ledger_auditor,
            subject=known.gettext(SUBJECT, title=title),
            text=f"{known.gettext(TEXT, title=title)}\n\n{head}\n\n{_HOW}\n",
            dedupe=f"head:{fair_id}",
            lasts_s=_MAIL_LASTS_S,
        )
        if sent:
            _keep(work, way=f"mail:{fair_id}", number=head.number)
        else:
            quiet.tell("no mail server is named, so no head reaches the auditor")

    def _to_mail(self, connection: Connection) -> list[tuple[str, str, Head]]:
        found = []
        for fair_id, title in self._closed(connection):
            if _last(connection, f"mail:{fair_id}"):
                continue
            head = newest_head(connection, fair_id)
            here = select(func.count()).where(ledger.c.fair_id == fair_id)
            if head and head.rows >= (connection.execute(here).scalar() or 0):
                found.append((fair_id, title, head))
        return found


def _last(connection: Connection, way: str) -> tuple[int, datetime] | None:
    row = connection.execute(select(kept_table).where(kept_table.c.way == way)).first()
    return (row.number, row.at) if row else None


def _keep(work: Work, way: str, number: int) -> None:
    work.write(delete(kept_table).where(kept_table.c.way == way))
    work.write(insert(kept_table).values(way=way, number=number, at=work.now))


async def add_line(path: Path, line: str) -> None:
    """Add a head to the end of a file; on the disk when this returns. Raises `Failed`."""
    await asyncio.to_thread(_add, path, line)


def _add(path: Path, line: str) -> None:
    try:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, private.FILE)
        with os.fdopen(file, "a", encoding="ascii") as out:
            out.write(f"{line}\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise Failed(f"{path} cannot be added to: {error.strerror}") from error


async def stamp(command: str, line: str) -> None:
    """Give a head to the operator's command on its standard input, without a shell.

    It has thirty seconds, knows nothing of our settings, and ends with 0. Raises `Failed`.
    """
    try:
        program = await asyncio.create_subprocess_exec(
            *shlex.split(command), env={"PATH": os.defpath}, stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        raise Failed(f"the command cannot be started ({type(error).__name__})") from error
    try:
        async with asyncio.timeout(COMMAND_S):
            await program.communicate(f"{line}\n".encode())
    except TimeoutError as error:
        raise Failed(f"the command took longer than {COMMAND_S:g} s") from error
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()
    if program.returncode:
        raise Failed(f"the command ended with {program.returncode}")
