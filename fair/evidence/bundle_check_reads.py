"""Whether a bundle of evidence holds, on a machine without any database: what `verify` says."""

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import orjson
from sqlalchemy import Connection

from fair.audit import reads as audit
from fair.board import reads
from fair.board.all_folds import FOLDS, FOLLOWS
from fair.board.figures import NAMES, Figures
from fair.engines import writing
from fair.evidence import bundle
from fair.evidence.bundle_load_reads import (
    UNREADABLE,
    About,
    BundleRows,
    Loaded,
    NoBundle,
    about,
    load,
)
from fair.head_checks import Examined, examine
from fair.heads import Head
from fair.instants import microseconds
from fair.key_record import newest_key
from fair.ledger_check import Reading
from fair.ledger_rows import Comparing, Seen
from fair.things import FoldedThings

_OWN = frozenset(
    {bundle.README, bundle.ABOUT, bundle.LEDGER, bundle.ANCHORS, bundle.HEADS, bundle.KEYS}
    | {bundle.FIGURES}
)


def verify(path: Path, kept: Sequence[Head] = (), key: str = "") -> tuple[bool, list[str]]:
    """Return whether a bundle holds, and what to tell, line by line; raises `NoBundle`.

    `key` is the public key that is believed, else the bundle's own; `kept` are heads that somebody
    kept.
    """
    try:
        with zipfile.ZipFile(path) as bag, tempfile.TemporaryDirectory() as folder:
            found = Loaded(about(bag), bag)
            engine = writing(f"sqlite:///{folder}/bundle.db")
            try:
                with engine.begin() as connection:
                    load(connection, found)
                    said = _checked(connection, found, kept, key)
            finally:
                engine.dispose()
    except (zipfile.BadZipFile, OSError) as error:
        raise NoBundle("it is no ZIP file, or cannot be read") from error
    said.lines.append("everything holds" if said.holds else "something does not hold; see above")
    return said.holds, said.lines


def _checked(connection: Connection, found: Loaded, kept: Sequence[Head], key: str) -> Examined:
    said, of = Examined(), found.about
    made = bundle.instant_of(of.made_at)[:16].replace("T", " ")
    said.good(
        f"bundle: fair {of.fair_id}{' DEMO' if of.demo else ''}; it calls itself {of.title!r} and "
        f"says that it was made {made} UTC"
    )
    reading = Reading(connection)
    _rows(connection, found, reading, said)
    _signed(connection, of, kept, key, said)
    _figures(connection, found, said)
    _draws(connection, found, said)
    for name in sorted(found.names - _OWN - {f"{bundle.ROWS}{one}.csv" for one in FOLLOWS}):
        said.broken(f"{name}: no such file belongs to a bundle")
    for name in sorted(_OWN - found.names):
        said.broken(f"{name}: the file is missing")
    for one in dict.fromkeys(found.broken):
        said.broken(one)
    return said


def _rows(connection: Connection, found: Loaded, reading: Reading, said: Examined) -> None:
    """Read the chain, and compare every row with what the facts add up to."""
    things = FoldedThings()
    try:
        for kind, data, at in reading.facts():
            if (fold := FOLDS.get(kind)) is not None:
                try:
                    fold(things, orjson.loads(data), at)
                except UNREADABLE:
                    reading.unreadable()
        for one in reading.breaks:
            said.broken(f"ledger: stream {one.stream}, row {one.seq}: {one.why}")
        if not reading.breaks:
            said.good(f"ledger: {reading.rows} rows in {reading.streams} streams, every hash holds")
        rows = _compare(connection, found, things, reading, said)
    finally:
        things.close()
    said.good(f"rows compared with the ledger: {rows}")


def _compare(
    connection: Connection, found: Loaded, things: FoldedThings, reading: Reading, said: Examined
) -> int:
    seen = Seen(
        now=microseconds(found.about.made_at),
        carries_since=reading.carries_since,
        erased=frozenset(_erased(found)),
    )
    for table, follows in FOLLOWS.items():
        if follows.key and table not in bundle.NOT_OF_ONE_FAIR:
            comparing = Comparing(follows, things, seen)
            try:
                for one in comparing.differences(connection, BundleRows(found)):
                    said.holds = False
                    said.lines.append(f"DIFFERS {one}")
            except UNREADABLE:
                said.broken(f"{bundle.ROWS}{table}.csv: it does not say what such rows say")
    return seen.rows.total()


def _erased(found: Loaded) -> Iterator[str]:
    """Yield how the bundle calls those who are erased."""
    for table, follows in FOLLOWS.items():
        if follows.key and follows.person:
            for row in found.rows(f"{bundle.ROWS}{table}.csv"):
                if who := row.get(bundle.WHO):
                    yield who


def _signed(
    connection: Connection, of: About, kept: Sequence[Head], key: str, said: Examined
) -> None:
    root = key or newest_key(connection)
    found = examine(connection, root, kept, now=of.made_at, of=of.fair_id)
    said.holds = said.holds and found.holds
    said.lines += found.lines
    if not key:
        said.good(
            f"key: {root or 'none'}, by the bundle's own word alone: give --key with the one that "
            "the office told you"
        )


def _figures(connection: Connection, found: Loaded, said: Examined) -> None:
    """Recount the report from the lines of the ledger, and compare both columns with it."""
    fair_id = found.about.fair_id
    try:
        born = reads.born_as_demo(connection, fair_id)
        counted, sealed = (
            reads.ledger_figures(connection, fair_id),
            reads.sealed(connection, fair_id),
        )
    except UNREADABLE:
        said.broken("figures: they cannot be recounted from these lines")
        return
    if born is not found.about.demo:
        said.broken("fair: its ledger says that it was born otherwise (demo or real)")
    told = {row.get("figure"): row for row in found.rows(bundle.FIGURES)}
    good = _agrees(told, "now", counted, said)
    if _agrees(told, "sealed_at_closing", sealed, said) and good:
        shown = ", ".join(f"{value} {name}" for name, value in asdict(counted).items())
        said.good(f"figures, recounted from the ledger: {shown}")


def _draws(connection: Connection, found: Loaded, said: Examined) -> None:
    """Draw each draw of an audit again, from the lines of the ledger alone."""
    try:
        held = audit.holds(connection, found.about.fair_id)
    except UNREADABLE:
        said.broken("draws: they cannot be drawn again from these lines")
        return
    for draw_id, good in held.items():
        if not good:
            said.broken(f"draw {draw_id}: its seed does not give the hires that it names")
    if held and all(held.values()):
        said.good(f"draws of audits, drawn again from the ledger: {len(held)}")


def _agrees(
    told: dict[str | None, dict[str, str]], column: str, counted: Figures | None, said: Examined
) -> bool:
    good = True
    for name in NAMES:
        wanted = asdict(counted)[name] if counted else None
        found = bundle.of_cell(told.get(name, {}).get(column, '"no such line"'))
        if found != wanted:
            good = False
            said.broken(
                f"{bundle.FIGURES}: {name} ({column}) is {found}, the ledger's lines add up to "
                f"{wanted}"
            )
    return good
