"""What the office does about somebody at one fair: mute them for a while, or send them out.

Pure. A mute takes the word and nothing else; who is sent out has no place at that fair any more.
An offer, a hire and an answer that somebody has are never touched.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Sort(StrEnum):
    """What is done. Who is let in has the number of somebody who was sent out, and is another."""

    MUTED = "muted"
    REMOVED = "removed"
    LET_IN = "let_in"


class Span(StrEnum):
    """For how long somebody is muted."""

    QUARTER = "quarter"
    HOUR = "hour"
    FAIR = "fair"


_LASTS = {Span.QUARTER: timedelta(minutes=15), Span.HOUR: timedelta(hours=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something done about a person, or about an account of an employer, at one fair.

    `until` is None where it holds to the end of the fair. `number` is the mark of the person's
    confirmed number ("" where there was none): who comes with it later is taken for the same.
    """

    id: str
    fair_id: str
    sort: Sort
    person_id: str
    account_id: str
    reason: str
    happened: str
    number: str
    by_id: str
    made_at: datetime
    until: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str = ""

    def holds(self, now: datetime) -> bool:
        """True until it is undone, or its time is over."""
        return self.ended_at is None and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who asks: the mark of their number, and since when they are known here."""

    person_id: str
    number: str
    since: datetime


def until(span: Span, now: datetime) -> datetime | None:
    """Return when a mute of this length is over; None at the end of the fair."""
    return now + _LASTS[span] if span in _LASTS else None


def against(standing: Iterable[Measure], who: Newcomer, now: datetime) -> Measure | None:
    """Return what stands against a person now; being sent out goes before being muted.

    The own, and that of somebody with the same number, for whoever came with it afterwards: who
    shared the number before is another person of the household, and untouched.
    """
    held = [one for one in standing if one.holds(now)]
    let_in = any(one.sort is Sort.LET_IN and one.person_id == who.person_id for one in held)
    found = [
        one
        for one in held
        if one.sort is not Sort.LET_IN
        and (one.person_id == who.person_id or (not let_in and same_number(one, who)))
    ]
    return first(found)


def same_number(one: Measure, who: Newcomer) -> bool:
    """True where somebody came with the number of one against whom something was done before."""
    return one.number != "" and one.number == who.number and who.since > one.made_at


def first(found: Collection[Measure]) -> Measure | None:
    """Return the one that counts: sent out before muted, then the one that lasts longest."""

    def weight(one: Measure) -> tuple[bool, bool, float]:
        end = one.until.timestamp() if one.until else 0.0
        return one.sort is Sort.REMOVED, one.until is None, end

    return max(found, key=weight, default=None)
