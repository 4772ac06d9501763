"""What every command of vacancies starts with: whose post is it, and what was written."""

import re
from collections.abc import Iterable
from functools import cache

from fair import codes
from fair.booths import cells
from fair.booths import vacancy_store as store
from fair.booths.cells import Codes
from fair.booths.terms import LABELS, Terms
from fair.booths.vacancy import BadField, NotYourVacancy, Vacancy
from fair.booths.vacancy_opening_actions import today_of
from fair.contract.vacancies import PostCells
from fair.db import Work
from fair.glossary import Role


@cache
def code_lists() -> Codes:
    """Return the code lists that cells must name."""
    kinds = ("skill", "certificate", "language")
    counties = frozenset(code for code in codes.divisions() if codes.county(code))
    return Codes(
        work=frozenset(codes.work_groups()),
        counties=counties,
        skills={kind: frozenset(one.code for one in codes.of_kind(kind)) for kind in kinds},
        county_names=_names(counties),
    )


def _names(counties: Iterable[str]) -> dict[str, str]:
    """Return names, alone and after those of city and province, that mean one place only."""
    named: dict[str, set[str]] = {}
    for code in counties:
        steps = codes.path(code)
        for first in range(len(steps)):
            for text in (
                "".join(step.name for step in steps[first:]),
                "".join(step.latin for step in reversed(steps[first:])),
            ):
                key = re.sub(r"[\s,']", "", text).lower()
                named.setdefault(key, set()).add(code)
    return {name: next(iter(found)) for name, found in named.items() if len(found) == 1}


def require_own(work: Work, vacancy_id: str) -> Vacancy:
    """Return the vacancy; refuses `NotYourVacancy` unless a recruiter of its employer asks."""
    vacancy = store.vacancy(work, vacancy_id)
    check_own(work, vacancy)
    return vacancy


def check_own(work: Work, vacancy: Vacancy) -> None:
    """Refuse `NotYourVacancy` unless a recruiter of its employer asks."""
    mine = work.actor.role is Role.RECRUITER and work.actor.employer_id == vacancy.employer_id
    if not mine:
        raise NotYourVacancy


def read_cells(work: Work, written: PostCells, fair_id: str) -> tuple[Terms, int]:
    """Return what was written; refuses `BadField` for the first cell that cannot be read."""
    today = today_of(work.connection, fair_id, work.now)
    terms, head_count, troubles = cells.read(written.cells(), code_lists(), today)
    for trouble in troubles:
        problem = trouble.says.format_map(trouble.values)
        raise BadField(field=LABELS[trouble.column], problem=problem)
    return terms, head_count
