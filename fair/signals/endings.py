"""What is written of messages afterwards: how they ended, when they are tried again, no words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select, update

from fair.db import Database, Work
from fair.decisions import SYSTEM
from fair.signals import EXPIRED, signal, waiting
from fair.signals.carriers import Letter

KEPT = timedelta(days=7)
AT_ONCE = 500
LONGEST_PAUSE_S = 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter; `ended` is empty where it waits for another try."""

    letter: Letter
    ended: str
    keeps: bool = False


def write(work: Work, outcomes: Sequence[Outcome]) -> None:
    """Write what became of letters: blank the words of those that ended, put off the others."""
    for keeps in (False, True):
        ended = [one for one in outcomes if one.ended and one.keeps is keeps]
        if ended:
            blank = {} if keeps else {"text": "", "subject": ""}
            work.write(
                update(signal)
                .where(signal.c.id == bindparam("of_id"))
                .values(ended=bindparam("how"), ended_at=work.now, **blank),
                [{"of_id": one.letter.id, "how": one.ended} for one in ended],
            )
    for one in outcomes:
        if not one.ended:
            _put_off(work, one.letter)


def _put_off(work: Work, letter: Letter) -> None:
    """Try later, and whatever else waits for the same recipient not before."""
    tries = letter.tries + 1
    until = work.now + timedelta(seconds=min(2**tries, LONGEST_PAUSE_S))
    work.write(update(signal).where(signal.c.id == letter.id, waiting).values(tries=tries))
    work.write(
        update(signal)
        .where(waiting, signal.c.recipient == letter.recipient, signal.c.next_try_at < until)
        .values(next_try_at=until)
    )


async def sweep(database: Database, now: datetime) -> None:
    """End what has expired, and delete what ended a week ago; a bounded number in each work."""
    while await database.read(partial(_sweepable, now=now)):
        await database.write(_sweep, SYSTEM)


def _expired(now: datetime) -> ColumnElement[bool]:
    return waiting & (signal.c.expires_at <= now)


def _old(now: datetime) -> ColumnElement[bool]:
    return signal.c.ended_at < now - KEPT


def _sweepable(connection: Connection, now: datetime) -> bool:
    return any(
        connection.execute(select(signal.c.id).where(which(now)).limit(1)).first()
        for which in (_expired, _old)
    )


def _sweep(work: Work) -> None:
    some = select(signal.c.id).where(_expired(work.now)).limit(AT_ONCE)
    work.write(
        update(signal)
        .where(signal.c.id.in_(some))
        .values(ended=EXPIRED, ended_at=work.now, text="", subject="")
    )
    work.write(
        delete(signal).where(
            signal.c.id.in_(select(signal.c.id).where(_old(work.now)).limit(AT_ONCE))
        )
    )
