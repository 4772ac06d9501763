"""Suspending and lifting a post, inside somebody else's work."""

from fair.db import Work
from fair.employers import reads as employer_reads
from fair.glossary import VacancyState
from fair.vacancies import store
from fair.vacancies.facts import VacancyLifted, VacancySuspended
from fair.vacancies.opening_writes import settle
from fair.vacancies.seat_writes import move_to, of
from fair.vacancies.vacancy import Vacancy, Why


def suspend_post(work: Work, vacancy: Vacancy, why: Why, note: str) -> VacancyState:
    """Hide a post; refuses `WrongState` where it is not shown."""
    state = move_to(work, vacancy, "suspend", why=why, note=note)
    work.record(VacancySuspended(why=why, **of(vacancy)))
    return state


def lift_post(work: Work, vacancy: Vacancy) -> VacancyState:
    """Show a suspended post again, as open or as filled."""
    move_to(work, vacancy, "lift")
    work.record(VacancyLifted(**of(vacancy)))
    lifted = store.vacancy(work, vacancy.id)
    settle(work, lifted)
    return VacancyState.FILLED if lifted.free < 1 else lifted.state


def is_licensed(work: Work, employer_id: str) -> bool:
    """Return whether an employer has a licence in force."""
    licence = employer_reads.licence(work.connection, employer_id)
    return licence is not None and licence.in_force
