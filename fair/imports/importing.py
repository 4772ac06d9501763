"""From a file of an office program to posts: what can be kept, what is refused, and why. Pure.

One importer for the fair's own template and, with a map, for any other table. A file is read
whole, off the writer; what comes out is a plan that only has to be saved.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from fair import typed
from fair.decisions import N_
from fair.folding import fold
from fair.imports import import_map
from fair.imports.import_map import Map
from fair.imports.lexicon import PLAIN, Lexicon
from fair.imports.office_cells import as_template
from fair.imports.raw_row import Effort, Row, TooMuchAsked
from fair.tabular.door import How, Table, opened, torn
from fair.tabular.encodings import NOT_AS_SAID
from fair.tabular.headings import Heads
from fair.tabular.line import MOST_ROWS, Line
from fair.tabular.problem import Found, Problem
from fair.tabular.refusals import BrokenFile
from fair.terms import cells as reading
from fair.terms import post_rules
from fair.terms.cells import Codes, Trouble
from fair.terms.pay_cell import timed
from fair.terms.terms import COLUMNS, NEEDED, Terms

_TOO_MUCH = N_(
    "Up to here the map asked for more than a file may cost to read. "
    "Split the file, or leave rules and entries out of the map."
)
_NOT_A_WORD = re.compile(r"[\W_]+")
# Chinese and Japanese names are written with or without a space.
_NO_GAP = re.compile(r"(?<=[^\x00-\u2e7f]) | (?=[^\x00-\u2e7f])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One row that can be kept. `employer` is the name in the source, "" in the template."""

    row: int
    employer: str
    terms: Terms
    head_count: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that a file says: the posts in its order, and what is wrong with it.

    Of very many problems the first are kept; `kept_out` are the rows of all that refuse.
    """

    rows: int
    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]
    duplicates: int
    map_name: str = ""
    employer_kind: str = "direct"
    kept_out: frozenset[int] = frozenset()

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
    known: Callable[[str], bool] = lambda _ref: False,
    most_rows: int = MOST_ROWS,
    *,
    lexicon: Lexicon = PLAIN,
    encoding: str = "",
) -> Plan:
    """Read a file of the template. `known(folded ref)` is true for a post of the employer's.

    Refuses `BrokenFile` and its like where the file is no such table. A row with any problem is
    refused; columns that are not ours are named and left out.
    """
    table = opened(data, _how(lexicon, encoding, most_rows))
    found_wrong = Found()
    posts, rows, duplicates, seen = [], 0, 0, set[str]()
    for line in table.rows:
        rows += 1
        if found := torn(table, line):
            found_wrong.add([found])
            continue
        cells = {column: line.at(place) for column, place in table.places.items()}
        if fold(cells["ref"]) in lexicon.examples:
            rows -= 1
            continue
        post, wrong = _template_row(line, table, cells, codes, today, lexicon)
        found_wrong.add(wrong)
        if wrong:
            continue
        ref = fold(post.terms.ref)
        if ref and (ref in seen or known(ref)):
            duplicates += 1
            continue
        seen.add(ref)
        posts.append(post)
    found_wrong.add(table.notes)
    return Plan(
        rows=rows,
        posts=tuple(posts),
        problems=found_wrong.in_order(),
        duplicates=duplicates,
        kept_out=frozenset(found_wrong.refused),
    )


def _how(lexicon: Lexicon, encoding: str, most_rows: int) -> How:
    heads = Heads(columns=COLUMNS, needed=NEEDED, called=lexicon.column)
    return How(heads=heads, encoding=encoding, most_rows=most_rows, aside=lexicon.sheets)


def _template_row(
    line: Line,
    table: Table,
    said: Mapping[str, str],
    codes: Codes,
    today: date,
    lexicon: Lexicon,
) -> tuple[Post, list[Problem]]:
    number = line.number
    silent = {
        column: line.faults[place] for column, place in table.places.items() if place in line.faults
    }
    spoken = {column: "" if column in silent else text for column, text in said.items()}
    cells, doubts = as_template(spoken, lexicon)
    terms, head_count, troubles = reading.read(cells, codes, today)
    terms, untimed = _timed(terms, cells)
    faults = [Trouble(one, typed.line(said[one])[:80], why) for one, why in silent.items()]
    told = (*faults, *doubts, *troubles, *untimed)
    problems = [_problem(number, trouble, refused=True) for trouble in told]
    for finding in post_rules.findings(terms):
        kind = post_rules.REFUSED[finding.rule]
        problems.append(
            Problem(
                row=number,
                column=finding.column,
                value=finding.phrase,
                reason=kind.code,
                says=kind.sentence,
                values={"phrase": finding.phrase},
            )
        )
    return _post(number, "", terms, head_count, today), problems


def _post(number: int, employer: str, terms: Terms, head_count: int, today: date) -> Post:
    return Post(
        row=number,
        employer=employer,
        terms=terms,
        head_count=head_count,
        missing=post_rules.missing(terms, head_count, today),
    )


def _timed(terms: Terms, cells: Mapping[str, str]) -> tuple[Terms, list[Trouble]]:
    terms, why = timed(terms)
    return terms, [Trouble("pay_base", cells.get("pay_base", "")[:80], why)] if why else []


def _problem(number: int, trouble: Trouble, *, refused: bool, column: str = "") -> Problem:
    return Problem(
        row=number,
        column=column or trouble.column,
        value=trouble.value,
        reason="unreadable",
        says=trouble.says,
        values=trouble.values,
        refused=refused,
    )


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
) -> Plan:
    """Read a file by a map, which never opens a post: what is not said makes a draft.

    `known(employer key, folded ref)` is true for a post that is here already. With `only`, rows of
    employers whose key is not in it are refused. Refuses `BrokenFile`.
    """
    heads = Heads(columns=map_.needed(), needed=map_.needed(), alone=True)
    table = opened(
        data,
        How(
            heads=heads,
            encoding=map_.encoding,
            sign=map_.delimiter,
            most_rows=most_rows,
            no_fit=NOT_AS_SAID,
        ),
    )
    problems, effort = Found(), Effort(most_rows)
    count, duplicates, seen = 0, 0, set[tuple[str, ...]]()
    posts = []
    for line in table.rows:
        if wrong := torn(table, line):
            raise BrokenFile.at(wrong)
        count, number = count + 1, line.number
        raw = {name: line.at(at) for name, at in table.places.items()}
        row = Row(raw, map_.nothing, effort)
        try:
            if refused := _kept_out(number, map_, row, only):
                problems.add([refused])
                continue
            key = tuple(row.plain(name) for name in map_.key)
            if key in seen or known(employer_key(row[map_.employer]), _ref(map_, row)):
                duplicates += 1
                continue
            seen.add(key)
            post, found = _mapped_row(number, map_, row, codes, today)
        except TooMuchAsked:
            raise BrokenFile.at(Problem(row=number, says=_TOO_MUCH)) from None
        posts.append(post)
        problems.add(found)
    problems.add(table.notes)
    return Plan(
        rows=count,
        posts=tuple(posts),
        problems=problems.in_order(),
        duplicates=duplicates,
        kept_out=frozenset(problems.refused),
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
    number: int, map_: Map, row: Row, codes: Codes, today: date
) -> tuple[Post, list[Problem]]:
    filled, lost = import_map.applied(map_, row)
    terms, head_count, troubles = reading.read(filled, codes, today)
    terms, untimed = _timed(terms, filled)
    lost = [*lost, *troubles, *untimed]
    problems = [_problem(number, trouble, refused=False) for trouble in lost]
    return _post(number, row[map_.employer], terms, head_count, today), problems
