"""Finding drafts of all employers, and what the office did to them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from fair.contract.drafts import CompleteDrafts, StepDrafts
from fair.days import HOME, day_at
from fair.db import utc_now
from fair.decisions import Actor
from fair.drafts import store
from fair.drafts.office import MOST, Narrowed, What, lacking, missing
from fair.drafts.store import RUN_COLUMNS, Run, part_table, run_table, share_table
from fair.folding import fold
from fair.programme import reads as programme
from fair.terms import cells, post_rules
from fair.terms.code_reads import code_lists
from fair.vacancies import reads as vacancies
from fair.vacancies import staging_reads
from fair.vacancies.vacancy import Vacancy

_RUN, _PART, _SHARE = run_table.c, part_table.c, share_table.c


def todays(connection: Connection, posts: Sequence[Vacancy]) -> dict[str, date]:
    """Return the day that it is at the place of each fair that these posts stand at."""
    fairs = {one.fair_id for one in posts} | {""}
    return {one: day_at(utc_now(), programme.zone_of(connection, one)) for one in fairs}


def found(
    connection: Connection, narrowed: Narrowed, seen_at: datetime | None = None
) -> tuple[list[Vacancy], bool]:
    """Return the drafts that are looked for, by employer, and whether there are more than `MOST`.

    Of more than `MOST` the first are looked at; of an instant, those that were there by then.
    """
    rows = staging_reads.find_drafts(
        connection,
        employer_id=narrowed.employer,
        fair_id=narrowed.at_fair,
        work=narrowed.work,
        county=narrowed.county,
        import_id=narrowed.file,
        needles=fold(narrowed.text).split()[:8],
        seen_at=seen_at,
        most=MOST + 1,
    )
    days = todays(connection, rows)
    kept = rows[:MOST]
    if narrowed.lacks:
        kept = [one for one in kept if lacking(narrowed.lacks, missing(one, days[one.fair_id]))]
    return list(kept), len(rows) > MOST


def written_since(connection: Connection, drafts: Sequence[Vacancy], since: datetime) -> set[str]:
    """Return in which of these drafts anybody has written something since then."""
    ids = [one.id for one in drafts]
    return {
        one
        for first in range(0, len(ids), _AT_ONCE)
        for one in staging_reads.written_since(connection, ids[first : first + _AT_ONCE], since)
    }


_AT_ONCE = 500


def remembered(connection: Connection, employer_id: str, work: str) -> tuple[str, dict[str, str]]:
    """Return what was filled in last, and for what: "employer", "work", or "" for anything."""
    for sort, ref in (("employer", employer_id), ("work", work)):
        if ref:
            query = (
                select(_RUN.said)
                .join(share_table, _SHARE.run_id == _RUN.id)
                .where(_SHARE.sort == sort, _SHARE.ref == ref, _RUN.what == What.COMPLETE)
            )
            row = connection.execute(query.order_by(_RUN.begun_at.desc()).limit(1)).first()
            if row:
                return sort, dict(row.said)
    query = select(_RUN.said).where(_RUN.what == What.COMPLETE, _RUN.begun_at.is_not(None))
    row = connection.execute(query.order_by(_RUN.begun_at.desc()).limit(1)).first()
    return "", dict(row.said) if row else {}


def runs(connection: Connection, most: int = 10) -> list[Run]:
    """Return what was begun last."""
    query = select(*RUN_COLUMNS).where(_RUN.begun_at.is_not(None))
    rows = connection.execute(query.order_by(_RUN.begun_at.desc(), _RUN.id).limit(most))
    return [store.as_run(row) for row in rows]


def of_employer(connection: Connection, employer_id: str, most: int) -> list[tuple[Run, int]]:
    """Return what was done last to an employer's drafts, and to how many."""
    query = (
        select(*RUN_COLUMNS, _SHARE.drafts.label("many"))
        .join(share_table, _SHARE.run_id == _RUN.id)
        .where(_SHARE.sort == "employer", _SHARE.ref == employer_id)
        .order_by(_RUN.begun_at.desc(), _RUN.id)
    )
    rows = connection.execute(query.limit(most))
    return [(store.as_run(row), row.many) for row in rows]


def left(connection: Connection, run_id: str) -> tuple[Counter[Any], list[tuple[str, Any]]]:
    """Return why drafts of a run stayed as they were, with counts, and the first of them."""
    query = select(_PART.left).where(_PART.run_id == run_id).order_by(_PART.place)
    counts = Counter[Any]()
    first: list[tuple[str, Any]] = []
    for row in connection.execute(query):
        for vacancy_id, says, values in row.left:
            why = says, tuple(sorted(values.items()))
            counts[why] += 1
            if counts[why] <= _OF_A_REASON:
                first.append((vacancy_id, why))
    return counts, first


_OF_A_REASON = 20


def judge_values(_connection: Connection, _actor: Actor, command: CompleteDrafts) -> None:
    """Look at what is to be filled in, so that the writer need not: `screened` remembers it."""
    terms, _, _ = cells.read(command.cells(), code_lists(), day_at(utc_now(), HOME))
    post_rules.findings(terms)


def judge_step(connection: Connection, _actor: Actor, command: StepDrafts) -> None:
    """Look at what these drafts say, so that the writer need not: `screened` remembers it."""
    run = store.run(connection, command.run_id)
    if run and run.runs and run.what == What.OPEN:
        ids = store.ids_of(connection, run.id, run.done)
        for vacancy in vacancies.vacancies(connection, ids).values():
            post_rules.findings(vacancy.terms)
            post_rules.doubts(vacancy.terms)


BEFOREHAND: dict[Any, Any] = {CompleteDrafts: judge_values, StepDrafts: judge_step}
