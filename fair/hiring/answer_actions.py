"""Commands of the person to whom an offer was made: open the terms, accept, decline, take back."""

from typing import Any

from fair import timers
from fair.contract.base import Done
from fair.contract.hiring import AcceptOffer, DeclineOffer, OfferReply, OpenTerms, TakeBackOffer
from fair.db import Work
from fair.decisions import NotAllowed, WrongState
from fair.glossary import HireState, Role
from fair.hiring import hire_store, offer_store, offer_writes
from fair.hiring import offer as rules
from fair.hiring.facts import OfferAccepted, OfferDeclined, OfferOpened, OfferTakenBack
from fair.hiring.hire import Hire, check_free, taken_back
from fair.hiring.offer import Offer
from fair.people import writes as people
from fair.sign_in import reads as sign_in
from fair.vacancies import opening_writes as vacancies


def require_mine(work: Work, offer_id: str) -> Offer:
    """Return the offer; refuses `NotAllowed` unless it was made to the person who asks."""
    found = offer_store.offer(work, offer_id)
    if work.actor.role is not Role.SEEKER or found.person_id != work.actor.person_id:
        raise NotAllowed
    return found


def open_terms(work: Work, command: OpenTerms) -> Done:
    """Note that the person opened the terms or had them read aloud; the first time counts."""
    found = require_mine(work, command.offer_id)
    if not found.live:
        raise WrongState
    marks = {"opened_at": found.opened_at or work.now}
    if command.aloud:
        marks["aloud_at"] = work.now
    elif found.opened_at:
        return Done()
    offer_store.change_offer(work, found, **marks)
    work.record(OfferOpened(aloud=command.aloud, **offer_writes.of(found)))
    return Done()


def accept(work: Work, command: AcceptOffer) -> OfferReply:
    """Accept; an offer accepted before is given up and its opening goes to the reserve."""
    found = require_mine(work, command.offer_id)
    state = rules.accepted(found, work.now)
    earlier = offer_store.accepted_offer(work, found.person_id)
    if earlier:
        check_free(hire_store.hire(work, earlier.id))
        offer_writes.release(work, earlier, "other_offer")
        work.record(offer_writes.released_fact(earlier, "other_offer"))
    timers.stop(work, offer_writes.EXPIRES, found.id)
    offer_store.add_answer(work, found.id, "accepted", helper=command.helper)
    offer_store.move_offer(work, found, state)
    vacancies.accept_opening(work, found.vacancy_id)
    hire_store.add_hire(work, _agreed(work, found))
    desk = sign_in.is_aloud(work.connection, work.actor.login_id)
    work.record(OfferAccepted(helper=command.helper, desk=desk, **offer_writes.of(found)))
    people.show_home(work, found.person_id, found.employer_id, found.fair_id)
    return OfferReply(offer_id=found.id, state=state)


def _agreed(work: Work, offer: Offer) -> Hire:
    return Hire(
        offer_id=offer.id,
        fair_id=offer.fair_id,
        booth_id=offer.booth_id,
        employer_id=offer.employer_id,
        vacancy_id=offer.vacancy_id,
        person_id=offer.person_id,
        state=HireState.AGREED,
        agreed_at=work.now,
        person_confirmed_at=None,
        employer_confirmed_at=None,
        fell_at=None,
        reason="",
    )


def decline(work: Work, command: DeclineOffer) -> OfferReply:
    """Say no; the opening, or the number in the reserve, goes to the next."""
    found = require_mine(work, command.offer_id)
    state = rules.declined(found, work.now)
    offer_store.add_answer(work, found.id, "declined")
    offer_writes.end(work, found, state)
    work.record(OfferDeclined(**offer_writes.of(found)))
    return OfferReply(offer_id=found.id, state=state)


def take_back(work: Work, command: TakeBackOffer) -> OfferReply:
    """Take the acceptance back, free until both have confirmed."""
    found = require_mine(work, command.offer_id)
    rules.accepted_only(found)
    taken_back(hire_store.hire(work, found.id))
    state = offer_writes.release(work, found, "taken_back")
    work.record(OfferTakenBack(**offer_writes.of(found)))
    return OfferReply(offer_id=found.id, state=state)


HANDLERS: dict[Any, Any] = {
    OpenTerms: open_terms,
    AcceptOffer: accept,
    DeclineOffer: decline,
    TakeBackOffer: take_back,
}
