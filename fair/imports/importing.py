"""From a file of an office program to posts: what can be kept, what is refused, and why. Pure.

One importer for the fair's own template and, with a map, for any other table. A file is read
whole, off the writer; what comes out is a plan that only has to be saved.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from itertools import islice

from fair import typed
from fair.decisions import N_
from fair.folding import fold
from fair.imports.import_map import Map
from fair.imports.lexicon import EMPLOYER, PLAIN, Lexicon
from fair.imports.mapped_row import By, employer_key, read_mapped
from fair.imports.raw_row import Effort
from fair.imports.template_row import (
    Faulty,
    FaultyRow,
    Post,
    read_row,
)
from fair.tabular.door import How, Table, opened, torn
from fair.tabular.encodings import NOT_AS_SAID
from fair.tabular.headings import Heads
from fair.tabular.line import MOST_ROWS
from fair.tabular.problem import Found, Problem
from fair.tabular.refusals import BrokenFile
from fair.tabular.source import Data
from fair.tabular.writing import restored
from fair.terms.cells import Codes
from fair.terms.terms import COLUMNS, NEEDED

_NO_EMPLOYER = N_("No employer is named.")


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


# --- the fair's own template --------------------------------------------------------------------


def plan_template(
    data: Data,
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


def opened_by(
    data: Data, map_: Map, encoding: str | None = None, most_rows: int = MOST_ROWS
) -> Table:
    """Open a table under the headings of a map; refuses `BrokenFile` and its like.

    With an `encoding`, "" to find it out, that of the map and its sign do not count.
    """
    heads = Heads(columns=map_.needed(), needed=map_.needed(), alone=True)
    how = How(
        heads=heads,
        encoding=map_.encoding if encoding is None else encoding,
        sign=map_.delimiter if encoding is None else "",
        most_rows=most_rows,
        no_fit=NOT_AS_SAID,
    )
    return opened(data, how)


def _how(lexicon: Lexicon, encoding: str, most_rows: int, *, named: bool) -> How:
    whose = (EMPLOYER,) if named else ()
    heads = Heads(columns=(*COLUMNS, *whose), needed=(*NEEDED, *whose), called=lexicon.column)
    return How(heads=heads, encoding=encoding, most_rows=most_rows, aside=lexicon.sheets)


# --- any other table, with a map ----------------------------------------------------------------


def plan_mapped(
    data: Data,
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
    table = opened_by(data, map_, encoding, most_rows)
    problems, faulty = Found(), Faulty()
    by = By(
        map_=map_, effort=Effort(most_rows), codes=codes, today=today, lexicon=lexicon, only=only
    )
    count, duplicates, seen = 0, 0, set[tuple[str, ...]]()
    posts, again = [], []
    for line in islice(table.rows, first or None):
        if wrong := torn(table, line):
            raise BrokenFile.at(wrong)
        count += 1
        row = read_mapped(line, table.places, by)
        if row.kept_out:
            problems.add(row.found)
            faulty.add(row.number, row.employer, row.cells, row.found)
            continue
        if row.key in seen:
            duplicates += 1
            continue
        seen.add(row.key)
        if known(employer_key(row.employer), row.ref):
            duplicates += 1
            again.append(row.post)
            continue
        posts.append(row.post)
        problems.add(row.found)
        faulty.add(row.number, row.post.employer, row.cells, row.found, kept=True)
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
