"""The openings that offers hold: what hiring asks of a vacancy, inside its own work."""

from typing import Any, Literal

from fair.db import Work
from fair.decisions import WrongState, move
from fair.glossary import VacancyState
from fair.vacancies import store
from fair.vacancies.facts import OpeningFreed, OpeningHeld, VacancyFilled, VacancyReopened
from fair.vacancies.refusals import NoOpening
from fair.vacancies.vacancy import MOVES_VACANCY, Vacancy


def hold_opening(work: Work, vacancy_id: str) -> None:
    """Hold one for a firm offer; refuses `NoOpening` where firm + accepted reach the head-count."""
    vacancy = store.vacancy(work, vacancy_id)
    if vacancy.state is not VacancyState.OPEN or vacancy.free < 1:
        raise NoOpening
    if not store.change_openings(work, vacancy_id, firm=1, accepted=0):
        raise NoOpening
    work.record(OpeningHeld(**of(vacancy)))
    if vacancy.free == 1:
        fill(work, vacancy)


def accept_opening(work: Work, vacancy_id: str) -> None:
    """Turn a held one into an accepted one; refuses `WrongState` where none is held."""
    if not store.change_openings(work, vacancy_id, firm=-1, accepted=1):
        raise WrongState


def free_opening(work: Work, vacancy_id: str, was: Literal["firm", "accepted"]) -> None:
    """Give one back; a filled vacancy opens again. Refuses `WrongState` where none was held."""
    vacancy = store.vacancy(work, vacancy_id)
    firm, accepted = (-1, 0) if was == "firm" else (0, -1)
    if not store.change_openings(work, vacancy_id, firm=firm, accepted=accepted):
        raise WrongState
    work.record(OpeningFreed(was=was, **of(vacancy)))
    if vacancy.state is VacancyState.FILLED:
        reopen(work, vacancy)


def fill(work: Work, vacancy: Vacancy) -> VacancyState:
    """Note that the last free opening is spoken for: people no longer find the post."""
    state = move_to(work, vacancy, "fill")
    work.record(VacancyFilled(**of(vacancy)))
    return state


def reopen(work: Work, vacancy: Vacancy) -> VacancyState:
    """Note that a filled post has a free opening again."""
    state = move_to(work, vacancy, "reopen")
    work.record(VacancyReopened(**of(vacancy)))
    return state


def move_to(work: Work, vacancy: Vacancy, verb: str, **said: Any) -> VacancyState:
    """Save the state that `verb` leads to; refuses `WrongState`."""
    state = move(MOVES_VACANCY, vacancy.state, verb)
    store.move_vacancy(work, vacancy, state, **said)
    return state


def of(vacancy: Vacancy) -> dict[str, Any]:
    """Return what every fact about a vacancy names."""
    return {
        "fair_id": vacancy.fair_id,
        "vacancy_id": vacancy.id,
        "booth_id": vacancy.booth_id,
    }
