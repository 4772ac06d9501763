"""Slots and appointments, as their facts add up to them."""

from fair.appointments import facts
from fair.folds import Data, Fold, Follows, Row, Things, instant, moved

SLOT, APPOINTMENT = "slot", "appointment"


def _opened(things: Things, data: Data, _at: int) -> None:
    things.new(
        SLOT,
        data["slot_id"],
        {
            "id": data["slot_id"], "fair_id": data["fair_id"], "booth_id": data["booth_id"],
            "starts_at": instant(data, "starts_at"), "length_s": data["length_s"],
            "buffer_s": data["buffer_s"], "recruiters": data["recruiters"], "closed": False,
        },
    )  # fmt: skip


def _of(things: Things, data: Data, at: int) -> Row:
    """Return the appointment of a fact; its first fact makes it."""
    one = things.get(APPOINTMENT, data["appointment_id"])
    if not one:
        one = {
            "id": data["appointment_id"], "fair_id": data["fair_id"],
            "booth_id": data["booth_id"], "person_id": data["person_id"], "made_at": at,
            "slot_id": "", "place": 0, "starts_at": None, "ends_at": None, "second": False,
            "interview_id": "", "parts": "", "ticket_id": "", "late": False, "cause": "",
        }  # fmt: skip
        things.new(APPOINTMENT, data["appointment_id"], one)
    one["sequence"] = data["sequence"]
    return one


def _timed(things: Things, data: Data, at: int) -> Row:
    one = _of(things, data, at)
    one.update(
        slot_id=data["slot_id"], place=data["place"], starts_at=instant(data, "starts_at"),
        ends_at=instant(data, "ends_at"),
    )  # fmt: skip
    return one


def _asked(things: Things, data: Data, at: int) -> None:
    _of(things, data, at).update(state="asked", parts=data["parts"])


def _offered(things: Things, data: Data, at: int) -> None:
    _timed(things, data, at).update(
        state="offered", second=data["second"], interview_id=data.get("interview_id", "")
    )


def _booked(things: Things, data: Data, at: int) -> None:
    _timed(things, data, at)["state"] = "booked"


def _came(things: Things, data: Data, at: int) -> None:
    _of(things, data, at).update(state="due", ticket_id=data["ticket_id"])


def _late(things: Things, data: Data, at: int) -> None:
    _of(things, data, at)["late"] = True


def _is(state: str) -> Fold:
    def fold(things: Things, data: Data, at: int) -> None:
        _of(things, data, at).update(state=state, cause=data.get("cause", ""))

    return fold


FOLDS: dict[str, Fold] = {
    facts.SlotOpened.kind: _opened,
    facts.SlotTakenBack.kind: moved(SLOT, "slot_id", closed=True),
    facts.AppointmentAsked.kind: _asked,
    facts.AppointmentOffered.kind: _offered,
    facts.AppointmentBooked.kind: _booked,
    facts.AppointmentMoved.kind: _booked,
    facts.AppointmentNears.kind: _is("near"),
    facts.AppointmentCame.kind: _came,
    facts.EmployerLate.kind: _late,
    facts.AppointmentKept.kind: _is("kept"),
    facts.AppointmentMissed.kind: _is("missed"),
    facts.AppointmentCancelled.kind: _is("cancelled"),
    facts.AppointmentBroken.kind: _is("broken"),
}
FOLLOWS = (
    Follows(
        table=SLOT,
        columns=(
            "id", "fair_id", "booth_id", "starts_at", "length_s", "buffer_s", "recruiters",
            "closed",
        ),
    ),
    Follows(
        table=APPOINTMENT,
        columns=(
            "id", "fair_id", "booth_id", "person_id", "made_at", "state", "slot_id", "place",
            "starts_at", "ends_at", "second", "interview_id", "parts", "sequence", "ticket_id",
            "late", "cause",
        ),
        person="person_id",
        free={"vacancy_ids": "which posts a person named; the ticket's and the offer's follow"},
    ),
)  # fmt: skip
