"""Messages of the slice `helpdesk`: what the office does for a person who asked it to.

The person said it, and whoever of the office does it answers for that, by name and reason. None of
these accepts an offer, confirms a hire, or says yes where the person did not.
"""

from typing import Annotated, Literal

from pydantic import Field

from fair.contract.base import Command
from fair.contract.helpdesk import REQUEST, Why
from fair.contract.people import Mobile
from fair.contract.queue import TicketTakenReply
from fair.contract.text_types import Id
from fair.roles import ORGANISERS, SEEKERS, SYSTEM

_REFUSED = ("not-found", "wrong-state", "help-is-not-yours")
_TICKET = {**REQUEST, "ticket_id": "t00000000001", "reason": "Her page does not load."}


class TakePlaceFor(
    Command,
    name="help.take_place",
    by=ORGANISERS,
    reply=TicketTakenReply,
    refusals=(
        *_REFUSED, "fair-not-open", "fair-on-pause", "booth-closed", "already-in-queue",
        "too-many-queues", "under-age", "post-protected", "for-adults", "post-elsewhere",
        "kept-away", "line-full", "sent-out", "number-sent-out",
    ),
    rate=(30, 60),
    example={
        **REQUEST, "booth_id": "b00000000001", "vacancy_ids": ["v00000000001"], "said_yes": "yes",
        "reason": "Her page does not load.",
    },
):  # fmt: skip
    """Take a place in a queue for a person who asked for it, under the limits of the person.

    Joining is the consent, which is the person's: `said_yes` is that the sentence of the consent
    was read out and the person said yes to it. It is marked as given through the help desk.
    """

    request_id: Id
    booth_id: Id
    vacancy_ids: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    said_yes: Literal["yes"]
    reason: Why


class KeepPlaceFor(
    Command,
    name="help.keep_place",
    by=ORGANISERS,
    refusals=(*_REFUSED, "already-postponed"),
    rate=(30, 60),
    example=_TICKET,
):
    """Ask for the person's five free minutes, as if they had tapped it: once, nobody overtaken."""

    request_id: Id
    ticket_id: Id
    reason: Why


class TelephoneFor(
    Command,
    name="help.telephone",
    by=ORGANISERS,
    refusals=(*_REFUSED, "no-number", "number-is-changing"),
    rate=(30, 60),
    example={**_TICKET, "said_yes": "yes"},
):
    """Let the employer call the person by telephone, whose page fails: told which number rings.

    `said_yes`: the person wants this employer to phone them for this interview.
    """

    request_id: Id
    ticket_id: Id
    said_yes: Literal["yes"]
    reason: Why


class CorrectNumber(
    Command,
    name="help.correct_number",
    by=ORGANISERS,
    fresh=True,
    refusals=(*_REFUSED, "bad-phone", "number-taken", "number-is-changing"),
    rate=(10, 600),
    example={**REQUEST, "phone": "139 1234 5678", "way": "counter", "reason": "Lost her phone."},
):
    """Write another number down for a person who was rung back, or stands at the counter.

    It counts after 24 hours. The number on file is told at once, and can stop it until then.
    """

    request_id: Id
    phone: Mobile
    way: Literal["rung", "counter"]
    reason: Why


class KeepNumber(Command, name="number.keep", by=SEEKERS, refusals=("wrong-state",)):
    """Stop the change of my number that somebody of the office wrote down."""


class StopNumber(
    Command,
    name="help.stop_number",
    by=ORGANISERS,
    refusals=("not-found", "wrong-state"),
    example={"change_id": "n00000000001", "reason": "The owner says that it was not hers."},
):
    """Stop the change of somebody's number, also one that a colleague wrote down."""

    change_id: Id
    reason: Why


class ApplyNumber(Command, name="number.apply", by=SYSTEM, example={"change_id": "n00000000001"}):
    """A day has gone by: the new number is the person's, and is to be confirmed."""

    change_id: Id
