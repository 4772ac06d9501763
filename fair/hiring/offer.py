"""An offer: its life, when it expires, who may answer it, and what its opening becomes.

Firm and accepted offers of a post never exceed its head-count; who comes later gets a numbered
reserve offer, which becomes firm when an opening is freed, on its last day at the latest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from fair.days import Place, at_clock, day_at, end_of
from fair.decisions import N_, Moves, WrongState, move
from fair.employers.refusals import NoLicence
from fair.glossary import OfferState, VacancyState
from fair.hiring.refusals import (
    ConsentGone,
    OfferIsFrozen,
    OfferOver,
    OpeningIsFree,
    PostElsewhere,
    PostNotOpen,
    ProtectedAge,
    StartsTooEarly,
    StartsTooLate,
    StillReserve,
    TermsNotOpened,
)
from fair.people.person import Person
from fair.terms.terms import Terms, from_dict
from fair.vacancies.vacancy import Vacancy

ANSWER_UNTIL = time(20)
LATEST_START = timedelta(days=366)

MOVES_OFFER: Moves[OfferState] = {
    OfferState.RESERVE: {
        "promote": OfferState.FIRM,
        "decline": OfferState.DECLINED,
        "withdraw": OfferState.WITHDRAWN,
        "expire": OfferState.EXPIRED,
    },
    OfferState.FIRM: {
        "accept": OfferState.ACCEPTED,
        "decline": OfferState.DECLINED,
        "withdraw": OfferState.WITHDRAWN,
        "expire": OfferState.EXPIRED,
        "freeze": OfferState.FROZEN,
    },
    OfferState.FROZEN: {
        "thaw": OfferState.FIRM,
        "decline": OfferState.DECLINED,
        "withdraw": OfferState.WITHDRAWN,
    },
    OfferState.ACCEPTED: {"release": OfferState.RELEASED},
    OfferState.DECLINED: {},
    OfferState.WITHDRAWN: {},
    OfferState.EXPIRED: {},
    OfferState.RELEASED: {},
}
_OFFERED_FROM = frozenset({VacancyState.OPEN, VacancyState.FILLED})
LIVE = frozenset({OfferState.RESERVE, OfferState.FIRM, OfferState.FROZEN, OfferState.ACCEPTED})
UNANSWERED = LIVE - {OfferState.ACCEPTED}

# Why an employer takes an offer back; the seeker reads the sentence.
WITHDRAWN_BECAUSE: Mapping[str, str] = {
    "need": N_("The employer needs fewer people than planned."),
    "papers": N_("A certificate or paper that the post requires is missing."),
    "mistake": N_("The offer was made by mistake."),
    "agreed": N_("You agreed on this with the employer."),
    "post": N_("The post was withdrawn or is over."),
    "adults": N_("The post is for people of 18 and over now."),
    "erased": N_("The person's data were erased."),
}
RESERVE_OVER = "reserve"  # why an offer expired that never became firm
RECRUITERS_REASONS = ("need", "papers", "mistake", "agreed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One offer to one person for one post; `terms` are frozen, all of them.

    `rank` is set for reserve offers only (1 = first). `expires_at` is None where no clock runs:
    reserve, frozen, answered, or the fair or its booth is paused. `opened_at` says when the person
    opened the terms or had them read aloud, `helped` that a helper sat beside who answered.
    """

    id: str
    fair_id: str
    booth_id: str
    employer_id: str
    vacancy_id: str
    vacancy_version: int
    person_id: str
    interview_id: str
    account_id: str
    state: OfferState
    rank: int | None
    starts_on: date
    expires_at: datetime | None
    terms: Mapping[str, Any]
    made_at: datetime
    opened_at: datetime | None
    answered_at: datetime | None
    reason: str
    version: int
    helped: bool = False

    @property
    def live(self) -> bool:
        """True while it binds or waits: reserve, firm, frozen or accepted."""
        return self.state in LIVE

    @property
    def last_day(self) -> date:
        """Return until when a reserve offer may become firm: the post's last day or the first."""
        return min(from_dict(self.terms).last_day or self.starts_on, self.starts_on)

    @property
    def opening(self) -> Literal["", "firm", "accepted"]:
        """Return which kind of opening of the post it holds; empty for none."""
        if self.state is OfferState.ACCEPTED:
            return "accepted"
        return "firm" if self.state in (OfferState.FIRM, OfferState.FROZEN) else ""

    def over(self, now: datetime) -> bool:
        """True where the time to answer has passed."""
        return self.state is OfferState.EXPIRED or bool(self.expires_at and now >= self.expires_at)


