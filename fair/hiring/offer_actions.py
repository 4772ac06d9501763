"""Commands of offers: made, opened, answered, taken back, withdrawn, over."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from fair import timers, words
from fair.booths import actions as booths
from fair.booths import reads as booths_reads
from fair.booths.booth import Booth
from fair.booths.employer import NoLicence
from fair.booths.terms import MONEY, from_dict
from fair.booths.vacancy import NoSeat, Vacancy
from fair.contract.base import Done
from fair.contract.hiring import (
    AcceptOffer,
    DeclineOffer,
    ExpireOffer,
    MakeOffer,
    OfferReply,
    OpenTerms,
    TakeBackOffer,
    WithdrawOffer,
)
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.glossary import HireState, OfferState, Outcome, Role, VacancyState
from fair.hiring import offer as rules
from fair.hiring import seat_actions as seats
from fair.hiring import store, telling_actions
from fair.hiring.hire import Hire, taken_back
from fair.hiring.offer import (
    Offer,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferMade,
    OfferOpened,
    OfferTakenBack,
    OfferWithdrawn,
    check_start,
)
from fair.hiring.refusals import (
    AlreadyHired,
    AlreadyOffered,
    BeyondHeadCount,
    ConsentGone,
    PostElsewhere,
    PostNotOpen,
    ProtectedAge,
    SeatIsFree,
)
from fair.hiring.terms import changed, compare
from fair.ledger import new_salt, seal
from fair.people import reads as people_reads
from fair.queue import actions as queue
from fair.queue import reads as queue_reads
from fair.queue.interview import Interview

CHANGEABLE = (
    "pay_base", "usual_hours_week", "overtime_rate", "deductions_month", "bonus_amount",
    "probation_months", "probation_pay", "social_insurance", "travel_payer", "lodging",
    "lodging_cost_month", "meals", "place",
)  # fmt: skip
_CENTS = 100
_OFFERED_FROM = frozenset({VacancyState.OPEN, VacancyState.FILLED})


def make(work: Work, command: MakeOffer) -> OfferReply:
    """Freeze the post's terms into an offer: firm with a seat, or a numbered reserve offer."""
    interview = _interview(work, command)
    booth = booths.require_staff(work, interview.booth_id)
    vacancy = _vacancy(work, booth, command.vacancy_id)
    today = work.now.astimezone(words.zone(seats.fair_of(work, booth.fair_id).zone)).date()
    check_start(command.starts_on, today)
    post = booths_reads.vacancy_version(work.connection, vacancy.id, vacancy.version)
    terms = changed(post, _changes(command), command.starts_on)
    _check_person(work, interview.person_id, vacancy, terms, today)
    waiting = _take_seat(work, vacancy, as_reserve=command.as_reserve)
    made = Offer(
        id=work.new_id(),
        fair_id=booth.fair_id,
        booth_id=booth.id,
        employer_id=booth.employer_id,
        vacancy_id=vacancy.id,
        vacancy_version=vacancy.version,
        person_id=interview.person_id,
        interview_id=interview.id,
        account_id=work.actor.account_id,
        state=OfferState.RESERVE if waiting else OfferState.FIRM,
        rank=waiting or None,
        starts_on=command.starts_on,
        expires_at=None,
        terms=terms,
        made_at=work.now,
        opened_at=None,
        answered_at=None,
        reason="",
        version=1,
    )
    _keep(work, made, worse=len(compare(post, terms)))
    if interview.outcome is not Outcome.OFFER:
        queue.conclude(work, interview.id, Outcome.OFFER)
    telling_actions.tell_made(work, made)
    return OfferReply(offer_id=made.id, state=made.state, rank=waiting)


def _interview(work: Work, command: MakeOffer) -> Interview:
    found = (
        queue_reads.interview(work.connection, command.interview_id)
        if command.interview_id
        else queue_reads.interview_of_call(work.connection, command.call_id)
    )
    if found is None:
        raise NotFound
    return found


def _vacancy(work: Work, booth: Booth, vacancy_id: str) -> Vacancy:
    vacancy = booths_reads.vacancy(work.connection, vacancy_id)
    if vacancy is None:
        raise NotFound
    if vacancy.booth_id != booth.id:
        raise PostElsewhere
    licence = booths_reads.licence(work.connection, booth.employer_id)
    if licence is None or not licence.covers_open_booths:
        raise NoLicence
    if vacancy.state not in _OFFERED_FROM:
        raise PostNotOpen
    return vacancy


def _changes(command: MakeOffer) -> dict[str, Any]:
    """Return the columns that the recruiter changed, money in hundredths, numbers plain."""
    found: dict[str, Any] = {}
    for column in CHANGEABLE:
        value = getattr(command, column)
        if column in MONEY and value is not None:
            value = round(value * _CENTS)
        elif column == "usual_hours_week" and value is not None:
            value = float(value)
        found[column] = value or (None if value == "" else value)
    return found


