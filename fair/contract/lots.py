"""Messages of the slice `lots`."""

from fair.contract.base import Command
from fair.contract.queue import TicketTakenReply
from fair.contract.text_types import Id
from fair.roles import SEEKERS, SYSTEM


class CloseLots(Command, name="lot.close", by=SYSTEM, example={"fair_id": "f00000000001"}):
    """The first five minutes of a fair are over: the list of each lot is closed."""

    fair_id: Id


class DrawLot(Command, name="lot.draw", by=SYSTEM, example={"booth_id": "b00000000001"}):
    """Draw the numbers of a booth's list, from the first head of the ledger after its closing."""

    booth_id: Id


class MoveTicket(
    Command,
    name="ticket.move",
    by=SEEKERS,
    reply=TicketTakenReply,
    refusals=(
        "booth-answers", "other-work", "wrong-state", "booth-closed", "already-in-queue",
        "too-many-queues", "line-full", "under-age", "for-adults", "kept-away", "fair-not-open",
        "fair-on-pause", "sent-out", "number-sent-out",
    ),
    rate=(10, 60),
    example={"ticket_id": "t00000000001", "booth_id": "b00000000002"},
):  # fmt: skip
    """Go from a booth that does not answer to another with the same work, waiting time kept.

    It is the consent that the other employer sees the person, as joining is.
    """

    ticket_id: Id
    booth_id: Id


class TellCarried(
    Command,
    name="booth.tell_carried",
    by=SYSTEM,
    example={"booth_id": "b00000000001", "after": 0},
):
    """Text the next of those carried here from an earlier session; then those after them."""

    booth_id: Id
    after: int
