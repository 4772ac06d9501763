"""Bringing a file in: read off the writer, staged in slices, seen when it is published.

`bring` is the one way in for the command line, the recruiter's upload and the demo. It runs on a
thread of its own and waits there; nothing of it runs on the writer but short works. A crash
leaves an import that nobody sees; the next import sweeps it away.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from fair.booths import reads as booth_reads
from fair.contract.imports import VacancyImportPublish
from fair.contract.vacancies import VacancyBulkOpen, VacancyBulkOpenReply
from fair.db import Work, new_id
from fair.decisions import Actor, NotAllowed, WrongState
from fair.dispatch import Doors
from fair.employers import writes as employer_writes
from fair.folding import fold
from fair.glossary import Role, VacancyState
from fair.imports import row_store
from fair.imports.importing import Plan
from fair.imports.mapped_row import employer_key
from fair.imports.reads import Upload, here, plan_of
from fair.imports.template_row import Faulty, FaultyRow, differences
from fair.tabular import problem
from fair.terms.cells import write as written
from fair.vacancies import staging_reads, staging_writes

T = TypeVar("T")
SLICE = 100  # rows of one work: a few milliseconds
OPEN_SLICE = 20
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of a file. `import_id` is "" where nothing was changed."""

    plan: Plan
    import_id: str = ""
    employers: int = 0
    opened: int = 0
    review: int = 0


def bring(doors: Doors, actor: Actor, upload: Upload) -> Brought:
    """Bring a file in. Refuses `BrokenFile`, `NotAllowed`; all or nothing without `good_rows`."""
    _check(actor, upload)
    _sweep(doors, actor)
    brought = _bring(doors, actor, upload, TRIES)
    if not (brought.import_id and upload.open_complete):
        return brought
    complete = doors.read(lambda at: staging_reads.drafts_of_import(at, brought.import_id))
    opened, review = open_in_slices(doors, complete, brought.import_id)
    return replace(brought, opened=opened, review=review)


def _bring(doors: Doors, actor: Actor, upload: Upload, tries: int) -> Brought:
    began = doors.now()
    found = doors.read(lambda at: here(at, upload, doors.now()))
    plan = plan_of(upload, found)
    if plan.broken and not upload.good_rows:
        return Brought(plan=plan)
    import_id, employers = _stage(doors, actor, upload, plan, found.employers, began)
    try:
        doors.carry_out(VacancyImportPublish(import_id=import_id), import_id)
    except WrongState:  # the same file, or another one, came in beside it: read it anew
        _take_away(doors, actor, import_id)
        if tries == 1:
            raise
        return _bring(doors, actor, upload, tries - 1)
    return Brought(plan=plan, import_id=import_id, employers=employers)


def open_in_slices(doors: Doors, ids: Sequence[str], import_id: str = "") -> tuple[int, int]:
    """Open what is complete of these, some at a time; return how many opened and wait."""
    opened = review = 0
    for some in _slices(ids, OPEN_SLICE):
        reply = doors.carry_out(VacancyBulkOpen(vacancy_ids=tuple(some)), import_id)
        if isinstance(reply, VacancyBulkOpenReply):
            opened, review = opened + reply.opened, review + reply.review
    return opened, review


def _check(actor: Actor, upload: Upload) -> None:
    if actor.works_for(upload.employer_id):
        return
    if actor.role is not Role.ORGANISER:
        raise NotAllowed


# --- staging ------------------------------------------------------------------------------------


def _sweep(doors: Doors, actor: Actor) -> None:
    for import_id in doors.read(lambda at: staging_reads.abandoned(at, doors.now())):
        _take_away(doors, actor, import_id)


def _take_away(doors: Doors, actor: Actor, import_id: str) -> None:
    rows = partial(row_store.sweep, import_id=import_id, most=SLICE)
    while not _work(doors, actor, rows):
        pass
    swept = partial(staging_writes.sweep, import_id=import_id, most=SLICE)
    while not _work(doors, actor, swept):
        pass


def _work(doors: Doors, actor: Actor, run: Callable[[Work], T]) -> T:
    result: T
    result, _facts = doors.submit(run, actor).result()
    return result


def _stage(
    doors: Doors, actor: Actor, upload: Upload, plan: Plan, ids: dict[str, str], began: datetime
) -> tuple[str, int]:
    fresh = _fresh_employers(upload, plan, ids)
    import_id = _work(
        doors,
        actor,
        lambda work: staging_writes.begin(
            work,
            started_at=began,
            employer_id=upload.employer_id or None,
            account_id=actor.account_id,
            file_name=upload.file_name[:200],
            map_name=plan.map_name[:120],
            rows=plan.rows,
            vacancies=len(plan.posts),
            refused=plan.refused,
            duplicates=plan.duplicates,
            employers=len(fresh),
            problems=problem.shown(plan.problems),
        ),
    )
    for some in _slices(fresh, SLICE):
        _work(doors, actor, partial(employer_writes.add_employers, rows=some))
    known = {**ids, **{employer_key(row["name"]): row["id"] for row in fresh}}
    booth = doors.read(lambda at: booth_reads.booth(at, upload.booth_id))
    made: dict[int, str] = {}  # the post of each row

    for posts in _slices(plan.posts, SLICE):
        # made here, so that the writer only inserts
        made |= {post.row: new_id() for post in posts}
        rows = [
            staging_writes.draft(
                made[post.row],
                post.terms,
                post.head_count,
                employer_id=upload.employer_id or known[employer_key(post.employer)],
                booth_id=upload.booth_id,
                fair_id=booth.fair_id if booth else "",
                created_at=doors.now(),
                import_id=import_id,
            )
            for post in posts
        ]
        _work(doors, actor, partial(staging_writes.add_drafts, rows=rows))
    waiting = [(one, made.get(one.row, "")) for one in plan.faulty]
    waiting += _differing(doors, upload, plan, known)
    for few in _slices(waiting, SLICE):
        _work(doors, actor, partial(row_store.keep, import_id=import_id, rows=few))
    return import_id, len(fresh)


def _differing(
    doors: Doors, upload: Upload, plan: Plan, ids: Mapping[str, str]
) -> list[tuple[FaultyRow, str]]:
    """Return the rows of posts that are here and say something else, with the posts' ids."""
    wanted = {
        (upload.employer_id or ids.get(employer_key(post.employer), ""), fold(post.terms.ref)): post
        for post in plan.again
    }
    differing: list[tuple[FaultyRow, str]] = []
    faulty = Faulty()
    for some in _slices(list(wanted), SLICE):
        for key, found in doors.read(partial(staging_reads.by_refs, keys=some)).items():
            post, draft = wanted[key], found.state is VacancyState.DRAFT
            told = differences(post, found.terms, found.head_count, draft=draft)
            cells = written(post.terms, post.head_count)
            if kept := faulty.add(post.row, post.employer, cells, told, kept=True):
                differing.append((kept, found.id))
    return differing


def _fresh_employers(upload: Upload, plan: Plan, ids: dict[str, str]) -> list[dict[str, Any]]:
    if upload.employer_id:
        return []
    fresh: dict[str, dict[str, Any]] = {}
    for post in plan.posts:
        key = employer_key(post.employer)
        if key not in ids and key not in fresh:
            fresh[key] = {"id": new_id(), "name": post.employer[:120], "kind": plan.employer_kind}
    return list(fresh.values())


def _slices(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
