"""What hiring does in the same work when something happens elsewhere."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from fair import timers
from fair.booths import reads as booths_reads
from fair.booths.employer import (
    LicenceExpired,
    LicenceLifted,
    LicenceRejected,
    LicenceSuspended,
    LicenceVerified,
)
from fair.booths.vacancy import (
    SeatFreed,
    VacancyExpired,
    VacancyLifted,
    VacancyOpened,
    VacancyReopened,
    VacancyWithdrawn,
)
from fair.db import Work
from fair.decisions import move
from fair.glossary import HireState, OfferState
from fair.hiring import seat_actions as seats
from fair.hiring import store, telling_actions
from fair.hiring.offer import MOVES_OFFER, UNANSWERED, OfferFrozen, OfferThawed, OfferWithdrawn
from fair.people.person import PersonErased


def seat_freed(
    work: Work, fact: SeatFreed | VacancyLifted | VacancyOpened | VacancyReopened
) -> None:
    """A seat is free: the first of the reserve gets it."""
    seats.promote(work, fact.vacancy_id)


def vacancy_over(work: Work, fact: VacancyWithdrawn | VacancyExpired) -> None:
    """The post is gone: nobody waits for a seat of it any longer. Firm offers stand."""
    waiting = store.offers_of(work, (OfferState.RESERVE,), vacancy_id=fact.vacancy_id)
    for offer in waiting:
        seats.end(work, offer, move(MOVES_OFFER, offer.state, "withdraw"), reason="post")
        work.record(OfferWithdrawn(reason="post", **seats.of(offer)))
        telling_actions.tell_withdrawn(work, offer)


def licence_lost(work: Work, fact: LicenceSuspended | LicenceExpired | LicenceRejected) -> None:
    """Open offers freeze with the time they have left; who accepted is told."""
    if _covered(work, fact.employer_id):
        return
    for offer in store.offers_of(work, (OfferState.FIRM,), employer_id=fact.employer_id):
        left_s = store.seconds_left(work, offer.id)
        timers.stop(work, seats.EXPIRES, offer.id)
        state = move(MOVES_OFFER, offer.state, "freeze")
        store.move_offer(work, offer.id, state, frozen_left_s=left_s)
        work.record(OfferFrozen(**seats.of(offer)))
    for offer in store.offers_of(work, (OfferState.ACCEPTED,), employer_id=fact.employer_id):
        telling_actions.tell_suspended(work, offer)


def licence_back(work: Work, fact: LicenceLifted | LicenceVerified) -> None:
    """Frozen offers are firm again, with no less time than they had, and until 20:00 at least."""
    if not _covered(work, fact.employer_id):
        return
    for offer in store.offers_of(work, (OfferState.FROZEN,), employer_id=fact.employer_id):
        left = timedelta(seconds=store.frozen_left_s(work, offer.id))
        state = move(MOVES_OFFER, offer.state, "thaw")
        store.move_offer(work, offer.id, state, frozen_left_s=None)
        seats.start_clock(work, offer, least=left)
        work.record(OfferThawed(**seats.of(offer)))
        telling_actions.tell_lifted(work, offer)


def person_erased(work: Work, fact: PersonErased) -> None:
    """Withdraw what is open, free the seats, blank the terms.

    A hire that both confirmed stays as a number. The facts name nobody: the person has no alias
    any more.
    """
    for offer in store.offers_of(work, tuple(UNANSWERED), person_id=fact.person_id):
        seats.end(work, offer, move(MOVES_OFFER, offer.state, "withdraw"), reason="erased")
        work.record(OfferWithdrawn(reason="erased", **seats.of(replace(offer, person_id=""))))
    accepted = store.accepted_offer(work, fact.person_id)
    if accepted and store.hire(work, accepted.id).state is not HireState.HIRED:
        nobody = replace(accepted, person_id="")
        seats.release(work, nobody, "erased")
        work.record(seats.released_fact(nobody, "erased"))
    store.forget_terms(work, fact.person_id)


def _covered(work: Work, employer_id: str) -> bool:
    licence = booths_reads.licence(work.connection, employer_id)
    return bool(licence and licence.covers_open_booths)


REACTIONS: dict[Any, Any] = {
    SeatFreed: [seat_freed],
    VacancyOpened: [seat_freed],
    VacancyReopened: [seat_freed],
    VacancyLifted: [seat_freed],
    VacancyWithdrawn: [vacancy_over],
    VacancyExpired: [vacancy_over],
    LicenceSuspended: [licence_lost],
    LicenceExpired: [licence_lost],
    LicenceRejected: [licence_lost],
    LicenceLifted: [licence_back],
    LicenceVerified: [licence_back],
    PersonErased: [person_erased],
}
