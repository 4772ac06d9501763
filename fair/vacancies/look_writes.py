"""What posts ask the organiser to look at: doubtful words before they are shown, and reports."""

from fair.db import Work
from fair.glossary import VacancyState
from fair.looks import writes as looks
from fair.looks.look import LookKind
from fair.screening.doubt import Doubt
from fair.terms import post_rules
from fair.terms.terms import Terms
from fair.vacancies.facts import VacancySuspended
from fair.vacancies.opening_writes import move_to, of
from fair.vacancies.vacancy import STANDING, Vacancy, Why

_SHOWN = (VacancyState.OPEN, VacancyState.FILLED)


def doubtful(work: Work, vacancy: Vacancy) -> tuple[Doubt, ...]:
    """Return the doubts about words of a post that no organiser has let stand in it.

    Refuses `PhraseRefused` for words that one refused this employer.
    """
    found = [doubt for _, doubt in post_rules.doubts(vacancy.terms)]
    return looks.undecided(work, LookKind.POST, vacancy.id, vacancy.employer_id, found)


def ask(work: Work, vacancy: Vacancy) -> bool:
    """Ask the organiser to look at what is doubtful in a post; False where nothing is."""
    found = post_rules.doubts(vacancy.terms)
    asked = looks.ask(
        work,
        LookKind.POST,
        vacancy.id,
        [doubt for _, doubt in found],
        fair_id=vacancy.fair_id,
        booth_id=vacancy.booth_id,
        employer_id=vacancy.employer_id,
        title=vacancy.title,
        text=_around(vacancy.terms, dict.fromkeys(column for column, _ in found if column)),
    )
    return bool(asked)


def _around(terms: Terms, columns: dict[str, None]) -> str:
    said = (getattr(terms, column) for column in columns)
    return "\n".join("\n".join(one) if isinstance(one, tuple) else one for one in said)


def let_be(work: Work, vacancy_id: str) -> None:
    """Let nobody look at a post any more: it is gone, or it says something else."""
    looks.let_be(work, LookKind.POST, vacancy_id)


def waits(work: Work, vacancy_id: str) -> bool:
    """Return whether the organiser has still to look at a post."""
    return looks.waits(work, LookKind.POST, vacancy_id) is not None


def suspend_for_look(work: Work, vacancy: Vacancy, why: Why) -> VacancyState:
    """Hide a post that is shown, until somebody has looked; a hidden one stays as it is."""
    if vacancy.state not in _SHOWN:
        return vacancy.state
    state = move_to(work, vacancy, "suspend", why=why)
    work.record(VacancySuspended(why=why, **of(vacancy)))
    return state


def suspend_for_reports(work: Work, vacancy: Vacancy) -> bool:
    """Hide a post that several people reported, and ask the organiser; False where none shows."""
    if vacancy.state not in STANDING:
        return False
    suspend_for_look(work, vacancy, Why.REPORTS)
    looks.ask_for_reports(
        work,
        vacancy.id,
        fair_id=vacancy.fair_id,
        booth_id=vacancy.booth_id,
        employer_id=vacancy.employer_id,
        title=vacancy.title,
    )
    return True
