"""Values that no program of ours writes into their columns, named by row and column.

Whoever owns the file can put anything anywhere: words where an instant stands, bytes, broken JSON.
What reads such a row stumbles; this says over which, and is asked only then. SQLite alone lets such
values in.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    LargeBinary,
    Table,
    and_,
    column,
    func,
    inspect,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError

from fair.columns import TextsColumn
from fair.folds import Difference
from fair.tables import Instant, metadata
from fair.trouble import cause_of

# What a reader raises over such a value, or over a table that is not there.
UNREADABLE = (
    ArithmeticError, AttributeError, LookupError, TypeError, ValueError, DBAPIError,
)  # fmt: skip
_LAST = 253_402_300_799_999_999  # the end of the year 9999: no later instant can be read
_EACH = 20  # of one column so many are named


def stumbled(error: Exception) -> str:
    """Return what a reader stumbled over, in a line; raises it where the machine is to blame."""
    if cause_of(error):
        raise error
    inner = getattr(error, "orig", None) or error
    return f"{type(inner).__name__}: {(str(inner).splitlines() or [''])[0][:200]}"


def misfits(connection: Connection) -> Iterator[Difference]:
    """Yield each table and column that is not there, and each value that cannot be read."""
    if connection.dialect.name != "sqlite":
        return
    there = inspect(connection)
    names = set(there.get_table_names())
    for one in metadata.sorted_tables:
        if one.name not in names:
            yield Difference(one.name, "", "", "the program keeps rows in it", "there is no table")
            continue
        columns = {found["name"] for found in there.get_columns(one.name)}
        for of in one.c:
            if of.name in columns:
                yield from _of(connection, one, of)
            else:
                yield Difference(
                    one.name, "", "", "the program reads it", f"there is no column {of.name}"
                )


def _of(connection: Connection, of: Table, one: Column[Any]) -> Iterator[Difference]:
    # Neither types nor result processors: the value as it lies there.
    here = table(of.name)
    value: Any = column(one.name)
    keys = [func.hex(column(key.name)) for key in of.primary_key]
    fits = and_(value.is_not(None), _fits(one, value))
    wrong = not_(or_(fits, value.is_(None)) if one.nullable else fits)
    query = select(func.hex(value).label("value"), *keys).select_from(here).where(wrong)
    for row in connection.execute(query.limit(_EACH)):
        found, *key = (bytes.fromhex(one or "").decode("utf-8", "replace") for one in row)
        yield Difference(of.name, "/".join(key), one.name, "what can be read there", found[:80])


def _fits(one: Column[Any], value: Any) -> Any:
    kind = func.typeof(value)
    match one.type:
        case Instant():
            return and_(kind == "integer", func.abs(value) <= _LAST)
        case JSON() | TextsColumn():
            return and_(kind == "text", func.json_valid(value) == 1)
        case Date():
            return and_(kind == "text", func.date(value) == value)
        case Boolean():
            return and_(kind == "integer", value.in_((0, 1)))
        case Integer():
            return kind == "integer"
        case Float():
            return kind.in_(("integer", "real"))
        case LargeBinary():
            return kind == "blob"
    return kind == "text"
