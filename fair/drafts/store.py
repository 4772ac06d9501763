"""Rows of what the office does to many drafts: the whole, its parts, and whom it touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)

from fair.db import Work
from fair.tables import Instant, metadata

run_table = Table(
    "draft_run",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("account_id", String(12), nullable=False),
    Column("what", String(12), nullable=False),
    # what the list was asked for, and which values are filled in
    Column("asked", JSON, nullable=False),
    Column("said", JSON, nullable=False),
    Column("again", Boolean, nullable=False),
    Column("at_fair_id", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("drafts", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("review", Integer, nullable=False),
    Column("left", Integer, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    # null until it is begun, and until it is over
    Column("begun_at", Instant),
    Column("ended_at", Instant),
)
part_table = Table(
    "draft_part",
    metadata,
    Column("run_id", String(12), ForeignKey("draft_run.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("ids", JSON, nullable=False),
    # of each that stayed as it was: its id, the sentence that says why, and its values
    Column("left", JSON, nullable=False),
    PrimaryKeyConstraint("run_id", "place"),
)
share_table = Table(
    "draft_share",
    metadata,
    Column("run_id", String(12), ForeignKey("draft_run.id"), nullable=False),
    Column("sort", String(12), nullable=False),
    Column("ref", String(40), nullable=False),
    Column("drafts", Integer, nullable=False),
    PrimaryKeyConstraint("run_id", "sort", "ref"),
)
_RUN, _PART, _SHARE = run_table.c, part_table.c, share_table.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What an organiser does to many drafts, and how far it is."""

    id: str
    account_id: str
    what: str
    asked: Mapping[str, str] = field(hash=False)
    said: Mapping[str, str] = field(hash=False)
    again: bool
    at_fair_id: str
    reason: str
    drafts: int
    parts: int
    done: int
    changed: int
    review: int
    left: int
    cancelled: bool
    at: datetime
    begun_at: datetime | None
    ended_at: datetime | None

    @property
    def runs(self) -> bool:
        """True from its beginning until its end."""
        return self.begun_at is not None and self.ended_at is None


RUN_COLUMNS = [run_table.c[one.name] for one in fields(Run)]


def as_run(row: Any) -> Run:
    """Build a run from its row."""
    return Run(**{one.name: getattr(row, one.name) for one in fields(Run)})


def stage(work: Work, what: str, asked: Mapping[str, str], drafts: int, parts: int) -> str:
    """Keep what is to be done, which is not begun; return its id."""
    run_id = work.new_id()
    row = {
        "id": run_id,
        "account_id": work.actor.account_id,
        "what": what,
        "asked": dict(asked),
        "said": {},
        "again": False,
        "at_fair_id": "",
        "reason": "",
        "drafts": drafts,
        "parts": parts,
        **dict.fromkeys(("done", "changed", "review", "left"), 0),
        "cancelled": False,
        "at": work.now,
        "begun_at": None,
        "ended_at": None,
    }
    work.write(insert(run_table), row)
    return run_id


def add_parts(work: Work, run_id: str, first: int, parts: Sequence[Sequence[str]]) -> None:
    """Keep the ids of some drafts, part by part."""
    rows = [
        {"run_id": run_id, "place": place, "ids": list(ids), "left": []}
        for place, ids in enumerate(parts, first)
    ]
    work.write(insert(part_table), rows)


def run(connection: Connection, run_id: str) -> Run | None:
    """Return a run, or None."""
    row = connection.execute(select(*RUN_COLUMNS).where(_RUN.id == run_id)).first()
    return as_run(row) if row else None


def ids_of(connection: Connection, run_id: str, place: int) -> Sequence[str]:
    """Return the drafts of a part."""
    query = select(_PART.ids).where(_PART.run_id == run_id, _PART.place == place)
    return list(connection.execute(query).scalar() or ())


def change(work: Work, run_id: str, **values: Any) -> None:
    """Save how far a run is."""
    work.write(update(run_table).where(_RUN.id == run_id).values(**values))


def keep_left(work: Work, run_id: str, place: int, left: Sequence[Any]) -> None:
    """Keep which drafts of a part stayed as they were, and why."""
    if left:
        of = (_PART.run_id == run_id, _PART.place == place)
        work.write(update(part_table).where(*of).values(left=list(left)))


def share(work: Work, run_id: str, sort: str, counts: Mapping[str, int]) -> None:
    """Count drafts of employers, or of kinds of work, that a run touched."""
    of = (_SHARE.run_id == run_id, _SHARE.sort == sort)
    known = {row.ref for row in work.all(select(_SHARE.ref).where(*of, _SHARE.ref.in_(counts)))}
    fresh = [
        {"run_id": run_id, "sort": sort, "ref": ref, "drafts": many}
        for ref, many in counts.items()
        if ref not in known
    ]
    more = [{"of": ref, "many": many} for ref, many in counts.items() if ref in known]
    if fresh:
        work.write(insert(share_table), fresh)
    if more:
        added = {"drafts": _SHARE.drafts + bindparam("many")}
        work.write(
            update(share_table).where(*of, _SHARE.ref == bindparam("of")).values(added), more
        )
