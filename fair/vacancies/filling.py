"""Filling many drafts at once: what they say stays, but for days that are over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fair.terms.terms import COLUMNS, Terms, attribute
from fair.vacancies.vacancy import Vacancy

_UNSAID: tuple[object, ...] = ("", None, ())
_DAYS = ("valid_through", "starts_on")
_PAY = ("pay_base", "pay_up_to")


def filled(
    vacancy: Vacancy, given: Terms, head_count: int, today: date
) -> tuple[Vacancy, Sequence[str]]:
    """Return a draft with what it did not say yet, and the columns that were filled.

    A pay is filled in only where it is known for which time it is.
    """
    values: dict[str, Any] = {}
    columns = []
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
