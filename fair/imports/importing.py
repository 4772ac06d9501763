"""From a file of an office program to posts: what can be kept, what is refused, and why. Pure.

One importer for the fair's own template and, with a map, for any other table. A file is read
whole, off the writer; what comes out is a plan that only has to be saved.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from fair import typed
from fair.decisions import N_
from fair.folding import fold
from fair.imports import import_map
from fair.imports.import_map import Map
from fair.imports.lexicon import EMPLOYER, PLAIN, Lexicon
from fair.imports.office_cells import as_template
from fair.imports.raw_row import Effort, Row, TooMuchAsked
from fair.imports.template_row import (
    Faulty,
    FaultyRow,
    Post,
    post_of,
    problem_of,
    read_row,
    with_time,
)
from fair.tabular.door import How, opened, torn
from fair.tabular.encodings import NOT_AS_SAID
from fair.tabular.headings import Heads
from fair.tabular.line import MOST_ROWS
from fair.tabular.problem import Found, Problem
from fair.tabular.refusals import BrokenFile
from fair.tabular.writing import restored
from fair.terms import cells as reading
from fair.terms.cells import Codes
from fair.terms.terms import COLUMNS, NEEDED

_TOO_MUCH = N_(
    "Up to here the map asked for more than a file may cost to read. "
    "Split the file, or leave rules and entries out of the map."
)
_NO_EMPLOYER = N_("No employer is named.")
_NOT_A_WORD = re.compile(r"[\W_]+")
# Chinese and Japanese names are written with or without a space.
_NO_GAP = re.compile(r"(?<=[^\x00-\u2e7f]) | (?=[^\x00-\u2e7f])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that a file says: the posts in its order, and what is wrong with it.

    Of very many problems the first are kept; `kept_out` are the rows of all that refuse. `faulty`
    are the rows to mend, `again` those whose post is here already.
    """

    rows: int
    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]
    duplicates: int
    map_name: str = ""
    employer_kind: str = "direct"
    kept_out: frozenset[int] = frozenset()
    faulty: tuple[FaultyRow, ...] = ()
    again: tuple[Post, ...] = ()

    @property
    def refused(self) -> int:
        """Return how many rows are kept out."""
        return len(self.kept_out | {one.row for one in self.problems if one.refused})

    @property
    def broken(self) -> bool:
        """True where a file of the template has a row that cannot be kept."""
        return not self.map_name and self.refused > 0


def employer_key(name: str) -> str:
    """Return what two spellings of one employer's name share."""
    return _NO_GAP.sub("", _NOT_A_WORD.sub(" ", fold(name))).strip()


# --- the fair's own template --------------------------------------------------------------------


def plan_template(
    data: bytes,
    codes: Codes,
    today: date,
    known: Callable[[str, str], bool] = lambda _employer, _ref: False,
    most_rows: int = MOST_ROWS,
    *,
    lexicon: Lexicon = PLAIN,
    encoding: str = "",
    named: bool = False,
) -> Plan:
    """Read a file of the template. `known(employer key, folded ref)` tells whether a post is here.

    With `named` a column says whose post each row is. Refuses `BrokenFile` and its like where the
    file is no such table. A row with any problem is refused; columns that are not ours are named
    and left out.
    """
    table = opened(data, _how(lexicon, encoding, most_rows, named=named))
    found_wrong, faulty = Found(), Faulty()
    posts, again, rows, duplicates, seen = [], [], 0, 0, set[tuple[str, str]]()
    for line in table.rows:
        rows += 1
        cells = {column: restored(line.at(at)) for column, at in table.places.items()}
        employer = typed.line(cells.pop(EMPLOYER, ""))
        if found := torn(table, line):
            found_wrong.add([found])
            faulty.add(line.number, employer, cells, [found])
            continue
        if fold(cells["ref"]) in lexicon.examples:
            rows -= 1
            continue
        silent = {name: line.faults[at] for name, at in table.places.items() if at in line.faults}
        post, wrong = read_row(
            line.number, cells, codes, today, lexicon, employer=employer, silent=silent
        )
        if named and not employer_key(employer):
            wrong.append(nobody(line.number))
        found_wrong.add(wrong)
        if wrong:
            faulty.add(line.number, employer, cells, wrong)
            continue
        key = employer_key(employer), fold(post.terms.ref)
        if key[1] and (key in seen or known(*key)):
            duplicates += 1
            if key not in seen:
                again.append(post)
            seen.add(key)
            continue
        seen.add(key)
        posts.append(post)
    found_wrong.add(one for one in table.notes if one.column not in lexicon.ours)
    return Plan(
        rows=rows,
        posts=tuple(posts),
        problems=found_wrong.in_order(),
        duplicates=duplicates,
        kept_out=frozenset(found_wrong.refused),
        faulty=tuple(faulty.rows),
        again=tuple(again),
    )


