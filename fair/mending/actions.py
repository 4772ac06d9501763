"""A row that waits is mended, taken over, or left out."""

from collections.abc import Sequence
from typing import Any

from fair import folding
from fair.contract.mending import (
    LeaveRowsOut,
    MendRow,
    RowMendedReply,
    RowsTakenOverReply,
    TakeRowsOver,
)
from fair.contract.vacancies import PostCells
from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.employers import reads as employer_reads
from fair.employers import writes as employer_writes
from fair.folding import fold
from fair.glossary import EmployerKind, Role, VacancyState
from fair.imports import row_reads, row_writes
from fair.imports.importing import nobody
from fair.imports.lexicon_reads import template_lexicon
from fair.imports.mapped_row import employer_key
from fair.imports.template_row import Post, WaitingRow, read_row
from fair.mending.facts import RowMended, RowsTakenOver
from fair.mending.refusals import RefIsHere, RowIsDone, RowOfTheFile
from fair.mending.waiting import asked, is_mendable, still_wrong
from fair.tabular.problem import Problem
from fair.terms import cells as reading
from fair.terms.code_reads import code_lists
from fair.vacancies import reads as vacancy_reads
from fair.vacancies import staging_reads, staging_writes
from fair.vacancies.post_writes import judge
from fair.vacancies.refusals import NotYourVacancy
from fair.vacancies.staging_reads import Import


def mend(work: Work, command: MendRow) -> RowMendedReply:
    """Write cells of a row anew; it comes in, or says what is still wrong.

    Refuses `RowIsDone`, `RowOfTheFile` for what no cell of ours can mend, and `RefIsHere`.
    """
    found = _mine(work, command.import_id)
    rows = row_reads.waiting(work.connection, found.id, [command.row])
    if not rows:
        raise RowIsDone
    if not is_mendable(rows[0]):
        raise RowOfTheFile
    written = {*asked(rows[0]), *(command.model_fields_set & PostCells.model_fields.keys())}
    said = {column: text for column, text in command.cells().items() if column in written}
    if rows[0].vacancy_id:
        return _fill(work, found, rows[0], said)
    return _bring(work, found, rows[0], said, command.employer)


def _bring(
    work: Work, found: Import, row: WaitingRow, said: dict[str, str], employer: str
) -> RowMendedReply:
    cells = {**row.cells, **said}
    whose = employer or row.employer
    booth_id, fair_id = staging_reads.booth_of_import(work.connection, found.id)
    post, wrong = _read(work, row.row, cells, fair_id)
    if not found.employer_id and not employer_key(whose):
        wrong.append(nobody(row.row))
    if wrong:
        row_writes.keep_again(work, found.id, row.row, cells, wrong, employer=whose)
        return RowMendedReply(wrong=len(wrong))
    employer_id = found.employer_id or _employer(work, whose)
    key = employer_id, fold(post.terms.ref)
    if key[1] and staging_reads.by_refs(work.connection, [key]):
        raise RefIsHere(ref=post.terms.ref)
    vacancy_id = work.new_id()
    draft = staging_writes.draft(
        vacancy_id,
        post.terms,
        post.head_count,
        employer_id=employer_id,
        booth_id=booth_id if found.employer_id else "",
        fair_id=fair_id if found.employer_id else "",
        created_at=work.now,
        import_id=found.id,
    )
    staging_writes.add_drafts(work, [draft])
    row_writes.done(work, found.id, [row.row])
    work.record(
        RowMended(import_id=found.id, employer_id=employer_id, vacancy_id=vacancy_id, row=row.row)
    )
    return RowMendedReply(vacancy_id=vacancy_id, wrong=0)


def _fill(work: Work, found: Import, row: WaitingRow, said: dict[str, str]) -> RowMendedReply:
    """Say in the row's draft what the file could not; what is said there already stays."""
    here = vacancy_reads.vacancies(work.connection, [row.vacancy_id]).get(row.vacancy_id)
    if here is None:
        raise RowIsDone
    if here.state is not VacancyState.DRAFT:
        raise WrongState
    told = {column: text for column, text in said.items() if text}
    cells = {**reading.write(here.terms, here.head_count), **told}
    post, wrong = _read(work, row.row, cells, here.fair_id)
    wrong = still_wrong(row, said, wrong)
    bad = {one.column for one in wrong}
    good = [column for column in told if column not in bad]
    staging_writes.correct(work, {here.id: (post.terms, post.head_count, good)})
    if wrong:
        row_writes.keep_again(work, found.id, row.row, {**row.cells, **told}, wrong)
    else:
        row_writes.done(work, found.id, [row.row])
    _taken(work, found, [here.employer_id] if good else [], len(good))
    return RowMendedReply(vacancy_id=here.id, wrong=len(wrong))


def take_over(work: Work, command: TakeRowsOver) -> RowsTakenOverReply:
    """Write into drafts what these rows say otherwise, column by column."""
    found = _mine(work, command.import_id)
    rows = [
        one
        for one in row_reads.waiting(work.connection, found.id, command.rows)
        if one.differs and one.vacancy_id
    ]
    said = {}
    for row in rows:
        post, _ = _read(work, row.row, dict(row.cells), "")
        columns = [one.column for one in row.problems if one.reason == "differs"]
        said[row.vacancy_id] = (post.terms, post.head_count, columns)
    changed = staging_writes.correct(work, said)
    row_writes.done(work, found.id, [one.row for one in rows])
    fields = sum(len(said[one.id][2]) for one in changed)
    _taken(work, found, [one.employer_id for one in changed], fields)
    return RowsTakenOverReply(vacancies=len(changed))


def leave_out(work: Work, command: LeaveRowsOut) -> RowsTakenOverReply:
    """Forget rows that wait; what came of them stays."""
    found = _mine(work, command.import_id)
    rows = row_reads.waiting(work.connection, found.id, command.rows)
    row_writes.done(work, found.id, [one.row for one in rows])
    return RowsTakenOverReply(vacancies=len(rows))


def _mine(work: Work, import_id: str) -> Import:
    found = staging_reads.published_import(work.connection, import_id)
    if found is None:
        raise NotFound
    if work.actor.role is not Role.ORGANISER and not work.actor.works_for(found.employer_id or ""):
        raise NotYourVacancy
    return found


def _read(
    work: Work, number: int, cells: dict[str, str], fair_id: str
) -> tuple[Post, list[Problem]]:
    return read_row(number, cells, code_lists(), work.today(fair_id), template_lexicon())


def _employer(work: Work, name: str) -> str:
    """Return the employer of this name; a new one where none is here."""
    key = employer_key(name)
    for one in employer_reads.called(work.connection, [folding.key(name)]).values():
        if employer_key(one.name) == key:
            return one.id
    employer_id = work.new_id()
    row = {"id": employer_id, "name": name[:120], "kind": EmployerKind.DIRECT}
    employer_writes.add_employers(work, [row])
    return employer_id


def _taken(work: Work, found: Import, employers: Sequence[str], fields: int) -> None:
    if employers:
        alone = employers[0] if len(set(employers)) == 1 else ""
        work.record(
            RowsTakenOver(
                import_id=found.id, employer_id=alone, vacancies=len(employers), fields=fields
            )
        )


HANDLERS: dict[Any, Any] = {MendRow: mend, TakeRowsOver: take_over, LeaveRowsOut: leave_out}
JUDGES: dict[Any, Any] = {MendRow: judge}
