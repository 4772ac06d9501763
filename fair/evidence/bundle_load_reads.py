"""Reading a bundle of evidence into a ledger of its own, line by line, trusting nothing in it.

It ends in a temporary file with the ledger's own tables, so that the house's own checks read it.
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

import orjson
from sqlalchemy import Connection, Table, insert

from fair.anchors import head_table
from fair.days import told_instant
from fair.evidence import bundle
from fair.folds import Follows
from fair.heads import heads_in
from fair.key_record import key_table
from fair.ledger import anchor, ledger
from fair.ledger_rows import Seen, Some
from fair.reasons import reason
from fair.tables import metadata

TABLES = [ledger, anchor, head_table, key_table, reason]
MOST_BYTES = 4_000_000_000  # unpacked
# What this house writes is far below: of one line, of a file that is read whole, of complaints.
MOST_LINE, MOST_WHOLE, MOST_SAID = 1_000_000, 20_000_000, 1000
AT_ONCE = 1000
_ID = re.compile(r"[0-9a-z]{1,12}")
UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, csv.Error),
    *(zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error),
)


class NoBundle(Exception):
    """A file is no bundle of evidence; the text says why."""


@dataclass(frozen=True, slots=True)
class About:
    """What a bundle says of itself."""

    fair_id: str
    title: str
    demo: bool
    made_at: datetime


@dataclass(slots=True)
class Loaded:
    """What was read; `broken` says what could not be."""

    about: About
    bag: zipfile.ZipFile
    broken: list[str] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.bag.namelist())

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a table of the bundle; where one cannot be read, says so and ends."""
        read = 0
        if name not in self.names:
            return
        try:
            with self.bag.open(name) as raw:
                for row in csv.DictReader(_bounded(raw), strict=True):
                    if None in row or None in row.values():
                        raise ValueError
                    yield row
                    read += 1
        except UNREADABLE:
            self.say_broken(f"{name}: what follows its row {read} cannot be read")

    def say_broken(self, what: str) -> None:
        """Note what is wrong; of very many things, the first."""
        if len(self.broken) < MOST_SAID:
            self.broken.append(what)


def _bounded(raw: IO[bytes]) -> Iterator[str]:
    """Yield the lines of a file; raises `ValueError` at one longer than any of ours."""
    while line := raw.readline(MOST_LINE + 1):
        if len(line) > MOST_LINE:
            raise ValueError
        yield line.decode()


def _whole_file(bag: zipfile.ZipFile, name: str) -> bytes:
    """Return a small file of a bundle; raises `ValueError` where it is larger than any of ours."""
    with bag.open(name) as raw:
        said = raw.read(MOST_WHOLE + 1)
    if len(said) > MOST_WHOLE:
        raise ValueError
    return said


def about(bag: zipfile.ZipFile) -> About:
    """Return what a bundle says of itself; raises `NoBundle`."""
    if len(set(bag.namelist())) != len(bag.namelist()):
        raise NoBundle("two of its files have the same name")
    if sum(one.file_size for one in bag.infolist()) > MOST_BYTES:
        raise NoBundle("it is larger than any bundle")
    try:
        said = orjson.loads(_whole_file(bag, bundle.ABOUT))
        found = About(
            str(said["fair_id"]), str(said["title"]), bool(said["demo"]),
            told_instant(said["made_at"]),
        )  # fmt: skip
        known = said["format"] == bundle.FORMAT and found.made_at.tzinfo is not None
    except UNREADABLE as error:
        raise NoBundle(f"its {bundle.ABOUT} is missing or cannot be read") from error
    if not known or not _ID.fullmatch(found.fair_id):
        raise NoBundle(f"its {bundle.ABOUT} is not of {bundle.FORMAT}")
    return found


def load(connection: Connection, found: Loaded) -> None:
    """Put ledger, anchors, heads and keys into the tables of their names."""
    metadata.create_all(connection, tables=TABLES)
    _put(connection, ledger, _ordered(found, _lines(found), bundle.LEDGER))
    anchors = _made(found, bundle.ANCHORS, _anchor)
    _put(connection, anchor, _ordered(found, anchors, bundle.ANCHORS))
    _put(connection, head_table, _heads(found))
    _put(connection, key_table, _keys(found))


def _lines(found: Loaded) -> Iterator[Mapping[str, Any]]:
    read = 0
    try:
        with found.bag.open(bundle.LEDGER) as lines:
            for line in _bounded(lines):
                said = orjson.loads(line)
                texts = {name: _text(said[name]) for name in bundle.LINE if name != "seq"}
                yield {
                    **texts, "seq": _whole(said["seq"]), "at": told_instant(texts["at"]),
                    "fair_id": found.about.fair_id,
                }  # fmt: skip
                read += 1
    except UNREADABLE:
        found.say_broken(f"{bundle.LEDGER}: what follows its line {read} cannot be read")


