"""Files that wait, files that come in, and what of one that is over is still held."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, or_, select

from fair.intake import held_store, store
from fair.intake.held_store import held_file_table
from fair.intake.run import Run
from fair.intake.store import COLUMNS, as_run, mark_table, run_table
from fair.tabular.source import Data

_RUN, _FILE, _MARK = run_table.c, held_file_table.c, mark_table.c


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A file that waits; `rows` is None until somebody counted them."""

    id: str
    account_id: str
    file_name: str
    encoding: str
    rows: int | None


def held(connection: Connection, file_id: str, account_id: str) -> HeldFile | None:
    """Return a file that this account brought, that is whole and comes in yet by nobody."""
    comes_in = exists().where(_RUN.file_id == _FILE.id)
    row = connection.execute(
        select(_FILE.id, _FILE.account_id, _FILE.file_name, _FILE.encoding, _FILE.rows).where(
            _FILE.id == file_id, _FILE.account_id == account_id, _FILE.parts > 0, ~comes_in
        )
    ).first()
    return HeldFile(**row._mapping) if row else None  # noqa: SLF001 - SQLAlchemy's public name


def data_of(connection: Connection, file_id: str) -> Data:
    """Return the bytes of a held file, which lie on disk."""
    return held_store.data_of(connection, file_id)


def run(connection: Connection, run_id: str) -> Run | None:
    """Return a run, or None."""
    return store.run(connection, run_id)


def next_run(connection: Connection) -> Run | None:
    """Return the run whose turn it is: the one that was asked for first; None where none is."""
    query = select(*COLUMNS).where(_RUN.ended_at.is_(None)).order_by(_RUN.at, _RUN.id)
    row = connection.execute(query.limit(1)).first()
    return as_run(row) if row else None


def before(connection: Connection, found: Run) -> int:
    """Return how many files come in before this one."""
    earlier = (_RUN.ended_at.is_(None), _RUN.at < found.at)
    return int(connection.execute(select(func.count(_RUN.id)).where(*earlier)).scalar_one())


def latest(connection: Connection, most: int) -> Sequence[Run]:
    """Return the files that came in or come in, the last first."""
    rows = connection.execute(select(*COLUMNS).order_by(_RUN.at.desc(), _RUN.id).limit(most))
    return [as_run(row) for row in rows]


def leftover(connection: Connection) -> Run | None:
    """Return a run that is over and of which a file or marks are still held."""
    holds = or_(exists().where(_FILE.id == _RUN.file_id), exists().where(_MARK.run_id == _RUN.id))
    query = select(*COLUMNS).where(_RUN.ended_at.is_not(None), holds).limit(1)
    row = connection.execute(query).first()
    return as_run(row) if row else None
