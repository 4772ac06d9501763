"""What an organiser sees of a file of companies: the form, what will happen, what happened."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair.decisions import N_, filled
from fair.direction import isolated
from fair.roster import reads
from fair.roster.listed import (
    CODES,
    COMPANIES,
    EXAMPLE,
    HEADINGS,
    KINDS,
    MOST_ROWS,
    Fate,
    Judged,
    Listed,
)
from fair.tabular.encodings import CHOICES, FOUND_OUT
from fair.tabular.problem import Problem
from fair.tabular.writing import Column, Template
from fair.web import Viewer
from fair.words import Catalogue


class Start(TypedDict):
    """The headings of the file as the reader calls them, the words for a kind, the most rows."""

    headings: list[str]
    kinds: list[str]
    most_rows: int
    encodings: list[tuple[str, str]]


class RowShown(TypedDict):
    """A row of the file, what will happen to it, and what is wrong with it in words."""

    it: Judged
    wrong: list[str]


class Preview(Start):
    """What will happen to each row; `companies` are those that will be invited, for the button."""

    rows: list[RowShown]
    left_out: list[str]
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
        "encodings": [("", _(FOUND_OUT)), *((one, _(said)) for one, said in CHOICES.items())],
    }


def template(words: Catalogue) -> Template:
    """Return the table to fill in, in the words of a language, with an example."""
    _ = words.gettext
    kinds = [(_(label), kind.value) for kind, label in KINDS.items()]
    example = {
        "name": _(EXAMPLE),
        "kind": kinds[0][0],
        "code": "91330481MA2CWKXY0A",
        "contact": _(N_("Wang Hong")),
        "email": "hr@company.example",
        "phone": "0558-2222222",
    }
    return Template(
        columns=[
            Column(heading=_(label), example=example[name], allowed=kinds if name == "kind" else ())
            for name, label in HEADINGS.items()
        ],
        sheet=_(COMPANIES),
        codes=_(CODES),
        word=_(N_("Word")),
        code=_(N_("Code")),
    )


def preview(
    connection: Connection, viewer: Viewer, rows: Sequence[Listed], notes: Sequence[Problem] = ()
) -> Preview:
    """Return what will happen to each row, and what was left out; looking changes nothing."""
    found = reads.judged(connection, rows)
    counts = Counter(one.fate for one in found)
    return {
        **start(connection, viewer),
        "rows": [
            {"it": one, "wrong": [viewer.words.refusal(why) for why in one.wrong]} for one in found
        ],
        "left_out": [_left_out(viewer, one) for one in notes],
        "counts": {fate.value: counts[fate] for fate in Fate},
        "companies": json.dumps(
            [_sent(one.it) for one in found if one.fate is Fate.NEW], ensure_ascii=False
        ),
    }


def _left_out(viewer: Viewer, one: Problem) -> str:
    said = filled(viewer.words.gettext(one.says), one.values)
    return f"{isolated(one.column)}: {said}" if one.column else said


def _sent(one: Listed) -> list[str]:
    kind = one.kind.value if one.kind else ""
    return [one.name, kind, one.code, one.contact, one.email, one.phone]
