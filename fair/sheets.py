"""Tables for spreadsheets: rows as CSV that no spreadsheet runs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Any

from fair import days
from fair.direction import isolated

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
# Where another program's list separator stands in a text, a cell begins behind it for that program.
_BEHIND = re.compile(r"([;|\t\r\n] ?)(?=[=+\-@＝＋－＠])")
DEMO = "DEMO"


def cell(value: Any, zone: tzinfo) -> str:
    """Return a value as a cell: instants in the fair's zone, nothing that a spreadsheet runs.

    A text in letters that run leftward is isolated, as it would turn its row where it is read raw.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return days.clock_at(value, zone).isoformat(timespec="seconds")
    said = _BEHIND.sub(r"\1'", str(value))
    return isolated(f"'{said}" if said.startswith(FORMULA) else said)


def table(columns: Sequence[str], rows: Iterable[dict[str, Any]], zone: tzinfo) -> str:
    """Return rows as CSV (RFC 4180) that spreadsheets read as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row[name], zone) for name in columns])
    return BOM + out.getvalue()


def file_name(what: str, fair_id: str, *, demo: bool, kind: str = "csv") -> str:
    """Return the name of a file about a fair; a demo fair's says so."""
    return f"{'DEMO-' if demo else ''}{what}-{fair_id}.{kind}"