def nobody(row: int) -> Problem:
    """Return what is wrong with a row that does not say whose post it is."""
    return Problem(row=row, column=EMPLOYER, reason="no_employer", says=_NO_EMPLOYER)


def _how(lexicon: Lexicon, encoding: str, most_rows: int, *, named: bool) -> How:
    whose = (EMPLOYER,) if named else ()
    heads = Heads(columns=(*COLUMNS, *whose), needed=(*NEEDED, *whose), called=lexicon.column)
    return How(heads=heads, encoding=encoding, most_rows=most_rows, aside=lexicon.sheets)


# --- any other table, with a map ----------------------------------------------------------------


def plan_mapped(
    data: bytes,
    map_: Map,
    codes: Codes,
    today: date,
    known: Callable[[str, str], bool] = lambda _employer, _ref: False,
    only: Collection[str] | None = None,
    *,
    most_rows: int = MOST_ROWS,
    lexicon: Lexicon = PLAIN,
    encoding: str | None = None,
    first: int = 0,
) -> Plan:
    """Read a file by a map, which never opens a post: what is not said makes a draft.

    With `first` no more rows are read. With an `encoding`, "" to find it out, that of the map and
    its sign do not count.

    `known(employer key, folded ref)` is true for a post that is here already. With `only`, rows of
    employers whose key is not in it are refused. Refuses `BrokenFile`.
    """
    heads = Heads(columns=map_.needed(), needed=map_.needed(), alone=True)
    table = opened(
        data,
        How(
            heads=heads,
            encoding=map_.encoding if encoding is None else encoding,
            sign=map_.delimiter if encoding is None else "",
            most_rows=most_rows,
            no_fit=NOT_AS_SAID,
        ),
    )
    problems, effort, faulty = Found(), Effort(most_rows), Faulty()
    count, duplicates, seen = 0, 0, set[tuple[str, ...]]()
    posts, again = [], []
    for line in islice(table.rows, first or None):
        if wrong := torn(table, line):
            raise BrokenFile.at(wrong)
        count, number = count + 1, line.number
        raw = {name: line.at(at) for name, at in table.places.items()}
        row = Row(raw, map_.nothing, effort)
        try:
            if refused := _kept_out(number, map_, row, only):
                problems.add([refused])
                faulty.add(number, row[map_.employer], import_map.applied(map_, row)[0], [refused])
                continue
            key = tuple(row.plain(name) for name in map_.key)
            if key in seen:
                duplicates += 1
                continue
            seen.add(key)
            post, found, cells = _mapped_row(number, map_, row, codes, today, lexicon)
            if known(employer_key(row[map_.employer]), _ref(map_, row)):
                duplicates += 1
                again.append(post)
                continue
        except TooMuchAsked:
            raise BrokenFile.at(Problem(row=number, says=_TOO_MUCH)) from None
        posts.append(post)
        problems.add(found)
        faulty.add(number, post.employer, cells, found, kept=True)
    problems.add(table.notes)
    return Plan(
        rows=count,
        posts=tuple(posts),
        problems=problems.in_order(),
        duplicates=duplicates,
        kept_out=frozenset(problems.refused),
        faulty=tuple(faulty.rows),
        again=tuple(again),
        map_name=map_.name,
        employer_kind=map_.employer_kind,
    )


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


def _mapped_row(
    number: int, map_: Map, row: Row, codes: Codes, today: date, lexicon: Lexicon
) -> tuple[Post, list[Problem], Mapping[str, str]]:
    filled, lost = import_map.applied(map_, row)
    if lexicon is not PLAIN:
        filled, doubts = as_template(filled, lexicon)
        lost += doubts
    terms, head_count, troubles = reading.read(filled, codes, today)
    terms, untimed = with_time(terms, filled)
    lost = [*lost, *troubles, *untimed]
    problems = [problem_of(number, trouble, refused=False) for trouble in lost]
    # What the map could not read is shown as it stood there, so that it can be mended.
    cells = {**filled, **{one.column: one.value for one in lost if one.column in COLUMNS}}
    return post_of(number, row[map_.employer], terms, head_count, today), problems, cells
