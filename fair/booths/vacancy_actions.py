"""One function per command of vacancies, and the seats that offers hold."""

from collections.abc import Callable
from typing import Any, Literal

from fair.booths import vacancy_store as store
from fair.booths.vacancy import (
    MOVES_VACANCY,
    NoSeat,
    SeatFreed,
    Vacancy,
    VacancyFilled,
    VacancyReopened,
)
from fair.db import Work
from fair.decisions import WrongState, move
from fair.glossary import VacancyState


def hold_seat(work: Work, vacancy_id: str) -> None:
    """Hold a seat for a firm offer; refuses `NoSeat` where firm + accepted reach the head-count."""
    vacancy = store.vacancy(work, vacancy_id)
    if vacancy.state is not VacancyState.OPEN or vacancy.free < 1:
        raise NoSeat
    if not store.change_seats(work, vacancy_id, firm=1, accepted=0):
        raise NoSeat
    if vacancy.free == 1:
        _move(work, vacancy, "fill")
        work.record(VacancyFilled(**_of(vacancy)))


def accept_seat(work: Work, vacancy_id: str) -> None:
    """Turn a held seat into an accepted one."""
    if not store.change_seats(work, vacancy_id, firm=-1, accepted=1):
        raise WrongState


def free_seat(work: Work, vacancy_id: str, was: Literal["firm", "accepted"]) -> None:
    """Give a seat back; a filled vacancy opens again."""
    vacancy = store.vacancy(work, vacancy_id)
    firm, accepted = (-1, 0) if was == "firm" else (0, -1)
    if not store.change_seats(work, vacancy_id, firm=firm, accepted=accepted):
        raise WrongState
    work.record(SeatFreed(was=was, **_of(vacancy)))
    if vacancy.state is VacancyState.FILLED:
        _move(work, vacancy, "reopen")
        work.record(VacancyReopened(**_of(vacancy)))


def _move(work: Work, vacancy: Vacancy, verb: str) -> None:
    store.move_vacancy(work, vacancy.id, move(MOVES_VACANCY, vacancy.state, verb))


def _of(vacancy: Vacancy) -> dict[str, str]:
    return {
        "fair_id": vacancy.fair_id,
        "vacancy_id": vacancy.id,
        "booth_id": vacancy.booth_id,
    }


HANDLERS: dict[Any, Any] = {}
REACTIONS: dict[Any, Any] = {}
DUE: dict[str, Callable[[str], Any]] = {}
