"""What an organiser sees of a file of companies: the form, what will happen, what happened."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair.roster import reads
from fair.roster.listed import HEADINGS, KINDS, MOST_ROWS, Fate, Judged, Listed
from fair.web import Viewer


class Start(TypedDict):
    """The headings of the file as the reader calls them, the words for a kind, the most rows."""

    headings: list[str]
    kinds: list[str]
    most_rows: int


class RowShown(TypedDict):
    """A row of the file, what will happen to it, and what is wrong with it in words."""

    it: Judged
    wrong: list[str]


class Preview(Start):
    """What will happen to each row; `companies` are those that will be invited, for the button."""

    rows: list[RowShown]
    counts: dict[str, int]
    companies: str


class Outcome(TypedDict):
    """What became of a company; `why` it was not invited, in words."""

    name: str
    employer_id: str
    mailed: bool
    why: str


class Done(TypedDict):
    """What became of each company of the list."""

    outcomes: list[Outcome]
    invited: int


def done(outcomes: list[Outcome]) -> Done:
    """Return what became of each company."""
    return {"outcomes": outcomes, "invited": sum(not one["why"] for one in outcomes)}


def start(_connection: Connection, viewer: Viewer) -> Start:
    """Return what the form says of the file."""
    _ = viewer.words.gettext
    return {
        "headings": [_(label) for label in HEADINGS.values()],
        "kinds": [_(label) for label in KINDS.values()],
        "most_rows": MOST_ROWS,
    }


def preview(connection: Connection, viewer: Viewer, rows: Sequence[Listed]) -> Preview:
    """Return what will happen to each row; nothing is changed by looking."""
    found = reads.judged(connection, rows)
    counts = Counter(one.fate for one in found)
    return {
        **start(connection, viewer),
        "rows": [
            {"it": one, "wrong": [viewer.words.refusal(why) for why in one.wrong]} for one in found
        ],
        "counts": {fate.value: counts[fate] for fate in Fate},
        "companies": json.dumps(
            [_sent(one.it) for one in found if one.fate is Fate.NEW], ensure_ascii=False
        ),
    }


def _sent(one: Listed) -> list[str]:
    kind = one.kind.value if one.kind else ""
    return [one.name, kind, one.code, one.contact, one.email, one.phone]
