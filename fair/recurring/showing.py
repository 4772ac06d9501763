"""At which fair a post is shown, and which posts may be taken to another one. Pure rules.

A post is its employer's. It is taken to as many fairs as one likes and shown at one of them at a
time, with what was filled: the one that runs, else the next that opens.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fair.days import day_at
from fair.employers.licence import Licence
from fair.glossary import VacancyState
from fair.programme.fair import Fair
from fair.terms import post_rules
from fair.vacancies.vacancy import STANDING, Vacancy, Why


class Left(StrEnum):
    """Why a post is left out where posts are taken to a fair."""

    HERE = "here"
    FILLED = "filled"
    SUSPENDED = "suspended"
    LICENCE = "licence"
    OUT_OF_DATE = "out_of_date"
    REVIEW = "review"


_BY_STATE = {
    VacancyState.FILLED: Left.FILLED,
    VacancyState.SUSPENDED: Left.SUSPENDED,
    VacancyState.REVIEW: Left.REVIEW,
}


@dataclass(frozen=True, slots=True)
class Stand:
    """A booth of a fair that a post was taken to."""

    fair: Fair
    booth_id: str


def shown_at(post: Vacancy, stands: Collection[Stand]) -> Stand | None:
    """Return where a post is shown of all the fairs it was taken to: None where it stays.

    Where one runs, there; where several do, where it is already. Else at the announced one that
    opens first. A fair that is no more than planned shows what nobody sees yet, drafts, and else
    nothing: who has an offer of the last fair goes on reading its post.
    """
    unseen = post.state not in STANDING
    left = [one for one in stands if one.fair.welcomes or (unseen and not one.fair.over)]

    def order(one: Stand) -> tuple[bool, bool, bool, datetime, str]:
        running = one.fair.running
        here = running and one.booth_id == post.booth_id
        return not running, not here, not one.fair.welcomes, one.fair.opens_at, one.fair.id

    return min(left, key=order, default=None)


def day_of(fair: Fair, now: datetime) -> date:
    """Return the day on which the posts of a fair must stand: its first, or today once it began."""
    return day_at(max(now, fair.opens_at), fair.zone)


def left_out(post: Vacancy, *, here: bool, licence: Licence | None, day: date) -> Left | None:
    """Return why a post may not be taken to a fair of that day; None where it may.

    `here` says that it was taken there already. A draft comes along as a draft.
    """
    if here:
        return Left.HERE
    if post.state is VacancyState.DRAFT:
        return None
    if post.why is Why.LICENCE or not _stands(licence, day):
        return Left.LICENCE
    if state := _BY_STATE.get(post.state):
        return state
    if post_rules.missing(post.terms, post.head_count, day):
        return Left.OUT_OF_DATE
    return None


def _stands(licence: Licence | None, day: date) -> bool:
    return bool(licence and licence.valid and (licence.valid_to is None or licence.valid_to >= day))
