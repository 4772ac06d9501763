"""What the calendar does to posts: the last day ends."""

from collections.abc import Callable
from typing import Any

from fair.contract.base import Command, Done
from fair.contract.vacancies import VacancyExpire
from fair.db import Work
from fair.vacancies import store
from fair.vacancies.facts import VacancyExpired
from fair.vacancies.opening_writes import END_KIND
from fair.vacancies.seat_writes import move_to, of


def expire(work: Work, command: VacancyExpire) -> Done:  # noqa: ARG001 - the clock says it
    """End every post whose last day is over."""
    for vacancy in store.over_by(work, work.now):
        move_to(work, vacancy, "expire")
        work.record(VacancyExpired(**of(vacancy)))
    return Done()


def _expire_at(ref: str) -> VacancyExpire:
    return VacancyExpire.model_validate({"at": ref})


HANDLERS: dict[Any, Any] = {VacancyExpire: expire}
DUE: dict[str, Callable[[str], Command]] = {END_KIND: _expire_at}
