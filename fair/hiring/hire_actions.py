"""Commands of hires: both sides confirm, or one says that it came to nothing."""

from typing import Any

from fair.booths import booth_writes as booths
from fair.contract.base import Done
from fair.contract.hiring import ConfirmHire, SayHireFell
from fair.db import Work
from fair.employers import reads as employer_reads
from fair.glossary import HireState, Role
from fair.hiring import hire_store, offer_store, offer_writes
from fair.hiring.answer_actions import require_mine
from fair.hiring.facts import HireConfirmed, Hired
from fair.hiring.hire import check_reason, confirmed
from fair.hiring.offer import Offer, accepted_only
from fair.hiring.refusals import LicenceStopped
from fair.sign_in import reads as sign_in


def require_side(work: Work, offer_id: str) -> Offer:
    """Return the accepted offer of the asker's side.

    Refuses `NotAllowed` or `NotYourBooth` for somebody else's, `WrongState` where it is not
    accepted (any more).
    """
    if work.actor.role is Role.SEEKER:
        offer = require_mine(work, offer_id)
    else:
        offer = offer_store.offer(work, offer_id)
        booths.require_staff(work, offer.booth_id)
    return accepted_only(offer)


def confirm(work: Work, command: ConfirmHire) -> Done:
    """Keep one side's confirmation; with the second the hire counts."""
    offer = require_side(work, command.offer_id)
    by = work.actor.role
    hire = hire_store.hire(work, offer.id)
    state = confirmed(hire, by)
    if not employer_reads.covered(work.connection, offer.employer_id):
        raise LicenceStopped
    mark = "person_confirmed_at" if by is Role.SEEKER else "employer_confirmed_at"
    hire_store.change_hire(work, hire, state, **{mark: work.now})
    offer_store.change_offer(work, offer)
    desk = sign_in.is_aloud(work.connection, work.actor.login_id)
    work.record(HireConfirmed(by=by, desk=desk, **offer_writes.of(offer)))
    if state is HireState.HIRED:
        work.record(Hired(**offer_writes.of(offer)))
    return Done()


def fell_through(work: Work, command: SayHireFell) -> Done:
    """Note that the hire came to nothing, and why; the opening is free again."""
    offer = require_side(work, command.offer_id)
    check_reason(work.actor.role, command.reason)
    offer_writes.release(work, offer, command.reason)
    work.record(offer_writes.released_fact(offer, command.reason))
    return Done()


HANDLERS: dict[Any, Any] = {ConfirmHire: confirm, SayHireFell: fell_through}
