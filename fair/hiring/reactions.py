"""What offers do when something happened elsewhere: at a post, a licence, a person."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from fair import timers
from fair.db import Work
from fair.decisions import move
from fair.employers import reads as employer_reads
from fair.employers.facts import (
    LicenceExpired,
    LicenceLifted,
    LicenceRejected,
    LicenceSuspended,
    LicenceVerified,
)
from fair.glossary import HireState, OfferState
from fair.hiring import hire_store, offer_store, offer_writes, telling_writes
from fair.hiring.facts import OfferFrozen, OfferThawed, OfferWithdrawn
from fair.hiring.offer import MOVES_OFFER, UNANSWERED, Offer
from fair.people.facts import PersonErased
from fair.vacancies import reads as vacancies
from fair.vacancies.facts import (
    OpeningFreed,
    VacancyExpired,
    VacancyLifted,
    VacancyOpened,
    VacancyReopened,
    VacancySuspended,
    VacancyWithdrawn,
)
from fair.vacancies.vacancy import Why


def opening_freed(
    work: Work, fact: OpeningFreed | VacancyLifted | VacancyOpened | VacancyReopened
) -> None:
    """An opening is free: the first of the reserve gets it."""
    offer_writes.promote(work, fact.vacancy_id)


def vacancy_over(work: Work, fact: VacancyWithdrawn | VacancyExpired) -> None:
    """The post is gone: nobody waits for an opening of it any longer. Firm offers stand.

    A post whose last day is over ends its reserve by the day that was named, and nobody took it.
    """
    waiting = offer_store.offers_of(work, (OfferState.RESERVE,), vacancy_id=fact.vacancy_id)
    for offer in waiting:
        if isinstance(fact, VacancyExpired):
            offer_writes.expire(work, offer, move(MOVES_OFFER, offer.state, "expire"))
            continue
        offer_writes.end(work, offer, move(MOVES_OFFER, offer.state, "withdraw"), reason="post")
        work.record(OfferWithdrawn(reason="post", **offer_writes.of(offer)))
        telling_writes.tell_withdrawn(work, offer)


def licence_lost(work: Work, fact: LicenceSuspended | LicenceExpired | LicenceRejected) -> None:
    """Open offers freeze with the time they have left; who accepted is told."""
    if employer_reads.covered(work.connection, fact.employer_id):
        return
    for offer in offer_store.offers_of(work, (OfferState.FIRM,), employer_id=fact.employer_id):
        _freeze(work, offer)
    for offer in offer_store.offers_of(work, (OfferState.ACCEPTED,), employer_id=fact.employer_id):
        telling_writes.tell_suspended(work, offer)


def _freeze(work: Work, offer: Offer) -> None:
    left_s = offer_store.seconds_left(work, offer.id)
    timers.stop(work, offer_writes.EXPIRES, offer.id)
    state = move(MOVES_OFFER, offer.state, "freeze")
    offer_store.move_offer(work, offer, state, frozen_left_s=left_s)
    work.record(OfferFrozen(left_s=left_s, **offer_writes.of(offer)))


def filing_lost(work: Work, fact: VacancySuspended) -> None:
    """Open offers of a post whose recruitment filing is withdrawn freeze; who accepted is told."""
    if fact.why != Why.FILING:
        return
    for offer in offer_store.offers_of(work, (OfferState.FIRM,), vacancy_id=fact.vacancy_id):
        _freeze(work, offer)
        telling_writes.tell_unfiled(work, offer)
    for offer in offer_store.offers_of(work, (OfferState.ACCEPTED,), vacancy_id=fact.vacancy_id):
        telling_writes.tell_unfiled(work, offer)


def shown_again(work: Work, fact: VacancyLifted) -> None:
    """Offers that froze with their post are firm again with it, where the licence stands."""
    frozen = offer_store.offers_of(work, (OfferState.FROZEN,), vacancy_id=fact.vacancy_id)
    for offer in frozen:
        if employer_reads.covered(work.connection, offer.employer_id):
            _thaw(work, offer)


def licence_back(work: Work, fact: LicenceLifted | LicenceVerified) -> None:
    """Frozen offers are firm again, with no less time than they had, and until 20:00 at least."""
    if not employer_reads.covered(work.connection, fact.employer_id):
        return
    for offer in offer_store.offers_of(work, (OfferState.FROZEN,), employer_id=fact.employer_id):
        post = vacancies.vacancy(work.connection, offer.vacancy_id)
        if post is None or post.why is not Why.FILING:
            _thaw(work, offer)


def _thaw(work: Work, offer: Offer) -> None:
    left = timedelta(seconds=offer_store.frozen_left_s(work, offer.id))
    state = move(MOVES_OFFER, offer.state, "thaw")
    offer_store.move_offer(work, offer, state, frozen_left_s=None)
    offer_writes.start_clock(work, offer, least=left)
    work.record(OfferThawed(**offer_writes.of(offer)))
    telling_writes.tell_lifted(work, offer)


def person_erased(work: Work, fact: PersonErased) -> None:
    """Withdraw what is open, free the openings, blank the terms.

    A hire that both confirmed stays as a number. The facts name nobody: the person has no alias
    any more.
    """
    for offer in offer_store.offers_of(work, tuple(UNANSWERED), person_id=fact.person_id):
        offer_writes.end(work, offer, move(MOVES_OFFER, offer.state, "withdraw"), reason="erased")
        work.record(
            OfferWithdrawn(reason="erased", **offer_writes.of(replace(offer, person_id="")))
        )
    accepted = offer_store.accepted_offer(work, fact.person_id)
    if accepted and hire_store.hire(work, accepted.id).state is not HireState.HIRED:
        nobody = replace(accepted, person_id="")
        offer_writes.release(work, nobody, "erased")
        work.record(offer_writes.released_fact(nobody, "erased"))
    offer_store.forget_terms(work, fact.person_id)


REACTIONS: dict[Any, Any] = {
    OpeningFreed: [opening_freed],
    VacancyOpened: [opening_freed],
    VacancyReopened: [opening_freed],
    VacancyLifted: [shown_again, opening_freed],
    VacancySuspended: [filing_lost],
    VacancyWithdrawn: [vacancy_over],
    VacancyExpired: [vacancy_over],
    LicenceSuspended: [licence_lost],
    LicenceExpired: [licence_lost],
    LicenceRejected: [licence_lost],
    LicenceLifted: [licence_back],
    LicenceVerified: [licence_back],
    PersonErased: [person_erased],
}
