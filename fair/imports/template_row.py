"""A row in the template's columns: what it says as a post, and what is wrong with it. Pure.

Read the same way wherever it comes from: a file, a row that was kept to be mended, and mended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fair import typed
from fair.decisions import N_
from fair.folding import fold
from fair.imports.lexicon import Lexicon
from fair.imports.office_cells import as_template
from fair.tabular.problem import Problem
from fair.terms import cells as reading
from fair.terms import post_rules
from fair.terms.cells import Codes, Trouble
from fair.terms.pay_cell import timed
from fair.terms.terms import COLUMNS, Terms

DIFFERS = N_("Here stands “{here}”. The file says “{there}”.")
DIFFERS_OPEN = N_(
    "Here stands “{here}”. The file says “{there}”. The post is no draft any more: change it in "
    "its form."
)
MOST_FAULTY, OF_A_ROW, IN_ALL = 20_000, 12, 60_000
"""Rows of a file that are kept to be mended, problems of one of them, and problems of all."""
LONGEST_CELL = 8_000  # twice what any column keeps: a longer one is cut, and is wrong either way


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One row that can be kept. `employer` is the name in the source, "" in the template."""

    row: int
    employer: str
    terms: Terms
    head_count: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyRow:
    """A row with something to mend, in the template's columns as it was written.

    `ref` is folded; `kept` where the row is a post all the same, with something left unsaid.
    """

    row: int
    employer: str
    ref: str
    cells: Mapping[str, str] = field(hash=False)
    problems: Sequence[Problem] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A row that waits to be mended, in the columns of the template.

    `vacancy_id` is the post that it became or that was here already, "" where it was left out.
    """

    row: int
    employer: str
    vacancy_id: str
    cells: Mapping[str, str] = field(hash=False)
    problems: Sequence[Problem] = ()

    @property
    def differs(self) -> bool:
        """True where the row is that of a post that is here, and says something else."""
        return any(one.reason == "differs" for one in self.problems)


class Faulty:
    """The rows of a file that are kept to be mended: as many as one may ask a server to keep."""

    def __init__(self) -> None:
        self.rows: list[FaultyRow] = []
        self._problems = 0

    def add(
        self,
        row: int,
        employer: str,
        cells: Mapping[str, str],
        problems: Sequence[Problem],
        *,
        kept: bool = False,
    ) -> FaultyRow | None:
        """Keep a row with what is wrong with it; None where there is nothing or no room to keep."""
        told = problems[:OF_A_ROW]
        if not told or len(self.rows) >= MOST_FAULTY or self._problems + len(told) > IN_ALL:
            return None
        self._problems += len(told)
        said = {one: cells[one][:LONGEST_CELL] for one in COLUMNS if cells.get(one)}
        ref = fold(cells.get("ref", "").strip())
        found = FaultyRow(row=row, employer=employer, ref=ref, cells=said, problems=told, kept=kept)
        self.rows.append(found)
        return found


def read_row(
    number: int,
    said: Mapping[str, str],
    codes: Codes,
    today: date,
    lexicon: Lexicon,
    *,
    employer: str = "",
    silent: Mapping[str, str] | None = None,
) -> tuple[Post, list[Problem]]:
    """Return a row as a post, and everything that is wrong with it.

    `silent` says of columns why their cell could not be read by an office program.
    """
    silent = silent or {}
    spoken = {column: "" if column in silent else text for column, text in said.items()}
    cells, doubts = as_template(spoken, lexicon)
    terms, head_count, troubles = reading.read(cells, codes, today)
    terms, untimed = with_time(terms, cells)
    faults = [Trouble(one, typed.line(said[one])[:80], why) for one, why in silent.items()]
    told = (*faults, *doubts, *troubles, *untimed)
    problems = [problem_of(number, trouble, refused=True) for trouble in told]
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
    return post_of(number, employer, terms, head_count, today), problems


def post_of(number: int, employer: str, terms: Terms, head_count: int, today: date) -> Post:
    """Return a row that can be kept, with what it misses."""
    return Post(
        row=number,
        employer=employer,
        terms=terms,
        head_count=head_count,
        missing=post_rules.missing(terms, head_count, today),
    )


def with_time(terms: Terms, cells: Mapping[str, str]) -> tuple[Terms, list[Trouble]]:
    """Return terms whose pay says for which time it is, and the amount that does not."""
    terms, why = timed(terms)
    return terms, [Trouble("pay_base", cells.get("pay_base", "")[:80], why)] if why else []


def problem_of(number: int, trouble: Trouble, *, refused: bool, column: str = "") -> Problem:
    """Return what is wrong with a cell as a problem of its row."""
    return Problem(
        row=number,
        column=column or trouble.column,
        value=trouble.value,
        reason="unreadable",
        says=trouble.says,
        values=trouble.values,
        refused=refused,
    )


def differences(post: Post, terms: Terms, head_count: int, *, draft: bool) -> list[Problem]:
    """Return what a row says otherwise than the post that is here; what it leaves out is none."""
    here, there = reading.write(terms, head_count), reading.write(post.terms, post.head_count)
    return [
        Problem(
            row=post.row,
            column=column,
            value=there[column][:80],
            reason="differs" if draft else "differs-open",
            says=DIFFERS if draft else DIFFERS_OPEN,
            values={"here": here[column][:80] or "–", "there": there[column][:80]},
            refused=False,
        )
        for column in COLUMNS
        if there[column] and there[column] != here[column] and column != "ref"
    ]
