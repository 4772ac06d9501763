"""Some rows of a file: looked up on a reader, kept in one short work, and none of them twice.

The work that keeps rows moves the point where the file goes on, too: after a crash exactly the
rows behind it are read. What came in by another door meanwhile is looked for once more in the work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from fair import folding
from fair.db import Work, new_id
from fair.employers import reads as employer_reads
from fair.employers import writes as employer_writes
from fair.glossary import VacancyState
from fair.imports import row_writes
from fair.imports.mapped_row import ReadRow, employer_key
from fair.imports.template_row import MOST_FAULTY, Faulty, FaultyRow, differences
from fair.intake import store
from fair.intake.facts import IntakeWorked
from fair.intake.run import Run
from fair.terms.cells import write as written
from fair.vacancies import staging_reads, staging_writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Rows that come in together: their drafts, the rows to be mended, and what tells them apart.

    `refs` are (employer's key, folded reference) of each draft, in their order.
    """

    rows: Sequence[ReadRow]
    marks: frozenset[str]
    names: Mapping[str, str]
    refs: Sequence[tuple[str, str]]
    drafts: Sequence[dict[str, Any]]
    waits: Sequence[tuple[FaultyRow, str]]
    refused: int


def prepared(connection: Connection, run: Run, rows: Sequence[ReadRow], now: datetime) -> Slice:
    """Look up what these rows need, and make of them what will be kept."""
    marks = {store.mark_of(one.key): one for one in reversed(rows) if not one.kept_out}
    known = store.marked(connection, run.id, marks)
    fresh = sorted(
        (one for mark, one in marks.items() if mark not in known), key=lambda one: one.number
    )
    names = {employer_key(one.employer): one.employer for one in reversed(fresh)}
    ids = called(connection, names)
    here = _here(connection, fresh, ids)
    posts = [one for one in fresh if _key(one, ids) not in here]
    made = {one.number: new_id() for one in posts}
    faulty = _Room(run)
    waits = []
    for one in rows:
        if one.kept_out or one.number in made:
            employer = one.employer if one.kept_out else one.post.employer
            kept = faulty.add(one.number, employer, one.cells, one.found, kept=not one.kept_out)
            waits += [(kept, made.get(one.number, ""))] if kept else []
    for one in fresh:
        if post := here.get(_key(one, ids)):
            draft = post.state is VacancyState.DRAFT
            told = differences(one.post, post.terms, post.head_count, draft=draft)
            cells = written(one.post.terms, one.post.head_count)
            kept = faulty.add(one.number, one.employer, cells, told, kept=True)
            waits += [(kept, post.id)] if kept else []
    return Slice(
        rows=rows,
        marks=frozenset(marks.keys() - known),
        names={employer_key(one.employer): one.employer for one in reversed(posts)},
        refs=[(employer_key(one.employer), one.ref) for one in posts],
        drafts=[_draft(made[one.number], one, run, now) for one in posts],
        waits=waits,
        refused=sum(one.kept_out for one in rows),
    )


def called(connection: Connection, names: Mapping[str, str]) -> dict[str, str]:
    """Return the employers of these names, by `employer_key`; an index finds each."""
    keys = {folding.key(name) for name in names.values()}
    found = employer_reads.called(connection, keys).values()
    return {key: one.id for one in found if (key := employer_key(one.name)) in names}


class _Room(Faulty):
    """Keeps rows to be mended as long as the run has room for more of them."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._full = run.waits

    def add(self, *said: Any, **more: Any) -> FaultyRow | None:
        if self._full + len(self.rows) >= MOST_FAULTY:
            return None
        return super().add(*said, **more)


def _key(one: ReadRow, ids: Mapping[str, str]) -> tuple[str, str]:
    return ids.get(employer_key(one.employer), ""), one.ref


def _here(
    connection: Connection, rows: Sequence[ReadRow], ids: Mapping[str, str]
) -> dict[tuple[str, str], Any]:
    keys = [key for one in rows if one.ref and (key := _key(one, ids))[0]]
    return dict(staging_reads.by_refs(connection, keys)) if keys else {}


def _draft(vacancy_id: str, one: ReadRow, run: Run, now: datetime) -> dict[str, Any]:
    return staging_writes.draft(
        vacancy_id, one.post.terms, one.post.head_count,
        employer_id="", booth_id="", fair_id="", created_at=now, import_id=run.import_id,
    )  # fmt: skip


def keep(work: Work, run_id: str, some: Slice, kind: str) -> Run | None:
    """Keep these rows and move on behind them; return the run as it is then.

    None, with nothing kept, where it is over or somebody else went on with it.
    """
    run = store.run(work.connection, run_id)
    if run is None or not run.runs or run.row >= some.rows[0].number:
        return None
    ids = called(work.connection, some.names)
    twice = staging_reads.refs_here(
        work.connection, [(ids.get(key, ""), ref) for key, ref in some.refs]
    )
    kept = [
        (key, row)
        for (key, ref), row in zip(some.refs, some.drafts, strict=True)
        if (ids.get(key, ""), ref) not in twice
    ]
    fresh = {
        key: {"id": work.new_id(), "name": some.names[key][:120], "kind": kind}
        for key in dict.fromkeys(key for key, _ in kept)
        if key not in ids
    }
    if fresh:
        employer_writes.add_employers(work, list(fresh.values()))
    ids |= {key: row["id"] for key, row in fresh.items()}
    drafts = [{**row, "employer_id": ids[key], "created_at": work.now} for key, row in kept]
    staging_writes.add_drafts(work, drafts)
    gone = {row["id"] for row in some.drafts} - {row["id"] for row in drafts}
    waits = [one for one in some.waits if one[1] not in gone]
    row_writes.keep(work, run.import_id, waits)
    store.mark(work, run.id, some.marks)
    return _moved(work, run, some, len(drafts), len(fresh), len(waits))


def _moved(work: Work, run: Run, some: Slice, drafts: int, employers: int, waits: int) -> Run:
    counts: dict[str, Any] = {
        "row": some.rows[-1].number,
        "read": run.read + len(some.rows),
        "brought": run.brought + drafts,
        "refused": run.refused + some.refused,
        "duplicates": run.duplicates + len(some.rows) - some.refused - drafts,
        "employers": run.employers + employers,
        "waits": run.waits + waits,
    }
    after = replace(run, **counts, begun_at=run.begun_at or work.now)
    store.change(work, run.id, **counts, begun_at=after.begun_at)
    told: dict[str, Any] = {
        "vacancies": after.brought, "refused": after.refused, "duplicates": after.duplicates,
        "employers": after.employers,
    }  # fmt: skip
    staging_writes.count(work, run.import_id, rows=after.read, **told)
    work.record(IntakeWorked(run_id=run.id, import_id=run.import_id, **told))
    return after
