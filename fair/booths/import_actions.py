"""Bringing a file in: read off the writer, staged in slices, seen when it is published.

`bring` is the one way in for the command line, the recruiter's upload and the demo. It runs on a
thread of its own and waits there; nothing of it runs on the writer but short works. A crash
leaves an import that nobody sees; the next import sweeps it away.
"""

import gzip
import io
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection

from fair.booths import booth_reads, employer_reads, import_store, importing
from fair.booths import vacancy_terms_store as terms_store
from fair.booths.import_map import BadMap, Map, read_map
from fair.booths.importing import Plan, employer_key
from fair.booths.vacancy import NotYourVacancy, VacanciesImported
from fair.booths.vacancy_opening_actions import today_of
from fair.booths.vacancy_reading_actions import code_lists
from fair.contract.base import Command, Done, Reply
from fair.contract.vacancies import (
    VacancyBulkOpen,
    VacancyBulkOpenReply,
    VacancyImportPublish,
)
from fair.db import Work, new_id
from fair.decisions import Actor, Malformed, NotAllowed, NotFound
from fair.glossary import Role

T = TypeVar("T")
SLICE = 100  # rows of one work: a few milliseconds
OPEN_SLICE = 20
MOST_UNPACKED = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to bring in. Without a map it is in the fair's own template.

    `employer_id` and `booth_id` say whose posts these are; an organiser with a map may leave both
    out, and employers are made of the file. `good_rows` keeps what can be kept of a template with
    broken rows; `open_complete` opens what is complete.
    """

    data: bytes
    file_name: str
    employer_id: str = ""
    booth_id: str = ""
    map_text: str = ""
    good_rows: bool = False
    open_complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of a file. `import_id` is "" where nothing was changed."""

    plan: Plan
    import_id: str = ""
    employers: int = 0
    opened: int = 0
    review: int = 0


@dataclass(frozen=True, slots=True)
class Doors:
    """How a thread reaches the database and dispatch: each call waits for its answer."""

    read: Callable[[Callable[[Connection], Any]], Any]
    submit: Callable[[Callable[[Work], Any], Actor], "Future[Any]"]
    carry_out: Callable[[Command], Reply]
    now: Callable[[], datetime]


def bring(doors: Doors, actor: Actor, upload: Upload) -> Brought:
    """Bring a file in. Refuses `BrokenFile`, `NotAllowed`; all or nothing without `good_rows`."""
    _check(actor, upload)
    plan, ids = doors.read(lambda at: plan_of(at, upload, doors.now()))
    if plan.broken and not upload.good_rows:
        return Brought(plan=plan)
    _sweep(doors, actor)
    import_id, employers = _stage(doors, actor, upload, plan, ids)
    doors.carry_out(VacancyImportPublish(import_id=import_id))
    opened = review = 0
    if upload.open_complete:
        complete = doors.read(lambda at: import_store.drafts_of_import(at, import_id))
        opened, review = open_in_slices(doors, complete)
    return Brought(
        plan=plan, import_id=import_id, employers=employers, opened=opened, review=review
    )


def open_in_slices(doors: Doors, ids: Sequence[str]) -> tuple[int, int]:
    """Open what is complete of these, some at a time; return how many opened and wait."""
    opened = review = 0
    for some in _slices(ids, OPEN_SLICE):
        reply = doors.carry_out(VacancyBulkOpen(vacancy_ids=tuple(some)))
        if isinstance(reply, VacancyBulkOpenReply):
            opened, review = opened + reply.opened, review + reply.review
    return opened, review


def _check(actor: Actor, upload: Upload) -> None:
    if actor.role is Role.RECRUITER and actor.employer_id == upload.employer_id:
        return
    if actor.role is not Role.ORGANISER:
        raise NotAllowed
    if not upload.employer_id and not upload.map_text:
        raise Malformed(problem="employer")


