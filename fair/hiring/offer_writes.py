"""Steps that several commands share: an offer's opening, its clock, its number in the reserve."""

from datetime import timedelta
from typing import Any

from fair import timers
from fair.days import day_at
from fair.db import Work
from fair.decisions import NotFound, move
from fair.glossary import HireState, OfferState
from fair.hiring import hire_store, offer_store, telling_writes
from fair.hiring.facts import (
    HireFellThrough,
    OfferExpired,
    OfferFirm,
    OfferMovedUp,
    OfferReleased,
    OfferWithdrawn,
)
from fair.hiring.hire import fallen
from fair.hiring.offer import MOVES_OFFER, RESERVE_OVER, Offer, expiry, reserve_ends_at
from fair.people import reads as people
from fair.people import writes as people_writes
from fair.programme import reads as programme_reads
from fair.programme.fair import Fair
from fair.vacancies import opening_writes as vacancies
from fair.vacancies import reads as vacancy_reads
from fair.vacancies.refusals import NoOpening

EXPIRES, RESERVE_ENDS = offer_store.EXPIRES, offer_store.RESERVE_ENDS


def of(offer: Offer) -> dict[str, Any]:
    """Return the ids that every fact about an offer carries."""
    return {
        "fair_id": offer.fair_id,
        "offer_id": offer.id,
        "vacancy_id": offer.vacancy_id,
        "booth_id": offer.booth_id,
        "employer_id": offer.employer_id,
        "person_id": offer.person_id,
    }


def fair_of(work: Work, fair_id: str) -> Fair:
    """Return a fair; refuses `NotFound`."""
    fair = programme_reads.fair(work.connection, fair_id)
    if fair is None:
        raise NotFound
    return fair


def start_clock(work: Work, offer: Offer, least: timedelta = timedelta()) -> None:
    """Let the time to answer run: until 20:00 of the next day, or longer where more is owed."""
    left = expiry(work.now, fair_of(work, offer.fair_id).zone, least) - work.now
    timers.start(
        work,
        EXPIRES,
        offer.id,
        left.total_seconds(),
        fair_id=offer.fair_id,
        booth_id=offer.booth_id,
    )


def start_reserve(work: Work, offer: Offer) -> None:
    """Let a reserve offer end with its last day: no pause moves a day."""
    ends = reserve_ends_at(offer, fair_of(work, offer.fair_id).zone)
    timers.start(work, RESERVE_ENDS, offer.id, (ends - work.now).total_seconds())


def expire(work: Work, offer: Offer, state: OfferState) -> None:
    """The time of an offer is over; the person of a reserve offer is told, who had no clock."""
    why = RESERVE_OVER if offer.rank else ""
    end(work, offer, state, reason=why)
    work.record(OfferExpired(reason=why, **of(offer)))
    if offer.rank:
        telling_writes.tell_reserve_over(work, offer)


def end(work: Work, offer: Offer, state: OfferState, **values: Any) -> None:
    """Save the end of an unanswered offer: its clock stops, its opening or number is given back."""
    timers.stop(work, EXPIRES, offer.id)
    timers.stop(work, RESERVE_ENDS, offer.id)
    offer_store.move_offer(work, offer, state, **values)
    if offer.rank is not None:
        close_up(work, offer.vacancy_id)
    if offer.opening:
        vacancies.free_opening(work, offer.vacancy_id, offer.opening)


def release(work: Work, offer: Offer, cause: str) -> OfferState:
    """Give up an accepted offer: its hire falls through for `cause`, its opening is free again.

    Returns the state that follows.
    """
    state = move(MOVES_OFFER, offer.state, "release")
    hire = hire_store.hire(work, offer.id)
    was_hired = hire.state is HireState.HIRED
    hire_store.change_hire(work, hire, fallen(hire), fell_at=work.now, reason=cause)
    offer_store.move_offer(work, offer, state, reason=cause)
    vacancies.free_opening(work, offer.vacancy_id, "accepted")
    work.record(HireFellThrough(reason=cause, was_hired=was_hired, **of(offer)))
    people_writes.hide_home(work, offer.person_id, offer.employer_id, offer.fair_id)
    return state


def released_fact(offer: Offer, cause: str) -> OfferReleased:
    """Return the fact of an accepted offer that was given up."""
    return OfferReleased(cause=cause, **of(offer))


def close_up(work: Work, vacancy_id: str) -> None:
    """Number the reserve of a post without gaps again."""
    for rank, waiting in enumerate(offer_store.reserve(work, vacancy_id), start=1):
        if waiting.rank != rank:
            offer_store.change_offer(work, waiting, rank=rank)
            work.record(OfferMovedUp(rank=rank, **of(waiting)))


def promote(work: Work, vacancy_id: str) -> None:
    """Make the first reserve offers firm, for as many openings as are free."""
    while waiting := offer_store.reserve(work, vacancy_id):
        if not _still_open_to(work, waiting[0]):
            end(work, waiting[0], move(MOVES_OFFER, waiting[0].state, "withdraw"), reason="adults")
            work.record(OfferWithdrawn(reason="adults", **of(waiting[0])))
            telling_writes.tell_withdrawn(work, waiting[0])
            continue
        if work.now >= reserve_ends_at(waiting[0], fair_of(work, waiting[0].fair_id).zone):
            expire(work, waiting[0], move(MOVES_OFFER, waiting[0].state, "expire"))
            continue
        try:
            vacancies.hold_opening(work, vacancy_id)
        except NoOpening:
            return
        first = waiting[0]
        offer_store.move_offer(work, first, move(MOVES_OFFER, first.state, "promote"))
        timers.stop(work, RESERVE_ENDS, first.id)
        start_clock(work, first)
        close_up(work, vacancy_id)
        work.record(OfferFirm(**of(first)))
        telling_writes.tell_firm(work, first)


def _still_open_to(work: Work, offer: Offer) -> bool:
    """False where the post has become one that is kept from people of 16 and 17."""
    person = people.person(work.connection, offer.person_id)
    post = vacancy_reads.vacancy(work.connection, offer.vacancy_id)
    if person is None or post is None:
        return True
    today = day_at(work.now, fair_of(work, offer.fair_id).zone)
    return post.terms.open_to(protected=person.protected(today))
