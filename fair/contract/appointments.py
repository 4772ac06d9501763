"""Messages of the slice `appointments`: slots, who takes them, and second talks."""

from typing import Annotated, Literal

from pydantic import Field

from fair.because import SlotTaken
from fair.contract.base import Command, Event, Reply
from fair.contract.text_types import Id
from fair.contract.times import TypedTime
from fair.roles import RECRUITERS, SEEKERS, SYSTEM

SLOT = {"slot_id": "s00000000001"}
ONE = {"appointment_id": "a00000000001"}
_TAKING = (
    "slot-gone", "slot-full", "two-slots-at-once", "no-talk-there", "under-age", "for-adults",
    "post-protected", "post-elsewhere", "kept-away", "already-booked", "too-many-appointments",
    "wrong-state", "number-first", "sent-out", "number-sent-out",
)  # fmt: skip


class AppointmentReply(Reply):
    appointment_id: str


class SlotsReply(Reply):
    """How many slots there are now that were not there before."""

    slots: int


class OpenSlots(
    Command,
    name="slots.open",
    by=RECRUITERS,
    reply=SlotsReply,
    refusals=(
        "not-your-booth", "slot-past", "slot-outside-hours", "slots-over-half", "slots-collide",
        "no-such-time", "time-twice", "fair-over", "too-many-slots", "sessions-over", "no-licence",
    ),
    rate=(10, 60),
    example={
        "booth_id": "b00000000001", "starts_at": "2026-11-26T14:00", "length_min": 10,
        "buffer_min": 5, "recruiters": 1, "many": 4,
    },
):  # fmt: skip
    """An employer opens slots one after the other, each of a length with a buffer after it."""

    booth_id: Id
    starts_at: TypedTime
    length_min: Annotated[int, Field(ge=5, le=60)] = 10
    buffer_min: Annotated[int, Field(ge=0, le=30)] = 5
    recruiters: Annotated[int, Field(ge=1, le=50)] = 1
    many: Annotated[int, Field(ge=1, le=24)] = 1


class CloseSlot(
    Command,
    name="slots.close",
    by=RECRUITERS,
    refusals=("not-your-booth", "wrong-state"),
    takes=RECRUITERS,
    example={**SLOT, "reason": "absent"},
):
    """The employer takes a slot back. Who has it is told why, and it counts on the booth."""

    slot_id: Id
    reason: SlotTaken


class BookSlot(
    Command,
    name="appointment.book",
    by=SEEKERS,
    reply=AppointmentReply,
    refusals=_TAKING,
    rate=(30, 60),
    example={**SLOT, "vacancy_ids": ["v00000000001"]},
):
    """A seeker takes a slot. That is the consent that its employer sees the person."""

    slot_id: Id
    vacancy_ids: Annotated[tuple[Id, ...], Field(max_length=20)] = ()


class MoveAppointment(
    Command,
    name="appointment.move",
    by=SEEKERS,
    refusals=_TAKING,
    rate=(30, 60),
    example={**ONE, **SLOT},
):
    """Another slot of the same booth instead; the old one is free again."""

    appointment_id: Id
    slot_id: Id


class CancelAppointment(
    Command, name="appointment.cancel", by=SEEKERS, refusals=("wrong-state",), example=ONE
):
    """The seeker gives a slot back, declines an offered one, or asks for none any more."""

    appointment_id: Id


class AskToBeCalled(
    Command,
    name="appointment.ask",
    by=SEEKERS,
    reply=AppointmentReply,
    refusals=(*_TAKING, "no-tick"),
    rate=(30, 60),
    example={"booth_id": "b00000000001", "morning": True},
):
    """*Call me*: in which parts of the day it would suit. The employer offers a slot."""

    booth_id: Id
    morning: bool = False
    afternoon: bool = False
    evening: bool = False


class OfferSlot(
    Command,
    name="appointment.offer",
    by=RECRUITERS,
    refusals=(
        "not-your-booth", "slot-gone", "slot-full", "not-free-then", "wrong-state", "no-licence",
    ),
    rate=(20, 60),
    example={**ONE, **SLOT},
):  # fmt: skip
    """Offer a slot to somebody who asked to be called; it is kept free until its time."""

    appointment_id: Id
    slot_id: Id


class InviteAgain(
    Command,
    name="appointment.invite",
    by=RECRUITERS,
    reply=AppointmentReply,
    refusals=(
        "not-your-booth", "slot-gone", "slot-full", "not-free-then", "wrong-state",
        "already-booked", "not-reached", "no-first-talk", "after-no-fit", "said-no",
        "invited-before", "no-licence",
    ),
    rate=(10, 60),
    example={"interview_id": "i00000000001", **SLOT},
):  # fmt: skip
    """Invite somebody to a second talk at a set time, once after each talk: a no is an answer."""

    interview_id: Id
    slot_id: Id


class AcceptSlot(
    Command, name="appointment.accept", by=SEEKERS, refusals=_TAKING, rate=(30, 60), example=ONE
):
    """The seeker says yes to a slot that was offered."""

    appointment_id: Id


class AppointmentStep(Command, name="appointment.step", by=SYSTEM, example={**ONE, "step": "due"}):
    """The time of an appointment has come: to remind, to keep others away, to call, to ask why."""

    appointment_id: Id
    step: Literal["remind", "near", "due", "waited", "free"]


class AppointmentChanged(
    Event,
    name="appointment.changed",
    audience="{to}",
    example={"to": "desk:b00000000001", "booth_id": "b00000000001"},
):
    """Slots or appointments of a booth changed, as this audience sees them."""

    to: str
    booth_id: str
