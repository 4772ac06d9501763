"""Who waits for a post abroad hears at once when its recruitment filing does not hold any more."""

from typing import Any

from fair.db import Work
from fair.glossary import VacancyState
from fair.queue import store, telling_writes
from fair.queue.store import ticket_table
from fair.tickets.ticket import LIVE
from fair.vacancies import reads as vacancies
from fair.vacancies.facts import VacancyExpired, VacancySuspended
from fair.vacancies.vacancy import Vacancy, Why


def filing_gone(work: Work, fact: VacancySuspended | VacancyExpired) -> None:
    """Text everybody who waits and named the post; their pages say it by themselves."""
    post = vacancies.vacancy(work.connection, fact.vacancy_id)
    if post is None or not _for_its_filing(post, fact):
        return
    at = ticket_table.c
    named = store.tickets_where(
        work.connection,
        at.state.in_(sorted(LIVE)),
        at.booth_id == fact.booth_id,
        at.vacancy_ids.contains(post.id),
    )
    for ticket in named:
        telling_writes.say_unfiled(work, ticket, post)


def _for_its_filing(post: Vacancy, fact: VacancySuspended | VacancyExpired) -> bool:
    if isinstance(fact, VacancySuspended):
        return fact.why == Why.FILING
    ended = post.state is VacancyState.EXPIRED and bool(post.terms.overseas_country)
    return ended and post.terms.last_day != post.terms.valid_through


REACTIONS: dict[Any, Any] = {
    VacancySuspended: [filing_gone],
    VacancyExpired: [filing_gone],
}
