"""Comparing the rows of a table with what the ledger says that they must be, both ways.

The SQL is made of a slice's own table; persons are compared by the alias of their fair.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    Select,
    String,
    Table,
    and_,
    cast,
    func,
    literal,
    select,
    type_coerce,
)

from fair.folds import ANY, ROW_MISSING, ROW_TOO_MANY, UNKNOWN, Data, Difference, Follows
from fair.instants import SECOND
from fair.ledger import alias, seal
from fair.tables import Instant
from fair.things import FoldedThings

_DAY = 24 * 3600 * SECOND
_SOME = 2000  # rows that are fetched together


@dataclass(slots=True)
class Seen:
    """What one comparison knows and finds, over all tables.

    `carries_since` is when facts began to carry all that is asked of them now (0: they always did,
    None: they do not yet), `now` the instant of the comparing. `aliases` are those of people who
    are erased, learned from rows that tell them apart; `erased` the ids of those people.
    """

    now: int
    carries_since: int | None = 0
    erased: frozenset[str] = frozenset()
    aliases: dict[tuple[str, str], str] = field(default_factory=dict)
    owners: dict[tuple[str, str], str] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    from_before: Counter[str] = field(default_factory=Counter)

    def older(self, at: int, days: int) -> bool:
        """True where what began then is older than it is kept."""
        return at < self.now - days * _DAY

    def is_of(self, fair_id: str, person_id: str, told: str) -> bool:
        """Return whether this erased person is who the ledger knows by the alias `told`."""
        known = self.aliases.get((fair_id, person_id))
        if known is None and person_id in self.erased and (fair_id, told) not in self.owners:
            self.aliases[fair_id, person_id] = known = told
            self.owners[fair_id, told] = person_id
        return known == told


Made = Callable[[Mapping[str, Any], Seen], Mapping[str, Any]]


def sealed(
    column: str, said: Callable[[Any], str], *, since: str, days: int
) -> tuple[Sequence[str], Made]:
    """Return what `Rows` needs and makes of a column that the ledger has as a salted seal.

    `said` gives what is sealed of a value. Who has no salt any more shows the value itself, which
    fits no seal; an empty one fits every seal `days` after the instant in the column `since`.
    """

    def made(row: Mapping[str, Any], seen: Seen) -> Mapping[str, Any]:
        if row["salt"]:
            return {column: seal(said(row[column]), row["salt"])}
        if row[column]:
            return {column: said(row[column])}
        return {column: ANY if seen.older(row[since], days) else ""}

    return ("salt",), made


Some = list[tuple[tuple[Any, ...], str, str]]


class Readable(Protocol):
    """Where the rows of a table come from."""

    def read(self, connection: Connection, follows: Follows, seen: Seen) -> Iterator[Some]:
        """Yield (what is compared of it, its person, its fair) of every row, some together."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a slice's table.

    `made` turns columns, and others that it `needs`, into what the ledger carries of them: hashes.
    """

    table: Table
    needs: Sequence[str] = ()
    made: Made | None = None

    def read(self, connection: Connection, follows: Follows, seen: Seen) -> Iterator[Some]:
        """Yield (what is compared of it, its person, its fair) of every row, some together."""
        names, count = follows.columns, len(follows.columns)
        query = self._query(follows)
        found = connection.execute(query, execution_options={"yield_per": _SOME})
        for some in found.partitions():
            if self.made is None:
                yield [(tuple(row[:count]), row[count], row[count + 1]) for row in some]
                continue
            made = []
            for row in some:
                whole = dict(zip(names, row[:count], strict=True))
                needs = dict(zip(self.needs, row[count + 2 :], strict=True))
                whole |= self.made(whole | needs, seen)
                made.append((tuple(whole[name] for name in names), row[count], row[count + 1]))
            yield made

    def _query(self, follows: Follows) -> Select[Any]:
        at = self.table.c
        source: Any = self.table
        columns = [_raw(at[name]) for name in follows.columns]
        who: list[Any] = [literal("").label("who"), literal("").label("fair")]
        if follows.person:
            person = at[follows.person]
            source = source.outerjoin(
                alias, and_(alias.c.fair_id == at.fair_id, alias.c.person_id == person)
            )
            columns[follows.columns.index(follows.person)] = func.coalesce(alias.c.alias, "")
            who = [person.label("who"), at.fair_id.label("fair")]
        needs = [at[name] for name in self.needs]
        return select(*columns, *who, *needs).select_from(source)


def _raw(column: Column[Any]) -> Any:
    if isinstance(column.type, Instant):
        return type_coerce(column, BigInteger).label(column.name)
    if isinstance(column.type, Boolean):
        return type_coerce(column, Integer).label(column.name)
    if isinstance(column.type, Date):
        return cast(column, String).label(column.name)
    return column


@dataclass(frozen=True, slots=True)
class Comparing:
    """One table against the things that the ledger tells of it."""

    follows: Follows
    things: FoldedThings
    seen: Seen

    def differences(self, connection: Connection, rows: Readable) -> Iterator[Difference]:
        """Yield every difference, both ways; the things of this table are used up."""
        follows, table = self.follows, self.follows.table
        of_told, key_of = itemgetter(*follows.columns), key_of_row(follows)
        for some in rows.read(connection, follows, self.seen):
            self.seen.rows[table] += len(some)
            keys = [key_of(values) for values, _, _ in some]
            known = self.things.take_each(table, keys)
            for key, told, (values, who, fair_id) in zip(keys, known, some, strict=True):
                if told is None:
                    yield from self._unknown(key, dict(zip(follows.columns, values, strict=True)))
                elif of_told(told) != values or self._gone(told):
                    yield from self._differing(key, told, values, who, fair_id)
        for key, told in self.things.rest(table):
            if not (follows.gone and self._gone(told)):
                yield Difference(table, key, "", *ROW_MISSING)

    def _gone(self, told: Data) -> bool:
        erased, person = self.things.erased, self.follows.person
        return bool(erased) and bool(person) and (told["fair_id"], told[person]) in erased

    def _unknown(self, key: str, row: Data) -> Iterator[Difference]:
        """Judge a row of which no fact tells: none has to yet, none could then, or too many."""
        follows, since = self.follows, self.seen.carries_since
        if follows.unborn and follows.unborn(row):
            return
        if follows.born and (since is None or row[follows.born] < since):
            self.seen.from_before[follows.table] += 1
            return
        yield Difference(follows.table, key, "", *ROW_TOO_MANY)

    def _differing(
        self, key: str, told: Data, values: tuple[Any, ...], who: str, fair_id: str
    ) -> Iterator[Difference]:
        follows = self.follows
        blanked = follows.erased if self._gone(told) else {}
        for name, found in zip(follows.columns, values, strict=True):
            wanted = blanked.get(name, told[name])
            if ANY in (wanted, found):
                continue
            if wanted == UNKNOWN:
                self.seen.from_before[f"{follows.table}.{name}"] += 1
            elif name == follows.person:
                if not self._is(told, found, who, fair_id):
                    says = f"{found} (person {who})" if who else ""
                    yield Difference(follows.table, key, name, wanted, says)
            elif wanted != found:
                yield Difference(follows.table, key, name, wanted, found)

    def _is(self, told: Data, found: str, who: str, fair_id: str) -> bool:
        """Return whether the row's person is who the ledger tells of, erased or not."""
        wanted, gone = str(told[self.follows.person]), self._gone(told)
        if wanted == found and not (gone and found):
            return True
        if not wanted or not (gone or not self.follows.erasure_told):
            return False
        return self.seen.is_of(fair_id, who, wanted)


def key_of_row(follows: Follows) -> Callable[[tuple[Any, ...]], str]:
    """Return what gives the key of a row's values, as the ledger's things are called."""
    places = [follows.columns.index(name) for name in follows.key]
    if len(places) == 1:
        return itemgetter(places[0])

    def joined(values: tuple[Any, ...]) -> str:
        return "/".join("" if values[one] is None else str(values[one]) for one in places)

    return joined