def _check_person(
    work: Work, person_id: str, vacancy: Vacancy, terms: Mapping[str, Any], today: date
) -> None:
    person = people_reads.person(work.connection, person_id)
    if person is None or person.erased:
        raise ConsentGone
    if not people_reads.consented(work.connection, vacancy.employer_id, person_id):
        raise ConsentGone
    if person.protected(today) and from_dict(terms).adults_only:
        raise ProtectedAge
    if store.live_offer(work, person_id, vacancy.id):
        raise AlreadyOffered


def _take_seat(work: Work, vacancy: Vacancy, *, as_reserve: bool) -> int:
    """Hold a seat and return 0, or return the next number of the reserve where that was asked."""
    if not as_reserve:
        try:
            booths.hold_seat(work, vacancy.id)
        except NoSeat:
            raise BeyondHeadCount from None
        return 0
    if vacancy.free > 0:
        raise SeatIsFree
    return len(store.reserve(work, vacancy.id)) + 1


def _keep(work: Work, made: Offer, worse: int) -> None:
    salt = new_salt()
    store.add_offer(work, made, salt)
    if made.rank is None:
        seats.start_clock(work, made)
    work.record(
        OfferMade(
            interview_id=made.interview_id,
            account_id=made.account_id,
            vacancy_version=made.vacancy_version,
            rank=made.rank or 0,
            worse=worse,
            terms_hash=seal(json.dumps(made.terms, sort_keys=True, ensure_ascii=False), salt),
            **seats.of(made),
        )
    )


# --- the person answers ---------------------------------------------------------------------------


def require_mine(work: Work, offer_id: str) -> Offer:
    """Return the offer; refuses `NotAllowed` unless it was made to the person who asks."""
    found = store.offer(work, offer_id)
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
    store.change_offer(work, found.id, **marks)
    work.record(OfferOpened(aloud=command.aloud, **seats.of(found)))
    return Done()


def accept(work: Work, command: AcceptOffer) -> OfferReply:
    """Accept; an offer accepted before is given up and its seat goes to the reserve."""
    found = require_mine(work, command.offer_id)
    state = rules.accepted(found, work.now)
    earlier = store.accepted_offer(work, found.person_id)
    if earlier:
        if store.hire(work, earlier.id).state is HireState.HIRED:
            raise AlreadyHired
        seats.release(work, earlier, "other_offer")
        work.record(seats.released_fact(earlier, "other_offer"))
    timers.stop(work, seats.EXPIRES, found.id)
    store.add_answer(work, found.id, "accepted")
    store.move_offer(work, found.id, state)
    booths.accept_seat(work, found.vacancy_id)
    store.add_hire(work, _agreed(work, found))
    work.record(OfferAccepted(**seats.of(found)))
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
    """Say no; the seat, or the number in the reserve, goes to the next."""
    found = require_mine(work, command.offer_id)
    state = rules.declined(found, work.now)
    store.add_answer(work, found.id, "declined")
    seats.end(work, found, state)
    work.record(OfferDeclined(**seats.of(found)))
    return OfferReply(offer_id=found.id, state=state)


def take_back(work: Work, command: TakeBackOffer) -> OfferReply:
    """Take the acceptance back, free until both have confirmed."""
    found = require_mine(work, command.offer_id)
    if found.state is not OfferState.ACCEPTED:
        raise WrongState
    taken_back(store.hire(work, found.id))
    seats.release(work, found, "taken_back")
    work.record(OfferTakenBack(**seats.of(found)))
    return OfferReply(offer_id=found.id, state=OfferState.RELEASED)


# --- the employer and the clock -------------------------------------------------------------------


def withdraw(work: Work, command: WithdrawOffer) -> OfferReply:
    """Withdraw a firm or reserve offer with a reason; the person is told."""
    found = store.offer(work, command.offer_id)
    booths.require_staff(work, found.booth_id)
    state = rules.withdrawn(found)
    seats.end(work, found, state, reason=command.reason)
    work.record(OfferWithdrawn(reason=command.reason, **seats.of(found)))
    telling_actions.tell_withdrawn(work, found)
    return OfferReply(offer_id=found.id, state=state)


def expire(work: Work, command: ExpireOffer) -> Done:
    """The time to answer is over; the seat goes to the next."""
    found = store.offer(work, command.offer_id)
    seats.end(work, found, rules.expired(found, work.now))
    work.record(OfferExpired(**seats.of(found)))
    return Done()


HANDLERS: dict[Any, Any] = {
    MakeOffer: make,
    OpenTerms: open_terms,
    AcceptOffer: accept,
    DeclineOffer: decline,
    TakeBackOffer: take_back,
    WithdrawOffer: withdraw,
    ExpireOffer: expire,
}
