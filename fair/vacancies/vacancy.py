"""A vacancy, a post to readers: its life and its openings.

Firm and accepted offers together never exceed the head-count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from fair.decisions import Moves, WrongState
from fair.glossary import VacancyState
from fair.terms import post_rules
from fair.terms.fitting import fitting_pay
from fair.terms.pay import Pay, work_out
from fair.terms.terms import COLUMNS, Terms, attribute
from fair.vacancies.refusals import HeadCountTooLow

_UNSAID: tuple[object, ...] = ("", None, ())
_DAYS = ("valid_through", "starts_on", "filing_until")
_PAY = ("pay_base", "pay_up_to")

MOVES_VACANCY: Moves[VacancyState] = {
    VacancyState.DRAFT: {
        "open": VacancyState.OPEN,
        "review": VacancyState.REVIEW,
        "withdraw": VacancyState.WITHDRAWN,
    },
    VacancyState.REVIEW: {
        "approve": VacancyState.OPEN,
        "send_back": VacancyState.DRAFT,
        "withdraw": VacancyState.WITHDRAWN,
    },
    VacancyState.OPEN: {
        "fill": VacancyState.FILLED,
        "suspend": VacancyState.SUSPENDED,
        "withdraw": VacancyState.WITHDRAWN,
        "expire": VacancyState.EXPIRED,
    },
    VacancyState.FILLED: {
        "reopen": VacancyState.OPEN,
        "suspend": VacancyState.SUSPENDED,
        "withdraw": VacancyState.WITHDRAWN,
        "expire": VacancyState.EXPIRED,
    },
    VacancyState.SUSPENDED: {
        "lift": VacancyState.OPEN,
        "withdraw": VacancyState.WITHDRAWN,
        "expire": VacancyState.EXPIRED,
    },
    VacancyState.WITHDRAWN: {},
    VacancyState.EXPIRED: {},
}
STANDING = (VacancyState.OPEN, VacancyState.FILLED, VacancyState.SUSPENDED)
SHOWN = (VacancyState.OPEN, VacancyState.FILLED)
OVER = (VacancyState.WITHDRAWN, VacancyState.EXPIRED)
UNREAD = "–"  # in the place of words that nobody may read now
_NOTHING: dict[str, Any] = {"between": ()}


class Why(StrEnum):
    """Why a vacancy is suspended."""

    ORGANISER = "organiser"
    LICENCE = "licence"
    FILING = "filing"  # the recruitment filing that it rests on was withdrawn
    LOOK = "look"  # its words were changed, and the organiser has not decided on them
    REPORTS = "reports"  # several people reported it, and the organiser has not decided


UNDECIDED = frozenset({Why.LOOK, Why.REPORTS})
"""Causes that end when the organiser has looked, and not before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A post as it stands now; `terms` are those of its `version`.

    `booth_id` and `fair_id` are "" for an imported draft that has no booth yet. `note` is what the
    organiser said when it was sent back or suspended.
    """

    id: str
    employer_id: str
    booth_id: str
    fair_id: str
    version: int
    title: str
    work: str
    state: VacancyState
    why: Why | None
    note: str
    head_count: int
    firm: int
    accepted: int
    terms: Terms

    @property
    def free(self) -> int:
        """Return how many openings are neither offered firmly nor accepted."""
        return self.head_count - self.firm - self.accepted

    @property
    def open(self) -> bool:
        """True while people may find it and offers may be made."""
        return self.state is VacancyState.OPEN

    @property
    def pay(self) -> Pay:
        """Return both figures of a month, and their working."""
        return work_out(self.terms)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a post is shown, in which state, until which day, and why it is suspended."""

    id: str
    booth_id: str
    state: VacancyState
    valid_through: date | None
    why: Why | None = None


def for_readers(vacancy: Vacancy) -> Vacancy:
    """Return a post as people who look for work may read it.

    Of one that is not shown, whatever hides it, they read no doubtful words: they may wait for the
    organiser, or be refused.
    """
    if vacancy.state in SHOWN:
        return vacancy
    doubtful = {column for column, _ in post_rules.doubts(vacancy.terms) if column}
    terms = replace(vacancy.terms, **{column: _NOTHING.get(column, UNREAD) for column in doubtful})
    return replace(vacancy, terms=terms, title=terms.title)


def check_move(before: Vacancy, booth_id: str) -> None:
    """Refuse `WrongState` for a post that is over, and another booth for one that people saw.

    Its queue, offers and cases belong to its booth.
    """
    if before.state in OVER or (before.state in STANDING and booth_id != before.booth_id):
        raise WrongState


def check_change(before: Vacancy, after: Vacancy) -> None:
    """Refuse fewer places than are spoken for: `HeadCountTooLow`."""
    taken = before.firm + before.accepted
    if after.head_count < taken:
        raise HeadCountTooLow(taken=taken)


def frozen(terms: Terms, head_count: int, employer_id: str) -> dict[str, Any]:
    """Return what a version freezes: every term, the head-count and both figures of the pay."""
    pay = work_out(terms)
    return {
        **terms.as_dict(),
        "head_count": head_count,
        "employer_id": employer_id,
        "guaranteed_cents": pay.guaranteed_cents,
        "usual_cents": pay.usual_cents,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """What a booth has open: posts, free openings, and their work groups, most openings first."""

    open: int = 0
    openings: int = 0
    works: tuple[str, ...] = ()


def filled(
    vacancy: Vacancy, given: Terms, head_count: int, today: date
) -> tuple[Vacancy, Sequence[str]]:
    """Return a draft with what it did not say yet, and the columns that were filled.

    What it says stays, but for days that are over. A pay is filled in whole: see `fitting_pay`.
    """
    values, columns = dict[str, Any](), list[str]()
    given = fitting_pay(given, vacancy.terms)
    timeless = not (given.pay_period or vacancy.terms.pay_period)
    for column in COLUMNS:
        if timeless and column in _PAY:
            continue
        name = attribute(column)
        if column != "head_count" and _fills(column, getattr(given, name), vacancy.terms, today):
            columns.append(column)
            values[name] = getattr(given, name)
    terms = replace(vacancy.terms, **values)
    after = replace(vacancy, terms=terms, title=terms.title, work=terms.work)
    if head_count and not vacancy.head_count:
        columns.append("head_count")
        after = replace(after, head_count=head_count)
    return after, columns


def _fills(column: str, given: object, terms: Terms, today: date) -> bool:
    said = getattr(terms, attribute(column))
    if given in _UNSAID:
        return False
    return said in _UNSAID or (column in _DAYS and said < today)
