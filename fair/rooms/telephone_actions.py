"""What the recruiter says of a talk by telephone, which no page hears: it began, it goes on."""

from typing import Any

from fair import timers
from fair.contract.base import Done
from fair.contract.rooms import CallReply
from fair.contract.rooms_medium import StillTalking, TelephoneAnswered
from fair.db import Work
from fair.decisions import WrongState
from fair.rooms import call as rules
from fair.rooms import facts, refusals
from fair.rooms.call import LOST
from fair.rooms.call_actions import answered
from fair.rooms.call_writes import hear, of_recruiter, record


def telephone_answered(work: Work, command: TelephoneAnswered) -> CallReply:
    """The person has taken up the telephone: the clock runs. Saying it twice is once."""
    call = of_recruiter(work, command.call_id)
    if not call.by_telephone:
        raise WrongState
    if not call.talking:
        hear(work, answered(work, call), medium=rules.TELEPHONE)
    return CallReply(call_id=call.id)


def still_talking(work: Work, command: StillTalking) -> Done:
    """The recruiter says that the talk by telephone goes on: nobody asks for ten minutes."""
    call = of_recruiter(work, command.call_id)
    if not call.talking:
        raise refusals.CallOver
    if not call.by_telephone:
        raise WrongState
    timers.start(
        work, LOST, call.id, rules.AGAIN_S + rules.ASKED_FOR_S, fair_id=call.fair_id,
        booth_id=call.booth_id,
    )  # fmt: skip
    record(work, call, facts.CallGoesOn)
    return Done()


HANDLERS: dict[Any, Any] = {
    TelephoneAnswered: telephone_answered,
    StillTalking: still_talking,
}