def _ordered(
    found: Loaded, rows: Iterator[Mapping[str, Any]], name: str
) -> Iterator[Mapping[str, Any]]:
    """Yield rows of this fair in the order of stream and number; names each other one."""
    last = ("", 0)
    for row in rows:
        here = (row["stream"], row["seq"])
        if not here[0].startswith(f"{found.about.fair_id}:"):
            found.say_broken(f"{name}: row {here[1]} of stream {here[0]} is of another fair")
        elif here <= last:
            found.say_broken(
                f"{name}: row {here[1]} of stream {here[0]} stands there twice, or out of its place"
            )
        else:
            last = here
            yield row


def _anchor(row: dict[str, str]) -> Mapping[str, Any]:
    number = bundle.of_cell(row["number"])
    return {
        "stream": _text(bundle.of_cell(row["stream"])), "seq": _whole(bundle.of_cell(row["seq"])),
        "hash": _text(bundle.of_cell(row["hash"])), "at": told_instant(row["at"]),
        "number": None if number is None else _whole(number),
    }  # fmt: skip


def _key(row: dict[str, str]) -> Mapping[str, Any]:
    texts = ("public", "before", "head", "signature", "signature_before")
    return {
        "number": _whole(bundle.of_cell(row["number"])), "at": told_instant(row["at"]),
        **{name: _text(bundle.of_cell(row[name])) for name in texts},
    }  # fmt: skip


def _made(
    found: Loaded, name: str, make: Callable[[dict[str, str]], Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    for number, row in enumerate(found.rows(name), 2):
        try:
            yield make(row)
        except UNREADABLE:
            found.say_broken(f"{name}: line {number} does not say what such a line says")


def _heads(found: Loaded) -> Iterator[Mapping[str, Any]]:
    try:
        text = _whole_file(found.bag, bundle.HEADS).decode()
    except UNREADABLE:
        found.say_broken(f"{bundle.HEADS} is missing or cannot be read")
        return
    heads = heads_in(text)
    if len(heads) != len(text.split()):
        found.say_broken(f"{bundle.HEADS}: some line is no head, or stands there twice")
    yield from _once(found, bundle.HEADS, [
        {
            "number": one.number, "fair_id": one.fair_id, "at": one.at, "streams": one.streams,
            "rows": one.rows, "digest": one.digest, "public": one.key, "signature": one.signature,
        }
        for one in heads
    ])  # fmt: skip


def _keys(found: Loaded) -> Iterator[Mapping[str, Any]]:
    rows = list(_made(found, bundle.KEYS, _key))
    unlike = {row["public"]: row for row in rows}
    if len(unlike) != len(rows):
        found.say_broken(f"{bundle.KEYS}: a key stands there twice")
    yield from _once(found, bundle.KEYS, list(unlike.values()))


def _once(
    found: Loaded, name: str, rows: Sequence[Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    numbers = set[int]()
    for row in rows:
        if row["number"] in numbers:
            found.say_broken(f"{name}: number {row['number']} stands there twice")
        else:
            numbers.add(row["number"])
            yield row


def _put(connection: Connection, table: Table, rows: Iterator[Mapping[str, Any]]) -> None:
    some: list[Mapping[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            connection.execute(insert(table), some)
            some = []
    if some:
        connection.execute(insert(table), some)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # no half of a sign, which no database takes
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 62:
        raise TypeError
    return value


@dataclass(frozen=True, slots=True)
class BundleRows:
    """The rows of one table as a bundle has them."""

    found: Loaded

    def read(self, _connection: Connection, follows: Follows, _seen: Seen) -> Iterator[Some]:
        """Yield (what is compared of it, its person, its fair) of every row, some together."""
        name, some = f"{bundle.ROWS}{follows.table}.csv", Some()
        for number, row in enumerate(self.found.rows(name), 2):
            if not row.keys() >= set(follows.columns):
                self.found.say_broken(f"{name}: line {number} lacks a column")
                return
            values = tuple(bundle.of_cell(row[column]) for column in follows.columns)
            if follows.person:  # nobody stands there as an empty text, in tables as in cells
                place = follows.columns.index(follows.person)
                values = (*values[:place], values[place] or "", *values[place + 1 :])
            some.append((values, row.get(bundle.WHO, ""), self.found.about.fair_id))
            if len(some) == AT_ONCE:
                yield some
                some = []
        yield some
