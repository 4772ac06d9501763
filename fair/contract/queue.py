"""Messages of the slice `queue`."""

from typing import Annotated, Literal

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.contract.text_types import Id, OptionalId
from fair.roles import RECRUITERS, SEEKERS, SYSTEM

_PERSONAL = {"ticket_id": "t00000000001"}


class TicketTakenReply(Reply):
    """The number is fixed for as long as the ticket lives."""

    ticket_id: str
    number: int


class CalledReply(Reply):
    call_id: str
    ticket_id: str


class JoinQueue(
    Command,
    name="ticket.join",
    by=SEEKERS,
    reply=TicketTakenReply,
    refusals=(
        "fair-not-open", "fair-on-pause", "booth-closed", "already-in-queue", "too-many-queues",
        "under-age", "post-protected", "for-adults", "post-elsewhere", "kept-away", "no-number",
        "line-full", "sent-out", "number-sent-out",
    ),
    rate=(10, 60),
    example={"booth_id": "b00000000001", "vacancy_ids": ["v00000000001"], "phone_ok": True},
):  # fmt: skip
    """A seeker takes a ticket at a booth. Joining is the consent that its employer sees the person.

    `ready_in`: minutes until the person can talk, asked where nobody waits (0 or 5). `phone_first`:
    to be called by telephone in place of the page, for this interview only.
    """

    booth_id: Id
    vacancy_ids: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    phone_ok: bool = False
    phone_first: bool = False
    helper: bool = False
    text_only: bool = False
    ready_in: int | None = Field(default=None, ge=0, le=5)


class LeaveQueue(
    Command, name="ticket.leave", by=SEEKERS, refusals=("wrong-state",), example=_PERSONAL
):
    """The seeker gives the place up."""

    ticket_id: Id


class StayInQueue(
    Command,
    name="ticket.stay",
    by=SEEKERS,
    refusals=(
        "left-for-good", "wrong-state", "booth-closed", "already-in-queue", "too-many-queues",
        "under-age", "for-adults", "kept-away", "sent-out", "number-sent-out",
    ),
    rate=(10, 60),
    example=_PERSONAL,
):  # fmt: skip
    """Take leaving back within 30 seconds: number and place are kept.

    Who left by a text has five minutes, and stands behind who is at the head now.
    """

    ticket_id: Id


class GetReady(
    Command, name="ticket.ready", by=SEEKERS, refusals=("wrong-state",), example=_PERSONAL
):
    """*Ready*: the seeker is there and waits for the ring."""

    ticket_id: Id


class PostponeTicket(
    Command,
    name="ticket.postpone",
    by=SEEKERS,
    refusals=("wrong-state", "already-postponed"),
    example=_PERSONAL,
):
    """*Five more minutes*: free once; the place is kept."""

    ticket_id: Id


class ChooseTelephone(
    Command,
    name="ticket.telephone",
    by=SEEKERS,
    refusals=("wrong-state", "no-number"),
    rate=(30, 60),
    example={"ticket_id": "t00000000001", "first": True},
):
    """Be called by telephone, or on the page again. Costs no place, nor what was agreed before."""

    ticket_id: Id
    first: bool


class ReturnToQueue(
    Command,
    name="ticket.return",
    by=SEEKERS,
    refusals=("wrong-state", "for-adults", "booth-closed", "kept-away"),
    example=_PERSONAL,
):
    """*I am back*: a parked person stands by number again, behind the one at the head."""

    ticket_id: Id


class ChooseAfter(
    Command,
    name="ticket.choose",
    by=SEEKERS,
    refusals=("wrong-state", "for-adults", "no-number", "sent-out", "number-sent-out"),
    example={"ticket_id": "t00000000001", "choice": "phone_me"},
):
    """What follows a closing or a lapse: the next session, the employer may phone, or leaving.

    Who still waits may say it for the closing, should the turn not come before.
    """

    ticket_id: Id
    choice: Literal["next", "phone_me", "leave"]


class Phoned(
    Command,
    name="ticket.phoned",
    by=RECRUITERS,
    refusals=("not-your-booth", "wrong-state", "for-adults", "not-reached", "no-licence"),
    example=_PERSONAL,
):
    """The recruiter has phoned somebody who chose it: an interview like any other, outcome owed."""

    ticket_id: Id


class EndQuiet(Command, name="ticket.quiet_end", by=SEEKERS):
    """End the two quiet minutes after a talk: I can take the next call now."""


class CallNext(
    Command,
    name="ticket.call_next",
    by=RECRUITERS,
    reply=CalledReply,
    refusals=(
        "not-your-booth", "off-duty", "already-calling", "nobody-waits", "nobody-free",
        "fair-not-open", "fair-on-pause", "open-booth-first", "not-reached", "answers-first",
        "next-is", "another-is-next", "no-licence",
    ),
    rate=(120, 60),
    example={"booth_id": "b00000000001"},
):  # fmt: skip
    """Ring the first person in the booth's order who is free to talk.

    `ticket_id` is whom the button names: it rings that one, or says who is next now.
    """

    booth_id: Id
    ticket_id: OptionalId = ""


class CallByName(
    Command,
    name="ticket.call_by_name",
    by=RECRUITERS,
    reply=CalledReply,
    refusals=(
        "not-your-booth", "off-duty", "already-calling", "person-away", "too-many-by-name",
        "fair-not-open", "fair-on-pause", "open-booth-first", "wrong-state", "for-adults",
        "not-reached", "answers-first", "none-by-name", "no-licence",
    ),
    example={"ticket_id": "t00000000001", "reason": "promised"},
):  # fmt: skip
    """Ring one person before others, for a listed reason; at most one call in five."""

    ticket_id: Id
    reason: Literal["cut_off", "required_skill", "promised"]


class NotThere(
    Command,
    name="ticket.not_there",
    by=RECRUITERS,
    refusals=("not-your-booth", "off-duty", "wrong-state", "not-allowed"),
    example=_PERSONAL,
):
    """The person was rung and is not there: parked, and no miss counts."""

    ticket_id: Id


class PhoneInstead(
    Command,
    name="ticket.by_phone",
    by=RECRUITERS,
    refusals=(
        "not-allowed", "not-your-booth", "phone-not-agreed", "person-away", "wrong-state",
        "for-adults", "not-reached", "no-licence",
    ),
    example={"call_id": "c00000000001"},
):  # fmt: skip
    """No screen showed my ring, or nobody answered it; we have talked by telephone instead.

    Its outcome is owed, and the place kept until the person confirms the talk or an offer or a
    next step follows. Only where the person agreed to be phoned, at a number that is theirs.
    """

    call_id: Id


class FreeTicket(Command, name="ticket.free", by=SYSTEM, example=_PERSONAL):
    """The five minutes, or the moment after an unshown ring, are over."""

    ticket_id: Id


class QuietOver(
    Command, name="ticket.quiet_over", by=SYSTEM, example={"person_id": "p00000000001"}
):
    """The two quiet minutes after a talk are over."""

    person_id: Id


class LookAtQueue(Command, name="queue.look", by=SYSTEM, example={"booth_id": "b00000000001"}):
    """Look after a queue: renew its forecast, show it to newcomers, tell who is near."""

    booth_id: Id
