"""A row of any table, read by a map: the post that it is, or why it is none. Pure.

Read the same way whether a file is read whole, some rows at a time, or ten rows of it for a look.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from fair.decisions import N_
from fair.folding import fold
from fair.imports import import_map
from fair.imports.import_map import Map
from fair.imports.lexicon import PLAIN, Lexicon
from fair.imports.office_cells import as_template
from fair.imports.raw_row import Effort, Row, TooMuchAsked
from fair.imports.template_row import Post, post_of, problem_of, with_time
from fair.tabular.line import Line
from fair.tabular.problem import Problem
from fair.tabular.refusals import BrokenFile
from fair.terms import cells as reading
from fair.terms.cells import Codes
from fair.terms.terms import COLUMNS, Terms

_TOO_MUCH = N_(
    "Up to here the map asked for more than a file may cost to read. "
    "Split the file, or leave rules and entries out of the map."
)
_NOT_A_WORD = re.compile(r"[\W_]+")
# Chinese and Japanese names are written with or without a space.
_NO_GAP = re.compile(r"(?<=[^\x00-\u2e7f]) | (?=[^\x00-\u2e7f])")
_NO_TERMS = Terms()


def employer_key(name: str) -> str:
    """Return what two spellings of one employer's name share."""
    return _NO_GAP.sub("", _NOT_A_WORD.sub(" ", fold(name))).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row as it was read: what tells it from others, its post, and what was found wrong.

    `key` is what two rows of one posting share, `ref` its reference in folded form, "" for none;
    `cells` are those of the template. Of a row that is `kept_out` there is no post to keep.
    """

    number: int
    employer: str
    key: tuple[str, ...]
    ref: str
    post: Post
    found: list[Problem] = field(hash=False)
    cells: Mapping[str, str] = field(hash=False)
    kept_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """What the rows of a file are read by; with `only`, other employers' rows are kept out."""

    map_: Map
    effort: Effort
    codes: Codes
    today: date
    lexicon: Lexicon = PLAIN
    only: Collection[str] | None = None


def read_mapped(line: Line, places: Mapping[str, int], by: By) -> ReadRow:
    """Return what a row says; refuses `BrokenFile` where the map has asked for too much."""
    raw = {name: line.at(at) for name, at in places.items()}
    row = Row(raw, by.map_.nothing, by.effort)
    try:
        return _read(line.number, row, by)
    except TooMuchAsked:
        raise BrokenFile.at(Problem(row=line.number, says=_TOO_MUCH)) from None


def _read(number: int, row: Row, by: By) -> ReadRow:
    map_, employer = by.map_, row[by.map_.employer]
    key, ref = tuple(row.plain(name) for name in map_.key), _ref(map_, row)
    filled, lost = import_map.applied(map_, row)
    if refused := _kept_out(number, map_, row, by.only):
        nothing = Post(row=number, employer=employer, terms=_NO_TERMS, head_count=0, missing=())
        return ReadRow(
            number=number, employer=employer, key=key, ref=ref, post=nothing, found=[refused],
            cells=filled, kept_out=True,
        )  # fmt: skip
    if by.lexicon is not PLAIN:
        filled, doubts = as_template(filled, by.lexicon)
        lost += doubts
    terms, head_count, troubles = reading.read(filled, by.codes, by.today)
    terms, untimed = with_time(terms, filled)
    lost = [*lost, *troubles, *untimed]
    # What the map could not read is shown as it stood there, so that it can be mended.
    cells = {**filled, **{one.column: one.value for one in lost if one.column in COLUMNS}}
    return ReadRow(
        number=number, employer=employer, key=key, ref=ref, cells=cells,
        post=post_of(number, employer, terms, head_count, by.today),
        found=[problem_of(number, trouble, refused=False) for trouble in lost],
    )  # fmt: skip


def _ref(map_: Map, row: Row) -> str:
    source = next((target for target in map_.targets if target.column == "ref"), None)
    return row.plain(source.sources[0]) if source and source.sources else ""


def _kept_out(number: int, map_: Map, row: Row, only: Collection[str] | None) -> Problem | None:
    if rule := import_map.refused(map_, row):
        return Problem(
            row=number,
            column=rule.column,
            value=row[rule.column][:80],
            reason=rule.reason,
            says=rule.says,
        )
    if only is not None and employer_key(row[map_.employer]) not in only:
        return Problem(
            row=number,
            column=map_.employer,
            value=row[map_.employer][:80],
            reason="other_employer",
            says=N_("This row names another employer."),
        )
    return None
