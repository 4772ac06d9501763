"""The seats that offers hold: what hiring asks of a vacancy, inside its own work."""

from typing import Any, Literal

from fair.db import Work
from fair.decisions import WrongState, move
from fair.glossary import VacancyState
from fair.vacancies import store
from fair.vacancies.facts import SeatFreed, VacancyFilled, VacancyReopened
from fair.vacancies.refusals import NoSeat
from fair.vacancies.vacancy import MOVES_VACANCY, Vacancy


def hold_seat(work: Work, vacancy_id: str) -> None:
    """Hold a seat for a firm offer; refuses `NoSeat` where firm + accepted reach the head-count."""
    vacancy = store.vacancy(work, vacancy_id)
    if vacancy.state is not VacancyState.OPEN or vacancy.free < 1:
        raise NoSeat
    if not store.change_seats(work, vacancy_id, firm=1, accepted=0):
        raise NoSeat
    if vacancy.free == 1:
        fill(work, vacancy)


def accept_seat(work: Work, vacancy_id: str) -> None:
    """Turn a held seat into an accepted one; refuses `WrongState` where none is held."""
    if not store.change_seats(work, vacancy_id, firm=-1, accepted=1):
        raise WrongState


def free_seat(work: Work, vacancy_id: str, was: Literal["firm", "accepted"]) -> None:
    """Give a seat back; a filled vacancy opens again. Refuses `WrongState` where none was held."""
    vacancy = store.vacancy(work, vacancy_id)
    firm, accepted = (-1, 0) if was == "firm" else (0, -1)
    if not store.change_seats(work, vacancy_id, firm=firm, accepted=accepted):
        raise WrongState
    work.record(SeatFreed(was=was, **of(vacancy)))
    if vacancy.state is VacancyState.FILLED:
        reopen(work, vacancy)


def fill(work: Work, vacancy: Vacancy) -> None:
    """Note that the last free seat is spoken for: people no longer find the post."""
    move_to(work, vacancy, "fill")
    work.record(VacancyFilled(**of(vacancy)))


def reopen(work: Work, vacancy: Vacancy) -> None:
    """Note that a filled post has a free seat again."""
    move_to(work, vacancy, "reopen")
    work.record(VacancyReopened(**of(vacancy)))


def move_to(work: Work, vacancy: Vacancy, verb: str, **said: Any) -> VacancyState:
    """Save the state that `verb` leads to; refuses `WrongState`."""
    state = move(MOVES_VACANCY, vacancy.state, verb)
    store.move_vacancy(work, vacancy.id, state, **said)
    return state


def of(vacancy: Vacancy) -> dict[str, str]:
    """Return what every fact about a vacancy names."""
    return {
        "fair_id": vacancy.fair_id,
        "vacancy_id": vacancy.id,
        "booth_id": vacancy.booth_id,
    }
