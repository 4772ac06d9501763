"""Commands of `hiring`, by noun, and what it does when something happens elsewhere."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fair.booths import booth_writes as booths
from fair.booths.booth import Booth
from fair.contract.base import Command, Done
from fair.contract.hiring import ExpireOffer, MakeOffer, OfferReply, WithdrawOffer
from fair.days import day_at
from fair.db import Work
from fair.decisions import NotFound
from fair.employers import reads as employer_reads
from fair.glossary import OfferState, Outcome
from fair.hiring import offer as rules
from fair.hiring import offer_store, offer_writes, telling_writes
from fair.hiring.facts import OfferMade, OfferWithdrawn
from fair.hiring.offer import Offer, check_person, check_post, check_start, reserve_rank
from fair.hiring.offer_writes import EXPIRES, RESERVE_ENDS
from fair.hiring.refusals import AlreadyOffered, BeyondHeadCount
from fair.hiring.terms import changed, compare
from fair.interviews import reads as interview_reads
from fair.interviews import writes as interviews
from fair.interviews.interview import Interview
from fair.ledger import new_salt, seal
from fair.looks import writes as looks
from fair.looks.look import LookKind
from fair.people import reads as people_reads
from fair.people.refusals import NotReached
from fair.recurring import reads as recurring
from fair.screening.screen import check_fee
from fair.terms.terms import MONEY, from_dict
from fair.vacancies import opening_writes as vacancies
from fair.vacancies import reads as vacancy_reads
from fair.vacancies.refusals import NoOpening
from fair.vacancies.vacancy import Vacancy


def _expire(ref: str) -> ExpireOffer:
    return ExpireOffer(offer_id=ref)


DUE: dict[str, Callable[[str], Command]] = {EXPIRES: _expire, RESERVE_ENDS: _expire}
CHANGEABLE = (
    "pay_base", "usual_hours_week", "overtime_rate", "deductions_month", "bonus_amount",
    "probation_months", "probation_pay", "social_insurance", "travel_payer", "lodging",
    "lodging_cost_month", "meals", "place",
)  # fmt: skip
_CENTS = 100


def make(work: Work, command: MakeOffer) -> OfferReply:
    """Freeze the post's terms into an offer: firm with an opening, or a numbered reserve offer."""
    interview = _interview(work, command)
    booth = booths.require_staff(work, interview.booth_id)
    if people_reads.has_blocked(work.connection, interview.person_id, booth.employer_id):
        raise NotReached
    vacancy = _vacancy(work, booth, command.vacancy_id)
    today = day_at(work.now, offer_writes.fair_of(work, booth.fair_id).zone)
    check_start(command.starts_on, today)
    post = vacancy_reads.vacancy_version(work.connection, vacancy.id, vacancy.version)
    terms = changed(post, _changes(command), command.starts_on)
    _check_person(work, interview.person_id, vacancy, terms, today)
    waiting = _take_opening(work, vacancy, as_reserve=command.as_reserve)
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
    looks.ask(
        work,
        LookKind.OFFER,
        made.id,
        looks.doubts_in(command.place or ""),
        fair_id=made.fair_id,
        booth_id=made.booth_id,
        employer_id=made.employer_id,
        text=command.place or "",
        person_id=made.person_id,
    )
    if interview.outcome is not Outcome.OFFER:
        interviews.conclude(work, interview.id, Outcome.OFFER)
    telling_writes.tell_made(work, made)
    return OfferReply(offer_id=made.id, state=made.state, rank=waiting)


def _interview(work: Work, command: MakeOffer) -> Interview:
    found = (
        interview_reads.interview(work.connection, command.interview_id)
        if command.interview_id
        else interview_reads.interview_of_call(work.connection, command.call_id)
    )
    if found is None:
        raise NotFound
    return found


def _vacancy(work: Work, booth: Booth, vacancy_id: str) -> Vacancy:
    vacancy = vacancy_reads.vacancy(work.connection, vacancy_id)
    if vacancy is None:
        raise NotFound
    licensed = employer_reads.covered(work.connection, booth.employer_id)
    here = recurring.stands_at(work.connection, vacancy, booth.id)
    check_post(vacancy, here=here, licensed=licensed)
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
    consented = people_reads.consented(work.connection, vacancy.employer_id, person_id)
    check_person(person, from_dict(terms), today, consented=consented)
    if offer_store.live_offer(work, person_id, vacancy.id):
        raise AlreadyOffered


def _take_opening(work: Work, vacancy: Vacancy, *, as_reserve: bool) -> int:
    """Hold an opening and return 0, or return the reserve's next number where that was asked."""
    if not as_reserve:
        try:
            vacancies.hold_opening(work, vacancy.id)
        except NoOpening:
            raise BeyondHeadCount from None
        return 0
    return reserve_rank(vacancy, len(offer_store.reserve(work, vacancy.id)))


def _keep(work: Work, made: Offer, worse: int) -> None:
    salt = new_salt()
    offer_store.add_offer(work, made, salt)
    if made.rank is None:
        offer_writes.start_clock(work, made)
    else:
        offer_writes.start_reserve(work, made)
    work.record(
        OfferMade(
            interview_id=made.interview_id,
            account_id=made.account_id,
            vacancy_version=made.vacancy_version,
            rank=made.rank or 0,
            worse=worse,
            terms_hash=seal(offer_store.as_sealed(made.terms), salt),
            starts_on=made.starts_on,
            **offer_writes.of(made),
        )
    )


def withdraw(work: Work, command: WithdrawOffer) -> OfferReply:
    """Withdraw a firm or reserve offer with a reason; the person is told."""
    found = offer_store.offer(work, command.offer_id)
    booths.require_staff(work, found.booth_id)
    state = rules.withdrawn(found)
    offer_writes.end(work, found, state, reason=command.reason)
    work.record(OfferWithdrawn(reason=command.reason, **offer_writes.of(found)))
    telling_writes.tell_withdrawn(work, found)
    return OfferReply(offer_id=found.id, state=state)


def expire(work: Work, command: ExpireOffer) -> Done:
    """The time to answer, or the reserve's last day, is over; the opening goes to the next."""
    found = offer_store.offer(work, command.offer_id)
    zone = offer_writes.fair_of(work, found.fair_id).zone
    offer_writes.expire(work, found, rules.expired(found, work.now, zone))
    return Done()


def judge(made: MakeOffer) -> None:
    """Refuse an offer whose words ask a worker for money."""
    check_fee(made.place or "")


HANDLERS: dict[Any, Any] = {MakeOffer: make, WithdrawOffer: withdraw, ExpireOffer: expire}
JUDGES: dict[Any, Any] = {MakeOffer: judge}
