"""Suspending and lifting a post, inside somebody else's work."""

from fair.db import Work
from fair.glossary import VacancyState
from fair.vacancies import store
from fair.vacancies.facts import VacancyLifted, VacancySuspended
from fair.vacancies.opener_writes import settle
from fair.vacancies.opening_writes import move_to, of
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
    return settle(work, store.vacancy(work, vacancy.id))
