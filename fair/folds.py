"""How facts fold into what each row must be: what every slice declares of its own tables.

A fold reads one fact and changes the things that it speaks of; a thing is the row that its table
must hold. Instants are whole microseconds since 1970, as the tables keep them. Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from fair.days import told_instant
from fair.instants import microseconds

# What stands in a thing where no fact says a value: since facts of that version did not carry it …
UNKNOWN = "(no fact carries it)"
# … or since nothing rests on it in the thing's present state.
ANY = "(nothing is promised)"

Row = dict[str, Any]
Data = Mapping[str, Any]


class Things(Protocol):
    """What the facts read so far add up to; `erased` are (fair, alias) of people who are gone."""

    erased: set[tuple[str, str]]

    def new(self, table: str, key: str, row: Row) -> None:
        """Keep a thing that begins."""

    def get(self, table: str, key: str) -> Row:
        """Return a thing, to be changed in place; {}, kept nowhere, where none is known."""

    def drop(self, table: str, key: str) -> None:
        """Forget a thing whose row is deleted."""


Fold = Callable[[Things, Data, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """Which columns of a table follow from facts, and of each other one, why it does not.

    `key` names a thing by columns. `person` is the column that the ledger knows by an alias;
    `erased` is what columns hold instead once that person is gone, and the row itself is `gone`
    where that is said; `erasure_told` where the ledger tells of each person's erasure. `born` is
    the column of a row's beginning where older facts did not tell of it, and `unborn` says of a
    row that no fact needs to know it yet. `free` are the other columns, each with the reason.
    """

    table: str
    key: tuple[str, ...] = ("id",)
    columns: tuple[str, ...]
    person: str = ""
    erased: Mapping[str, Any] = field(default_factory=dict)
    gone: bool = False
    erasure_told: bool = False
    born: str = ""
    unborn: Callable[[Data], bool] | None = None
    free: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not hold: in which row and column, and what is told and found there."""

    table: str
    key: str
    column: str
    told: Any
    found: Any

    def __str__(self) -> str:
        if self.column:
            return (
                f"{self.table} {self.key}: {self.column} is {_shown(self.found)}, "
                f"the ledger says {_shown(self.told)}"
            )
        return f"{self.table} {self.key}: {self.found}, {self.told}"


def _shown(value: Any) -> str:
    return repr(str(value) if isinstance(value, str) else value)


ROW_MISSING = ("the ledger tells of it", "the row is missing")
ROW_TOO_MANY = ("the ledger does not tell of it", "there is a row")


def said(data: Data, *names: str) -> Row:
    """Return these values of a fact; `UNKNOWN` where facts of its version did not carry one."""
    return {name: data.get(name, UNKNOWN) for name in names}


def hashed(data: Data, *columns: str) -> Row:
    """Return the hashes that a fact carries of public texts, by their columns."""
    hashes = data.get("hashes") or {}
    return {column: hashes.get(column, UNKNOWN) for column in columns}


def instant(data: Data, name: str) -> Any:
    """Return an instant that a fact carries, as tables keep it."""
    value = data.get(name, UNKNOWN)
    if value is None or value == UNKNOWN:
        return value
    return microseconds(told_instant(value))


def moved(table: str, id_of: str, **changes: Any) -> Fold:
    """Return the fold of a fact that changes columns of one thing to what is always the same."""

    def fold(things: Things, data: Data, _at: int) -> None:
        things.get(table, data[id_of]).update(changes)

    return fold


def ended(table: str, id_of: str) -> Fold:
    """Return the fold of a fact after which a thing's row is deleted."""

    def fold(things: Things, data: Data, _at: int) -> None:
        things.drop(table, data[id_of])

    return fold


def free_table(table: str, reason: str, *columns: str) -> Follows:
    """Return the declaration of a table of which no fact speaks, and why that is right."""
    return Follows(table=table, key=(), columns=(), free=dict.fromkeys(columns or ("*",), reason))


def names_of(follows: Sequence[Follows]) -> dict[str, Follows]:
    """Return declarations by their tables; a table declared twice is a fault."""
    found: dict[str, Follows] = {}
    for one in follows:
        if one.table in found:
            raise TypeError(f"{one.table} is declared twice")
        found[one.table] = one
    return found