def expiry(now: datetime, place: Place, least: timedelta = timedelta()) -> datetime:
    """Return until when a firm offer may be answered: 20:00 of the next day at the fair's place.

    Where `least` is still owed (after a freeze), the first 20:00 that leaves as much.
    """
    day = day_at(now, place) + timedelta(days=1)
    while (end := at_clock(day, ANSWER_UNTIL, place)) < now + least:
        day += timedelta(days=1)
    return end


def check_start(starts_on: date, today: date) -> None:
    """Refuse a first day in the past (`StartsTooEarly`) or over a year away (`StartsTooLate`)."""
    if starts_on < today:
        raise StartsTooEarly
    if starts_on > today + LATEST_START:
        raise StartsTooLate


def accepted_only(offer: Offer) -> Offer:
    """Return an offer that is accepted; refuses `WrongState` any other."""
    if offer.state is not OfferState.ACCEPTED:
        raise WrongState
    return offer


def may_be_offered(post: Vacancy) -> bool:
    """True where offers are made from it: one whose places are all spoken for has a reserve."""
    return post.state in _OFFERED_FROM


def check_post(post: Vacancy, *, here: bool, licensed: bool) -> None:
    """Refuse a post that never stood at this booth, an employer without licence, one not open."""
    if not here:
        raise PostElsewhere
    if not licensed:
        raise NoLicence
    if not may_be_offered(post):
        raise PostNotOpen


def check_person(person: Person | None, terms: Terms, today: date, *, consented: bool) -> None:
    """Refuse `ConsentGone`, and to somebody of 16 or 17 what the law keeps away."""
    if person is None or person.erased or not consented:
        raise ConsentGone
    if not terms.open_to(protected=person.protected(today)):
        raise ProtectedAge


def reserve_rank(post: Vacancy, waiting: int) -> int:
    """Return the number of the next reserve offer; refuses `OpeningIsFree` while there is one."""
    if post.free > 0:
        raise OpeningIsFree
    return waiting + 1


def accepted(offer: Offer, now: datetime) -> OfferState:
    """Return the state after accepting.

    Refuses `StillReserve`, `OfferIsFrozen`, `OfferOver`, `TermsNotOpened`, and `WrongState` for
    one that was answered or withdrawn.
    """
    if offer.state is OfferState.RESERVE:
        raise StillReserve(rank=offer.rank)
    if offer.state is OfferState.FROZEN:
        raise OfferIsFrozen
    if offer.over(now):
        raise OfferOver
    state = move(MOVES_OFFER, offer.state, "accept")
    if offer.opened_at is None:
        raise TermsNotOpened
    return state


def declined(offer: Offer, now: datetime) -> OfferState:
    """Return the state after declining; refuses `OfferOver`, or `WrongState` once answered."""
    if offer.over(now):
        raise OfferOver
    return move(MOVES_OFFER, offer.state, "decline")


def withdrawn(offer: Offer) -> OfferState:
    """Return the state after the employer withdrew it: firm and reserve only, else `WrongState`."""
    if offer.state is OfferState.FROZEN:
        raise OfferIsFrozen
    return move(MOVES_OFFER, offer.state, "withdraw")


def reserve_ends_at(offer: Offer, place: Place) -> datetime:
    """Return when the last day of a reserve offer is over at the fair's place."""
    return end_of(offer.last_day, place)


def expired(offer: Offer, now: datetime, place: Place) -> OfferState:
    """Return the state after its time; refuses `WrongState` before its time or once answered."""
    ends = reserve_ends_at(offer, place) if offer.rank else offer.expires_at
    if ends and now < ends:
        raise WrongState
    return move(MOVES_OFFER, offer.state, "expire")
