"""What posts ask the organiser to look at: doubtful words before they are shown, and reports."""

from collections.abc import Iterable

from fair.db import Work
from fair.glossary import VacancyState
from fair.looks import writes as looks
from fair.looks.look import LookKind
from fair.looks.look import Why as LookWhy
from fair.screening.doubt import Doubt
from fair.terms import post_rules
from fair.terms.terms import Terms
from fair.vacancies import store
from fair.vacancies.facts import VacancySuspended
from fair.vacancies.opening_writes import move_to, of
from fair.vacancies.vacancy import SHOWN, STANDING, Vacancy, Why


def doubtful(work: Work, vacancy: Vacancy) -> tuple[Doubt, ...]:
    """Return the doubts about words of a post that no organiser has let stand in it.

    Refuses `PhraseRefused` for words that one refused this employer.
    """
    found = post_rules.doubts(vacancy.terms)
    return looks.undecided(
        work,
        LookKind.POST,
        vacancy.id,
        vacancy.employer_id,
        [doubt for _, doubt in found],
        _around(vacancy.terms, found),
    )


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
        text=_around(vacancy.terms, found),
    )
    return bool(asked)


def _around(terms: Terms, found: Iterable[tuple[str, Doubt]]) -> str:
    columns = dict.fromkeys(column for column, _ in found if column)
    said = (getattr(terms, column) for column in columns)
    return "\n".join("\n".join(one) if isinstance(one, tuple) else one for one in said)


def let_be(work: Work, vacancy_id: str) -> None:
    """Let nobody look at a post any more: it is gone, or it says something else."""
    looks.let_be(work, LookKind.POST, vacancy_id)


def keeps_hidden(work: Work, vacancy_id: str) -> Why | None:
    """Return why a post may not be shown: it waits for a look, or its words were refused."""
    look = looks.running(work, LookKind.POST, vacancy_id)
    if look is None:
        return None
    return Why.REPORTS if look.why is LookWhy.REPORTS else Why.LOOK


def put_right(work: Work, vacancy: Vacancy) -> None:
    """Let nobody look at words of a post that are gone; what people reported is looked at still."""
    if keeps_hidden(work, vacancy.id) is Why.LOOK:
        let_be(work, vacancy.id)
    text = _around(vacancy.terms, post_rules.doubts(vacancy.terms))
    looks.keep_up(work, LookKind.POST, vacancy.id, text, vacancy.title)


def hide_for_look(work: Work, vacancy: Vacancy, why: Why) -> VacancyState:
    """Hide a post that is shown, until somebody has looked; a hidden one stays as it is.

    Reports outweigh doubtful words: putting those right does not bring it back.
    """
    if vacancy.state not in SHOWN:
        if vacancy.why is Why.LOOK and why is Why.REPORTS:
            stay_hidden(work, vacancy, why)
        return vacancy.state
    state = move_to(work, vacancy, "suspend", why=why)
    work.record(VacancySuspended(why=why, **of(vacancy)))
    return state


def stay_hidden(work: Work, vacancy: Vacancy, why: Why) -> None:
    """Note that something else keeps a hidden post hidden from now on."""
    store.move_vacancy(work, vacancy, vacancy.state, why=why)
    work.record(VacancySuspended(why=why, **of(vacancy)))


def suspend_for_reports(work: Work, vacancy: Vacancy) -> bool:
    """Hide a post that several people reported, and ask the organiser; False where none shows."""
    if vacancy.state not in STANDING:
        return False
    hide_for_look(work, vacancy, Why.REPORTS)
    looks.ask_for_reports(
        work,
        vacancy.id,
        fair_id=vacancy.fair_id,
        booth_id=vacancy.booth_id,
        employer_id=vacancy.employer_id,
        title=vacancy.title,
    )
    return True
