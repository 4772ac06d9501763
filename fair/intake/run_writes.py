"""A file comes in: begun in one work, then read beside the server and kept some rows at a time.

`go_on` runs on a thread of its own and waits there. Where the process dies, the next one goes on
behind the last row that was kept.
"""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from fair.days import HOME, day_at
from fair.db import Work
from fair.decisions import N_, Actor, NotFound, Refusal, Sentence, WrongState
from fair.dispatch import Doors
from fair.glossary import Role
from fair.imports import reads as import_reads
from fair.imports.lexicon_reads import template_lexicon
from fair.intake import held_writes, reads, slice_writes, store
from fair.intake.facts import IntakeBegun, IntakeEnded
from fair.intake.reading import Reading
from fair.intake.reads import HeldFile
from fair.intake.run import Run
from fair.tabular import problem
from fair.tabular.problem import Problem
from fair.tabular.refusals import BrokenFile
from fair.terms.code_reads import code_lists
from fair.vacancies import staging_writes

log = logging.getLogger("fair.intake")
SLICE = 30
"""Rows of one work: some milliseconds of the writer, between which everybody's works go on."""
_MARKS = 1_000
STUMBLED = N_("It could not be read on, and we do not know why. Please tell whoever runs this.")


def begin(work: Work, file: HeldFile, map_text: str, map_name: str) -> str:
    """Let a held file come in, when those before it are in; return the id of the run.

    Refuses `WrongState` where its rows were not counted: nobody has looked whether it can be read.
    """
    if file.rows is None:
        raise WrongState
    import_id = staging_writes.begin(
        work, started_at=work.now, published_at=work.now, employer_id=None,
        account_id=work.actor.account_id, file_name=file.file_name, map_name=map_name[:120],
        rows=0, vacancies=0, refused=0, duplicates=0, employers=0, problems=[],
    )  # fmt: skip
    run_id = store.add(
        work, file_id=file.id, import_id=import_id, map_text=map_text, encoding=file.encoding,
        rows=file.rows,
    )  # fmt: skip
    work.record(IntakeBegun(run_id=run_id, import_id=import_id, rows=file.rows))
    return run_id


def end(
    work: Work, run_id: str, *, cancelled: bool = False, failed: Problem | None = None,
    notes: Sequence[Problem] = (),
) -> None:  # fmt: skip
    """End a run, whatever is left of its file; refuses `NotFound`, `WrongState` where it is over.

    What was left out of the file, or why no more of it can be read, is kept with its import.
    """
    run = store.run(work.connection, run_id)
    if run is None:
        raise NotFound
    if not run.runs:
        raise WrongState
    said = failed.as_dict() if failed else {}
    store.change(work, run_id, ended_at=work.now, cancelled=cancelled, failed=said)
    told = problem.shown([*notes, *([failed] if failed else [])])
    staging_writes.count(work, run.import_id, problems=told)
    work.record(
        IntakeEnded(
            run_id=run_id, import_id=run.import_id, vacancies=run.brought, refused=run.refused,
            cancelled=cancelled,
        )
    )  # fmt: skip


def go_on(doors: Doors, run: Run, stopped: Callable[[], bool]) -> None:
    """Read a file from where it is to its end, or until somebody stops it or `stopped` is true."""
    actor = Actor(Role.SYSTEM, account_id=run.account_id)  # who began it answers for it
    try:
        map_ = import_reads.parsed_map(run.map_text)
        data = doors.read(lambda at: reads.data_of(at, run.file_id))
        today = day_at(doors.now(), HOME)
        reading = Reading(data, map_, run.encoding, code_lists(), today, template_lexicon())
        for rows in reading.slices(run.row, SLICE, stopped):
            prepare = partial(slice_writes.prepared, run=run, rows=rows, now=doors.now())
            some = doors.read(prepare)
            moved = _work(
                doors, actor,
                partial(slice_writes.keep, run_id=run.id, some=some, kind=map_.employer_kind),
            )  # fmt: skip
            if moved is None:
                return
            run = moved
        if not stopped():
            _end(doors, actor, run, notes=list(reading.notes))
    except BrokenFile as broken:
        _end(doors, actor, run, failed=broken.wrong)
    except Refusal as refusal:
        _end(doors, actor, run, failed=_why(run, refusal))


def _why(run: Run, refusal: Refusal) -> Problem:
    said = refusal.values.get("problem")
    if isinstance(said, Sentence):
        values = {name: str(value) for name, value in said.values.items()}
        return Problem(row=run.row, says=said.text, values=values)
    values = {name: str(value) for name, value in refusal.values.items()}
    return Problem(row=run.row, says=refusal.sentence, values=values)


def give_up(doors: Doors, run: Run) -> None:
    """End a file that stumbled each time that it was tried."""
    if run.runs:
        _end(doors, Actor(Role.SYSTEM), run, failed=Problem(row=run.row, says=STUMBLED))


def clear(doors: Doors, run: Run) -> None:
    """Forget the file and the marks of a run that is over, in short works."""
    actor = Actor(Role.SYSTEM, account_id=run.account_id)
    held_writes.forget(doors, actor, run.file_id)
    while not _work(doors, actor, partial(store.unmark, run_id=run.id, most=_MARKS)):
        pass


def _end(doors: Doors, actor: Actor, run: Run, **said: Any) -> None:
    try:
        _work(doors, actor, partial(end, run_id=run.id, **said))
    except WrongState:
        log.info("the file of the run %s was stopped just before its end", run.id)


def _work(doors: Doors, actor: Actor, run: Callable[[Work], Any]) -> Any:
    return doors.work(run, actor)
