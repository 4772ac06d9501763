"""What is written of messages afterwards: how they ended, when they are tried again, no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    bindparam,
    select,
    type_coerce,
    update,
)

from fair.db import Database, Work
from fair.decisions import SYSTEM
from fair.signals import A_CODE, EXPIRED, TEXT, signal, waiting
from fair.signals.carriers import Letter
from fair.tables import Instant
from fair.timers import ran_in

AT_ONCE = 500
LONGEST_PAUSE_S = 300
_FREE: Mapping[str, Any] = {"claimed_by": "", "claimed_until": None}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter; `ended` is empty where it waits for another try."""

    letter: Letter
    ended: str
    keeps: bool = False


def write(work: Work, outcomes: Sequence[Outcome], mine: str) -> None:
    """Write what became of letters: blank the words of those that ended, put off the others.

    What was sent is sent, whoever carries it by now; put off is only what is still ours.
    """
    for keeps in (False, True):
        ended = [one for one in outcomes if one.ended and one.keeps is keeps]
        if ended:
            blank = {} if keeps else {"text": "", "subject": ""}
            work.write(
                update(signal)
                .where(signal.c.id == bindparam("of_id"))
                .values(ended=bindparam("how"), ended_at=work.now, **_FREE, **blank),
                [{"of_id": one.letter.id, "how": one.ended} for one in ended],
            )
    for one in outcomes:
        if not one.ended:
            _put_off(work, one.letter, mine)


def _put_off(work: Work, letter: Letter, mine: str) -> None:
    """Try later, and whatever else waits for the same recipient not before."""
    tries = letter.tries + 1
    until = work.now + timedelta(seconds=min(2**tries, LONGEST_PAUSE_S))
    ours = (signal.c.id == letter.id, waiting, signal.c.claimed_by == mine)
    if not work.write(update(signal).where(*ours).values(tries=tries, **_FREE)):
        return
    work.write(
        update(signal)
        .where(waiting, signal.c.recipient == letter.recipient, signal.c.next_try_at < until)
        .values(next_try_at=until)
    )


def last_longer(work: Work, silent_since: datetime) -> None:
    """Let texts that waited through an outage be worth sending as much longer.

    The ring or the offer that they tell of lasts longer too. Codes and mails go by clocks of
    their own, which no outage stops.
    """
    at = signal.c
    waited = ran_in(work, type_coerce(at.made_at, BigInteger), silent_since)
    ends = type_coerce(at.expires_at, BigInteger)
    work.write(
        update(signal)
        .where(waiting, at.channel == TEXT, at.person_id != "", at.expires_at > silent_since)
        .where(~at.dedupe.startswith(A_CODE))
        .values(expires_at=type_coerce(ends + waited, Instant))
    )


async def sweep(database: Database, now: datetime) -> None:
    """End what has expired; a bounded number in each work."""
    while await database.read(partial(_sweepable, now=now)):
        await database.write(_sweep, SYSTEM)


def _expired(now: datetime) -> ColumnElement[bool]:
    return waiting & (signal.c.expires_at <= now)


def _sweepable(connection: Connection, now: datetime) -> bool:
    return bool(connection.execute(select(signal.c.id).where(_expired(now)).limit(1)).first())


def _sweep(work: Work) -> None:
    some = select(signal.c.id).where(_expired(work.now)).limit(AT_ONCE)
    work.write(
        update(signal)
        .where(signal.c.id.in_(some))
        .values(ended=EXPIRED, ended_at=work.now, text="", subject="")
    )
