"""Messages of the slice `helpdesk`: somebody cannot go on alone, and the office helps."""

from typing import Annotated

from fair.contract.base import Command, Event, Reply
from fair.contract.text_types import Id, Line, Token
from fair.roles import ORGANISERS, SEEKERS

REQUEST = {"request_id": "h00000000001"}
Why = Annotated[str, Line(300, least=3)]


class HelpReply(Reply):
    """Which request for help it is."""

    request_id: str


class AskForHelp(
    Command,
    name="help.ask",
    by=SEEKERS,
    reply=HelpReply,
    refusals=("no-fair-now",),
    rate=(10, 600),
    example={"page": "/queues", "about": "The page says that I have no microphone."},
):
    """Ask the office for help; who waits for it already says it anew and keeps the place."""

    page: Annotated[str, Token(200)] = ""
    about: Annotated[str, Line(300)] = ""


class WithdrawHelp(
    Command,
    name="help.withdraw",
    by=SEEKERS,
    refusals=("not-found", "wrong-state"),
    example=REQUEST,
):
    """Help is not needed any more."""

    request_id: Id


class OpenHelp(
    Command,
    name="help.open",
    by=ORGANISERS,
    reply=HelpReply,
    refusals=("not-found", "no-fair-now"),
    example={"person_id": "p00000000001", "reason": "She rang the office."},
):
    """Somebody asked for help by telephone or at the counter; who notes it helps them."""

    person_id: Id
    reason: Why


class TakeHelp(
    Command,
    name="help.take",
    by=ORGANISERS,
    refusals=("not-found", "wrong-state"),
    example=REQUEST,
):
    """Help this person, also in place of a colleague; the person reads who does."""

    request_id: Id


class ReadCodeOut(
    Command,
    name="help.read_code",
    by=ORGANISERS,
    fresh=True,
    refusals=(
        "not-found",
        "wrong-state",
        "help-is-not-yours",
        "confirm-first",
        "number-is-changing",
        "too-many-codes",
    ),
    example=REQUEST,
):
    """Make six digits that are read out to who answers the person's own number.

    They sign in once, within ten minutes, with the person's name and year of birth.
    """

    request_id: Id


class FinishHelp(
    Command,
    name="help.finish",
    by=ORGANISERS,
    refusals=("not-found", "wrong-state", "help-is-not-yours"),
    example={**REQUEST, "what": "Rang her and signed her in."},
):
    """Say what was done; the person reads it."""

    request_id: Id
    what: Why


class HelpNews(
    Event,
    name="help.changed",
    audience="person:{person_id}",
    example={"person_id": "p00000000001", "request_id": "h00000000001"},
):
    """Somebody helps the person, or said what was done."""

    person_id: str
    request_id: str


class HelpDeskNews(
    Event,
    name="helpdesk.changed",
    audience="helpdesk:{fair_id}",
    example={"fair_id": "f00000000001"},
):
    """Somebody asked for help at a fair, is helped, or is not waiting any more."""

    fair_id: str