def plan_of(connection: Connection, upload: Upload, now: datetime) -> tuple[Plan, dict[str, str]]:
    """Read a file against what is here; return the plan and known employers by key."""
    booth = booth_reads.booth(connection, upload.booth_id) if upload.booth_id else None
    if upload.booth_id and (booth is None or booth.employer_id != upload.employer_id):
        raise NotFound
    today = today_of(connection, booth.fair_id if booth else "", now)
    data = unpacked(upload)
    refs = import_store.known_refs(connection, upload.employer_id)
    if not upload.map_text:
        mine = upload.employer_id
        return importing.plan_template(
            data, code_lists(), today, lambda ref: (mine, ref) in refs
        ), {}
    map_ = parsed_map(upload.map_text)
    ids = {employer_key(name): one for one, name in import_store.employer_names(connection)}
    only = None
    if upload.employer_id:
        ids = _keys_of(connection, upload.employer_id)
        only = frozenset(ids)
    plan = importing.plan_mapped(
        data,
        map_,
        code_lists(),
        today,
        lambda key, ref: (ids.get(key, ""), ref) in refs,
        only,
    )
    return plan, ids


def _keys_of(connection: Connection, employer_id: str) -> dict[str, str]:
    employer = employer_reads.employer(connection, employer_id)
    if employer is None:
        raise NotFound
    names = (employer.name, *employer.names.values())
    return {employer_key(name): employer_id for name in names if name}


def parsed_map(text: str) -> Map:
    """Return the map that a TOML text holds; refuses `Malformed` with what is wrong."""
    try:
        return read_map(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, BadMap) as error:
        raise Malformed(problem=str(error)) from None


def unpacked(upload: Upload) -> bytes:
    """Return the bytes of the file, unzipped where its name ends in .gz."""
    if not upload.file_name.endswith(".gz"):
        return upload.data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(upload.data)) as file:
            data = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError):
        raise Malformed(problem=upload.file_name) from None
    if len(data) > MOST_UNPACKED:
        raise Malformed(problem=upload.file_name)
    return data


# --- staging ------------------------------------------------------------------------------------


def _sweep(doors: Doors, actor: Actor) -> None:
    for import_id in doors.read(lambda at: import_store.abandoned(at, doors.now())):
        swept = partial(import_store.sweep, import_id=import_id, most=SLICE)
        while not _work(doors, actor, swept):
            pass


def _work(doors: Doors, actor: Actor, run: Callable[[Work], T]) -> T:
    result: T
    result, _facts = doors.submit(run, actor).result()
    return result


def _stage(
    doors: Doors, actor: Actor, upload: Upload, plan: Plan, ids: dict[str, str]
) -> tuple[str, int]:
    fresh = _fresh_employers(upload, plan, ids)
    import_id = _work(
        doors,
        actor,
        lambda work: import_store.begin(
            work,
            employer_id=upload.employer_id or None,
            account_id=actor.account_id,
            file_name=upload.file_name[:200],
            map_name=plan.map_name[:120],
            rows=plan.rows,
            vacancies=len(plan.posts),
            refused=plan.refused,
            duplicates=plan.duplicates,
            employers=len(fresh),
            problems=importing.shown(plan.problems),
        ),
    )
    for some in _slices(fresh, SLICE):
        _work(doors, actor, partial(import_store.add_employers, rows=some))
    known = {**ids, **{employer_key(row["name"]): row["id"] for row in fresh}}
    booth = doors.read(lambda at: booth_reads.booth(at, upload.booth_id))

    for posts in _slices(plan.posts, SLICE):
        # made here, so that the writer only inserts
        rows = [
            terms_store.draft(
                new_id(),
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
        _work(doors, actor, partial(terms_store.add_drafts, rows=rows))
    return import_id, len(fresh)


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


def publish(work: Work, command: VacancyImportPublish) -> Done:
    """Let an import be seen; refuses `NotYourVacancy` for another employer's."""
    row = import_store.publish(work, command.import_id)
    if work.actor.role is not Role.ORGANISER and work.actor.employer_id != row.employer_id:
        raise NotYourVacancy
    work.record(
        VacanciesImported(
            import_id=row.id,
            employer_id=row.employer_id or "",
            vacancies=row.vacancies,
            refused=row.refused,
            duplicates=row.duplicates,
            employers=row.employers,
        )
    )
    return Done()


HANDLERS: dict[Any, Any] = {VacancyImportPublish: publish}
