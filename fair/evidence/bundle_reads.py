"""Writing a bundle of evidence: one fair's ledger, heads, keys, rows and figures, as a ZIP."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any

import orjson
from sqlalchemy import Connection, select

from fair.anchors import as_head, head_table
from fair.board import reads
from fair.board.all_folds import FOLDS, FOLLOWS
from fair.board.figures import NAMES
from fair.board.rows_reads import ROWS
from fair.decisions import english
from fair.evidence import bundle
from fair.folds import Follows
from fair.instants import microseconds
from fair.key_record import key_table
from fair.ledger import anchor, facts_of, ledger
from fair.ledger_rows import Seen, key_of_row
from fair.people import ledger_reads as people
from fair.programme.fair import Fair
from fair.tables import Instant
from fair.things import FoldedThings

Say = Callable[..., str]
AT_ONCE = 500


def write(
    connection: Connection, fair: Fair, now: datetime, out: IO[bytes], *, name: str, say: Say
) -> None:
    """Write the bundle of a fair; `say` puts its README into words, `name` is the file's own."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bag:
        about = {
            "format": bundle.FORMAT, "fair_id": fair.id, "title": fair.title, "demo": fair.demo,
            "made_at": bundle.instant_of(now),
        }  # fmt: skip
        bag.writestr(bundle.README, _readme(fair, now, name, say))
        bag.writestr(bundle.ABOUT, orjson.dumps(about, option=orjson.OPT_INDENT_2))
        with bag.open(bundle.LEDGER, "w", force_zip64=True) as lines:
            for line in _lines(connection, fair.id):
                lines.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        here = anchor.c.stream.like(f"{fair.id}:%")
        anchors = select(anchor).where(here).order_by(anchor.c.stream, anchor.c.seq)
        _table(bag, bundle.ANCHORS, bundle.ANCHOR, _plain(connection, anchors))
        of_fair = select(head_table).where(head_table.c.fair_id == fair.id)
        heads = connection.execute(of_fair.order_by(head_table.c.number))
        bag.writestr(bundle.HEADS, "".join(f"{as_head(row)}\n" for row in heads))
        keys = select(key_table).order_by(key_table.c.number)
        _table(bag, bundle.KEYS, bundle.KEY, _plain(connection, keys))
        _table(bag, bundle.FIGURES, bundle.FIGURE, _figures(connection, fair.id))
        for table, columns, rows in _rows(connection, fair.id, now):
            _table(bag, f"{bundle.ROWS}{table}.csv", columns, rows)


def _readme(fair: Fair, now: datetime, name: str, say: Say) -> str:
    told = [say(bundle.TITLE, title=fair.title), *([say(bundle.DEMO_SAYS)] if fair.demo else [])]
    day = bundle.instant_of(now)[:16].replace("T", " ") + " UTC"
    command = f"fair ledger verify {name}"
    told += [say(one, day=day, command=command, mark="FAIR-HEAD") for one in bundle.SAYS]
    return "\n\n".join(told) + "\n"


def in_english(sentence: str, **values: Any) -> str:
    """Say a sentence of the bundle in English."""
    return english(sentence).format_map(values)


def _lines(connection: Connection, fair_id: str) -> Iterator[dict[str, Any]]:
    query = select(ledger).where(ledger.c.fair_id == fair_id)
    query = query.order_by(ledger.c.stream, ledger.c.seq)
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        line = {name: getattr(row, name) for name in bundle.LINE}
        yield line | {"at": bundle.instant_of(row.at)}


def _plain(connection: Connection, query: Any) -> Iterator[dict[str, str]]:
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}).mappings():
        yield {
            name: bundle.instant_of(value) if isinstance(value, datetime) else bundle.to_cell(value)
            for name, value in row.items()
        }


def _figures(connection: Connection, fair_id: str) -> Iterator[dict[str, str]]:
    now, sealed = reads.figures(connection, fair_id), reads.sealed(connection, fair_id)
    for name in NAMES:
        at_closing = asdict(sealed)[name] if sealed else None
        cells = (name, bundle.to_cell(at_closing), str(asdict(now)[name]))
        yield dict(zip(bundle.FIGURE, cells, strict=True))


@contextmanager
def _told(connection: Connection, fair_id: str) -> Iterator[FoldedThings]:
    """Give what the fair's own facts tell of."""
    things = FoldedThings()
    try:
        for row in facts_of(connection, fair_id, *FOLDS):
            FOLDS[row.kind](things, orjson.loads(row.data), microseconds(row.at))
        yield things
    finally:
        things.close()


def _rows(
    connection: Connection, fair_id: str, now: datetime
) -> Iterator[tuple[str, Sequence[str], list[dict[str, str]]]]:
    """Yield table, columns and rows of each table that has some of this fair."""
    seen = Seen(now=microseconds(now), erased=people.erased(connection))
    gone: dict[str, str] = {}
    with _told(connection, fair_id) as things:
        for table, follows in FOLLOWS.items():
            if not follows.key or table in bundle.NOT_OF_ONE_FAIR:
                continue
            made = _Made(follows, fair_id, seen, gone)
            if rows := list(made.rows(connection, things)):
                yield table, made.columns, rows


class _Made:
    """The rows of one table as they stand in the bundle; `gone` names who is erased, by number."""

    def __init__(self, follows: Follows, fair_id: str, seen: Seen, gone: dict[str, str]) -> None:
        self._follows, self._fair_id, self._seen, self._gone = follows, fair_id, seen, gone
        self.columns = (*follows.columns, *([bundle.WHO] if follows.person else []))
        kinds = ROWS[follows.table].table.c
        self._instants = {name for name in follows.columns if isinstance(kinds[name].type, Instant)}

    def rows(self, connection: Connection, things: FoldedThings) -> Iterator[dict[str, str]]:
        """Yield the rows of this fair."""
        follows, key_of = self._follows, key_of_row(self._follows)
        for some in ROWS[follows.table].read(connection, follows, self._seen):
            keys = [key_of(values) for values, _, _ in some]
            known = things.take_each(follows.table, keys)
            for (values, who, _), told in zip(some, known, strict=True):
                row = dict(zip(follows.columns, values, strict=True))
                if self._is_here(row, told is not None):
                    yield self._cells(row, who)

    def _is_here(self, row: dict[str, Any], told: bool) -> bool:  # noqa: FBT001 - one caller
        if "fair_id" in row:
            return bool(row["fair_id"] == self._fair_id)
        return told

    def _cells(self, row: dict[str, Any], who: str) -> dict[str, str]:
        cells = {
            name: bundle.to_cell(value, instant=name in self._instants)
            for name, value in row.items()
        }
        if self._follows.person:
            erased = who in self._seen.erased and not row[self._follows.person]
            number = f"{bundle.GONE}{len(self._gone) + 1}"
            cells[bundle.WHO] = self._gone.setdefault(who, number) if erased else ""
        return cells


def _table(
    bag: zipfile.ZipFile, name: str, columns: Sequence[str], rows: Iterable[dict[str, str]]
) -> None:
    with bag.open(name, "w", force_zip64=True) as raw:
        out = io.TextIOWrapper(raw, "utf-8", newline="")
        writer = csv.DictWriter(out, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
        out.flush()
        out.detach()
