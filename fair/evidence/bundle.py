"""What a bundle of evidence is: its files, its words, and how a value stands in a cell. Pure.

A bundle holds one fair: the lines of its ledger, its anchors and signed heads, the public keys, the
rows that the ledger tells of, and the figures. People stand in it under the ledger's aliases.
"""

import json
import re
from datetime import datetime
from typing import Any

from fair.days import told_instant
from fair.decisions import N_
from fair.instants import from_microseconds, microseconds

FORMAT = "FAIR-BUNDLE.1"
ABOUT, README, LEDGER, ANCHORS = "bundle.json", "README.txt", "ledger.jsonl", "anchors.csv"
HEADS, KEYS, FIGURES = "heads.txt", "keys.csv", "figures.csv"
ROWS = "rows/"
LINE = ("stream", "seq", "at", "kind", "data", "hash", "author", "reason")
ANCHOR = ("stream", "seq", "hash", "at", "number")
KEY = ("number", "public", "before", "head", "at", "signature", "signature_before")
FIGURE = ("figure", "sealed_at_closing", "now")
GONE = "erased-"  # stands for somebody whose alias an erasure took
WHO = "erased_person"
# A post belongs to its employer and goes on to other fairs, whose ledgers tell the rest of it.
NOT_OF_ONE_FAIR = frozenset({"vacancy"})

TITLE = N_("Evidence of the fair {title}")
SAYS = (
    N_(
        "This is the record of one fair as it stood on {day}: what happened, line by line, who "
        "signed for it, and the rows and figures that follow from it."
    ),
    N_(
        "Check it on any computer that has this program, without a database: {command}. Give "
        "--key with the public key that the office told you, and --head with a line that begins "
        "with {mark} which you kept: without them it proves only that the bundle fits itself."
    ),
    N_(
        "ledger.jsonl has one fact a line; each hash covers the line before it. heads.txt has the "
        "signed heads, anchors.csv which line was the newest at each of them, keys.csv the public "
        "keys. rows/ has one table a file, figures.csv the figures of the report."
    ),
    N_(
        "No name, number, address or text of a person is in it. People stand here under an alias "
        "that is random and of this fair alone; values that can be erased stand as salted hashes."
    ),
    N_(
        "Who has their data erased is gone from the office’s tables, and with them the tie to the "
        "alias. This bundle needs no change then, and a new one has the same lines and figures."
    ),
    N_("Posts are not in it: they belong to their employers and go on to other fairs."),
)
DEMO_SAYS = N_("DEMO: nobody here is real.")

_NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_PLAIN = re.compile(r"[A-Za-z][^\"\r\n]*|[0-9a-f]{64}|\d{4}-\d\d-\d\d")


def instant_of(at: datetime) -> str:
    """Return an instant in UTC, to the microsecond."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def to_cell(value: Any, *, instant: bool = False) -> str:
    """Return a value as a cell of which `of_cell` makes the same value again.

    Nothing is an empty cell. A text that could be taken for something else, or that a spreadsheet
    would run, stands in quotation marks.
    """
    if value is None:
        return ""
    if instant and isinstance(value, int):
        return instant_of(from_microseconds(value))
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, str) and _PLAIN.fullmatch(value) and not _NUMBER.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def of_cell(cell: str) -> Any:
    """Return the value of a cell; a text that is none stays as it is."""
    if cell == "":
        return None
    try:
        if _INSTANT.fullmatch(cell):
            return microseconds(told_instant(cell))
        if _NUMBER.fullmatch(cell) or cell[0] in '"[{':
            return json.loads(cell)
    except (ValueError, RecursionError):
        pass
    return cell
