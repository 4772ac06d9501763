"""An appointment: one person's talk at a set time. Its life, and who answers for its end.

A late or missing employer costs the employer, never the person: the place stays until the talk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fair.appointments.refusals import (
    AfterNoFit,
    AlreadyBooked,
    InvitedBefore,
    NoFirstTalk,
    NumberFirst,
    SaidNo,
    TooManyAppointments,
    TwoSlotsAtOnce,
)
from fair.appointments.slot import Slot
from fair.decisions import N_, Moves, move
from fair.glossary import AppointmentState as State
from fair.glossary import Outcome
from fair.interviews.interview import Interview
from fair.people.person import Person
from fair.tickets.joining import may_be_phoned

MOVES_APPOINTMENT: Moves[State] = {
    State.ASKED: {"offer": State.OFFERED, "cancel": State.CANCELLED, "fail": State.BROKEN},
    State.OFFERED: {"accept": State.BOOKED, "cancel": State.CANCELLED, "fail": State.BROKEN},
    State.BOOKED: {
        "near": State.NEAR,
        "cancel": State.CANCELLED,
        "fail": State.BROKEN,
    },
    State.NEAR: {
        "move": State.BOOKED,
        "come": State.DUE,
        "cancel": State.CANCELLED,
        "fail": State.BROKEN,
    },
    State.DUE: {
        "keep": State.KEPT,
        "miss": State.MISSED,
        "cancel": State.CANCELLED,
        "fail": State.BROKEN,
    },
    State.KEPT: {},
    State.MISSED: {},
    State.CANCELLED: {},
    State.BROKEN: {},
}
LIVE = frozenset(state for state, moves in MOVES_APPOINTMENT.items() if moves)
TAKING = LIVE - {State.ASKED}  # these hold a place of a slot
AHEAD = frozenset({State.BOOKED, State.NEAR})
# Its person is kept for it meanwhile: nobody else's *call next* takes them.
HOLDING = frozenset({State.NEAR, State.DUE})
# Why one does not take place that counts on the employer.
BY_EMPLOYER = ("absent", "filled", "mistake")
REMIND_S, WAITED_S = 1800, 600
MOST_INVITATIONS = 2  # after one talk: the second where the employer or the fair broke the first
PARTS_OF_DAY = {"morning": N_("morning"), "afternoon": N_("afternoon"), "evening": N_("evening")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Who is to talk when, in the `place` of a slot; "" for the slot while one is asked for.

    `sequence` counts what changed since it was booked, as calendars do. `late`: the employer had
    not called ten minutes after the time. `second`: the employer's invitation after a first talk,
    which was `interview_id`.
    """

    id: str
    fair_id: str
    booth_id: str
    person_id: str
    state: State
    made_at: datetime
    slot_id: str = ""
    place: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    second: bool = False
    interview_id: str = ""
    parts: tuple[str, ...] = ()
    vacancy_ids: tuple[str, ...] = ()
    sequence: int = 0
    ticket_id: str = ""
    late: bool = False
    cause: str = ""

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def ahead(self) -> bool:
        """True from the booking until its time."""
        return self.state in AHEAD

    @property
    def promised(self) -> bool:
        """True from the person's yes until the talk is over."""
        return self.taking and self.state is not State.OFFERED

    @property
    def taking(self) -> bool:
        """True while it holds a place of a slot."""
        return self.state in TAKING


def to(one: Appointment, verb: str, **changes: object) -> Appointment:
    """Return it one step on; refuses `WrongState` where its life has no such step."""
    state = move(MOVES_APPOINTMENT, one.state, verb)
    changed: Appointment = replace(
        one, state=state, sequence=one.sequence + 1, **changes  # type: ignore[arg-type]
    )  # fmt: skip
    return changed


def to_booked(one: Appointment) -> Appointment:
    """Return it as booked anew, to be moved to another slot; one change of the calendar."""
    return to(one, "move") if one.state is State.NEAR else replace(one, sequence=one.sequence + 1)


def in_slot(one: Appointment, slot: Slot, place: int) -> Appointment:
    """Return it at the time of a slot."""
    return replace(
        one, slot_id=slot.id, place=place, starts_at=slot.starts_at, ends_at=slot.ends_at
    )


def free_place(slot: Slot, taken: Iterable[int]) -> int | None:
    """Return the first free place of a slot, None where it is full."""
    free = set(range(1, slot.recruiters + 1)) - set(taken)
    return min(free, default=None)


def check_free(others: Iterable[Appointment], slot: Slot) -> None:
    """Refuse two slots of one person at once, wherever they are.

    What was only offered is in nobody's way: the person has not said yes to it.
    """
    for one in others:
        begins, ends = one.starts_at, one.ends_at
        if one.promised and begins and ends and slot.overlaps(begins, ends):
            raise TwoSlotsAtOnce


def check_number(person: Person | None, *, proves: bool) -> None:
    """Refuse a time to whom nobody could reach: one person with many numbers takes many times."""
    if not may_be_phoned(person, proves=proves):
        raise NumberFirst


def check_room(others: Iterable[Appointment], booth_id: str, most: int) -> None:
    """Refuse a second appointment at a booth, and more of one's own than the fair allows."""
    live = [one for one in others if one.live]
    if any(one.booth_id == booth_id for one in live):
        raise AlreadyBooked
    if sum(not one.second for one in live) >= most:
        raise TooManyAppointments(most=most)


def check_talk(talked: Interview) -> None:
    """Refuse an invitation after no talk, and after the answer that it does not fit."""
    if talked.ended_at is None or not talked.held:
        raise NoFirstTalk
    if talked.outcome is Outcome.NO_FIT:
        raise AfterNoFit


def check_invitation(earlier: Sequence[Appointment]) -> None:
    """Refuse one invitation too many after a talk; `earlier` are those that followed it.

    A no, or no answer in time, is an answer: nobody is asked twice. One that the employer or the
    fair let fall may be made good once.
    """
    if any(one.live for one in earlier):
        raise AlreadyBooked
    if any(one.state is State.CANCELLED for one in earlier):
        raise SaidNo
    if len(earlier) >= MOST_INVITATIONS or any(one.state is not State.BROKEN for one in earlier):
        raise InvitedBefore


def holds_until(one: Appointment) -> datetime | None:
    """Return until when others pass its person over, at the latest."""
    return one.starts_at + timedelta(seconds=WAITED_S) if one.starts_at else None


def cause_at_closing(one: Appointment, booth_cause: str, now: datetime) -> str:
    """Return why one that was due does not take place, by what closed its booth.

    The employer's, unless others closed it before the time was over.
    """
    if booth_cause == "licence":
        return "licence"
    early = one.ends_at is not None and one.ends_at > now
    return booth_cause if early and booth_cause in ("session", "fair") else "absent"


def near_at(starts_at: datetime, talk_s: int) -> datetime:
    """Return from when a talk elsewhere would run into it."""
    return starts_at - timedelta(seconds=talk_s)
