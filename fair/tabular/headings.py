"""Which column of a table is which of ours, whatever stands above, in which language. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from fair import typed
from fair.decisions import N_
from fair.tabular.line import EMPTY, Line
from fair.tabular.problem import Problem
from fair.tabular.refusals import BrokenFile

LOOKED_AT = 12
"""Rows that may stand above the headings, with them: a title, who made the list, an empty one."""
_MISSING = N_("This column is missing in the first row.")
_HIDDEN_NEEDED = N_("This column is hidden. Show it, save the file, and bring it again.")
_TWICE = N_("This column stands there twice.")
_UNKNOWN = N_("This is none of our columns. It was left out.")
_HIDDEN = N_("This column is hidden and was left out.")
_ABOVE = N_("What stands above the headings was not read.")


@dataclass(frozen=True, slots=True)
class Head:
    """The row of the headings: as they are written, and by the names of our columns.

    A name that we do not know stands as it is written; a hidden one and an empty one are "". Where
    our columns count `alone`, so is one that we do not know.
    """

    number: int
    written: Sequence[str]
    names: Sequence[str]
    columns: Collection[str]
    hidden: Sequence[str] = ()
    above: bool = False
    alone: bool = False

    @property
    def places(self) -> Mapping[str, int]:
        """Return the place of each column of ours."""
        return {name: at for at, name in enumerate(self.names) if name in self.columns}

    def notes(self) -> Iterator[Problem]:
        """Yield what of the table is left out, and not for a reason that keeps anything out."""
        if self.above:
            yield Problem(row=1, says=_ABOVE, reason="left-out", refused=False)
        for name in self.hidden:
            yield Problem(
                row=self.number, column=name[:80], says=_HIDDEN, reason="left-out", refused=False
            )
        for name in self.names:
            if name and name not in self.columns:
                yield Problem(
                    row=self.number, column=name[:80], says=_UNKNOWN, reason="left-out",
                    refused=False,
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heads:
    """Our columns: which there are, which a file must have, what each is called when asked for.

    `called` leads from a heading as it is written to the name of a column, or to itself; `label`
    is how a column is named to a reader in a refusal.
    """

    columns: Collection[str]
    needed: Collection[str]
    called: Callable[[str], str] = typed.line
    label: Callable[[str], str] = str
    alone: bool = False
    """True where columns that are not ours are nobody's business: those of a map."""

    def in_lines(self, lines: Sequence[Line]) -> Head | None:
        """Return the first row that has every needed heading; None where none has."""
        for one in lines:
            names = [self.called(cell) for cell in one.cells]
            if set(self.needed) <= set(names):
                written = [typed.line(cell) for cell in one.cells]
                return Head(one.number, written, names, self.columns)
        return None

    def of(self, lines: Sequence[Line], unseen: AbstractSet[int] = frozenset()) -> Head:
        """Return the headings; refuses `BrokenFile` where one of ours is missing or there twice."""
        first = next((at for at, one in enumerate(lines) if one.filled), None)
        if first is None:
            raise BrokenFile.at(Problem(row=1, says=EMPTY))
        found = self.in_lines(lines)
        row = next((one for one in lines if found and one.number == found.number), lines[first])
        names = _ended([self.called(cell) for cell in row.cells])
        hidden = [name for at, name in enumerate(names) if at in unseen and name]
        seen = ["" if at in unseen else name for at, name in enumerate(names)]
        self._complete(row.number, seen, hidden)
        written = [typed.line(cell) for cell in row.cells][: len(seen)]
        # Where the first row is the one, nobody needs to hear of it.
        above = row.number > lines[first].number
        if self.alone:
            seen = [name if name in self.columns else "" for name in seen]
        kept = () if self.alone else hidden
        return Head(row.number, written, seen, self.columns, kept, above, self.alone)

    def _complete(self, number: int, names: Sequence[str], hidden: Collection[str]) -> None:
        for name in self.needed:
            if name not in names:
                says = _HIDDEN_NEEDED if name in hidden else _MISSING
                raise BrokenFile.at(Problem(row=number, column=self.label(name), says=says))
        times = Counter(names)
        twice = next((name for name in names if name in self.columns and times[name] > 1), "")
        if twice:
            raise BrokenFile.at(Problem(row=number, column=self.label(twice), says=_TWICE))


def _ended(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names
