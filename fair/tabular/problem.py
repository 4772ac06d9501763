"""What is wrong in the cells and rows of somebody's file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in one cell. `refused` where it keeps its row out; `says` is English."""

    row: int
    column: str = ""
    value: str = ""
    reason: str = ""
    says: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    refused: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
            "says": self.says,
            "values": dict(self.values),
            "refused": self.refused,
        }


MOST_KEPT, MOST_SHOWN = 2_000, 50


class Found:
    """The problems of a file: the first of each kind, and the numbers of all rows kept out."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.refused: set[int] = set()
        self._kept: dict[bool, list[Problem]] = {True: [], False: []}
        self.add(problems)

    def add(self, problems: Iterable[Problem]) -> None:
        """Take in what is wrong with a row, or with several in their order."""
        for one in problems:
            if one.refused:
                self.refused.add(one.row)
            kept = self._kept[one.refused]
            if len(kept) < MOST_KEPT:
                kept.append(one)

    def in_order(self) -> tuple[Problem, ...]:
        """Return what was kept, by row."""
        return tuple(sorted(self._kept[True] + self._kept[False], key=lambda one: one.row))


def shown(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return the first problems as plain JSON, those that keep a row out before the others."""
    ordered = sorted(problems, key=lambda problem: (not problem.refused, problem.row))
    return [problem.as_dict() for problem in ordered[:MOST_SHOWN]]
