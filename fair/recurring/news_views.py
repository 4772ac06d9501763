"""News of posts that are shown at another booth: told at both."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.booths import reads as booth_reads
from fair.contract.base import Event
from fair.contract.vacancies import OpeningsChanged, VacanciesChanged
from fair.recurring.facts import VacancyShown
from fair.vacancies import reads as vacancies


def shown_news(connection: Connection, facts: Sequence[VacancyShown]) -> Iterable[Event]:
    """Tell the visitors of both booths, and their fairs, how many posts and openings they have."""
    ids = {one for fact in facts for one in (fact.booth_id, fact.was) if one}
    booths = booth_reads.booths(connection, ids)
    for booth_id, posts in sorted(vacancies.posts(connection, booths).items()):
        now = {"booth_id": booth_id, "open_posts": posts.open, "free_openings": posts.openings or 0}
        yield VacanciesChanged(**now)
        yield OpeningsChanged(fair_id=booths[booth_id].fair_id, **now)


NEWS: tuple[Any, ...] = (((VacancyShown,), shown_news),)
