"""Counting afresh, from what happened alone, who went before whom, and whether a cause explains it.

Pure. The facts of the queue are folded again, one after the other; at each call it is seen who
stood before the one who was called, and could have been. The table of overtakes is not asked: a
call that passed somebody without a cause is found here, however it came about.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from fair.appointments.facts import (
    AppointmentBroken,
    AppointmentCame,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    AppointmentMoved,
    AppointmentNears,
    EmployerLate,
)
from fair.folds import Data, Row, Things
from fair.glossary import Lane
from fair.interviews.facts import ForecastShown
from fair.queue import facts
from fair.queue.folds import FOLDS, TICKET
from fair.tickets.ticket import UNCONFIRMED

_ENGAGES = AppointmentNears.kind
_FREES = frozenset(
    kind.kind
    for kind in (
        AppointmentMoved, EmployerLate, AppointmentKept, AppointmentMissed, AppointmentCancelled,
        AppointmentBroken,
    )
)  # fmt: skip
KINDS = (
    frozenset(FOLDS) - {ForecastShown.kind}
    | {facts.QuietEnded.kind, _ENGAGES, AppointmentCame.kind}
    | _FREES
)
BY_NAME, AWAY, TURNS, BACK = "by_name", "away", "turns", "back"
_IN_CALL = frozenset({"called", "talking"})


@dataclass(frozen=True, slots=True)
class Passed:
    """A call, or a return, that went before `count` others: whose, when, and what explains it.

    `why` is empty where nothing does.
    """

    booth_id: str
    ticket_id: str
    number: int
    at: int
    count: int
    why: str


@dataclass(slots=True)
class Recounted:
    """What came of it: how many calls there were, and each that passed others."""

    calls: int = 0
    passed: list[Passed] = field(default_factory=list)

    @property
    def unexplained(self) -> list[Passed]:
        return [one for one in self.passed if not one.why]


def recount(told: Iterable[tuple[int, str, Data]], things: Things) -> Recounted:
    """Return what a fair's facts, (instant, kind, data) in their order, say of its calls.

    `things` is empty, and holds what they add up to meanwhile.
    """
    replay = _Replay(things)
    for at, kind, data in told:
        replay.read(at, kind, data)
    return replay.end()


class _Replay:
    """The lines of a fair as they stood at each instant."""

    def __init__(self, things: Things) -> None:
        self.found = Recounted()
        self._things = things
        self._waiting: dict[str, set[str]] = defaultdict(set)
        self._in_call: dict[str, set[str]] = defaultdict(set)
        self._quiet: set[str] = set()
        self._engaged: dict[str, dict[str, str]] = defaultdict(dict)  # whose, where: which ticket
        self._noted: set[tuple[str, int]] = set()
        self._came_back: list[Passed] = []

    def read(self, at: int, kind: str, data: Data) -> None:
        """Follow one fact."""
        if kind == facts.QuietEnded.kind:
            self._quiet.discard(data["person_id"])
        elif kind == facts.OvertakeNoted.kind:
            self._noted.add((data["ticket_id"], at))
        elif kind == facts.TicketCalled.kind:
            self._called(at, data)
        elif kind in (_ENGAGES, AppointmentCame.kind):
            self._engaged[data["person_id"]][data["booth_id"]] = data.get("ticket_id", "")
        elif kind in _FREES:
            self._engaged[data["person_id"]].pop(data["booth_id"], None)
        if fold := FOLDS.get(kind):
            fold(self._things, data, at)
        if "ticket_id" in data and kind != facts.OvertakeNoted.kind:
            self._stands(at, kind, data["ticket_id"])

    def end(self) -> Recounted:
        """Return what was found; who came back before others must have been noted with it."""
        for one in self._came_back:
            why = BACK if (one.ticket_id, one.at) in self._noted else ""
            self.found.passed.append(
                Passed(one.booth_id, one.ticket_id, one.number, one.at, one.count, why)
            )
        return self.found

    def _stands(self, at: int, kind: str, ticket_id: str) -> None:
        ticket = self._things.get(TICKET, ticket_id)
        if not ticket:
            return
        state, person, booth = ticket["state"], ticket["person_id"], ticket["booth_id"]
        waits = self._waiting[booth]
        (waits.add if state == "waiting" else waits.discard)(ticket_id)
        talks = self._in_call[person]
        (talks.add if state in _IN_CALL else talks.discard)(ticket_id)
        told_of = kind == facts.TicketParked.kind and ticket["cause"] == UNCONFIRMED
        if kind == facts.TicketServed.kind or told_of:
            self._quiet.add(person)
        if kind == facts.TicketReturned.kind:
            after = [one for one in self._line(booth) if one["rank"] > ticket["rank"]]
            if others := [one for one in after if one["id"] != ticket_id]:
                self._came_back.append(_passed(ticket, at, len(others), ""))

    def _line(self, booth_id: str) -> list[Row]:
        return [self._things.get(TICKET, one) for one in sorted(self._waiting[booth_id])]

    def _called(self, at: int, data: Data) -> None:
        self.found.calls += 1
        called = self._things.get(TICKET, data["ticket_id"])
        if not called:
            return
        before = [
            one
            for one in self._line(called["booth_id"])
            if _key(one) < _key(called)
            and one["id"] != called["id"]
            and (called["undrawn"] or not one["undrawn"])  # who stands by chance has no place yet
        ]
        if before:
            why = self._why(at, data, called, before)
            self.found.passed.append(_passed(called, at, len(before), why))

    def _why(self, at: int, data: Data, called: Row, before: list[Row]) -> str:
        """Return what explains a call that passed others; empty where nothing does."""
        if data.get("named"):
            return BY_NAME if str(data["cause"]).startswith(f"{BY_NAME}:") else ""
        if called["lane"] != Lane.STANDARD:
            return str(called["lane"])
        noted = (called["id"], at) in self._noted and data["cause"]
        free = [one for one in before if not self._away(one)]
        if not free:
            return AWAY if noted else ""
        if all(one["lane"] != Lane.STANDARD for one in free):
            return TURNS if noted else ""
        return ""

    def _away(self, ticket: Row) -> bool:
        """True where a ticket's person could not be called.

        Held, in a call, in the quiet after one (until it ended, however long a pause made it), or
        with an own appointment near at another booth.
        """
        person = ticket["person_id"]
        return bool(
            ticket["held"]
            or self._in_call[person]
            or person in self._quiet
            or any(
                booth != ticket["booth_id"] and self._stands_for(which)
                for booth, which in self._engaged[person].items()
            )
        )

    def _stands_for(self, ticket_id: str) -> bool:
        """True while an appointment keeps its person: until it came, and then in its lane."""
        came = self._things.get(TICKET, ticket_id) if ticket_id else None
        return came is None or came["lane"] == Lane.APPOINTMENT


def _key(ticket: Row) -> tuple[Any, Any]:
    return ticket["rank"], ticket["number"]


def _passed(ticket: Row, at: int, count: int, why: str) -> Passed:
    return Passed(ticket["booth_id"], ticket["id"], ticket["number"], at, count, why)
