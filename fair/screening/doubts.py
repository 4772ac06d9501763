"""The second look: what in a text is like words that broke a rule, and somebody should look at.

It refuses nothing. The weights were learned from the lines in `tests/screening` (`make learn`
learns them anew). Linear: one look in a table for each trait, in parts as long as those lines.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from fair.screening.doubt import Doubt, Suspect
from fair.screening.phrases import Reading
from fair.screening.traits import traits, worded

ENOUGH = -0.2  # odds of four to five: what is looked at in vain costs less than what is missed
MOST_SIGNS = 200  # a longer text is weighed in parts; the lines learned from are short
_MOST_CLAUSES = 4
_CLAUSE = re.compile(r"[^,;。!?\n、]+[,;。!?\n、]*")
_LEARNED = Path(__file__).with_name("doubts.json")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scale:
    """What each trait weighs, and what a text weighs before any."""

    start: float
    weights: Mapping[str, float]

    def odds(self, found: set[str]) -> float:
        """Return the logarithm of the odds that a text with these traits is one of the kind."""
        if not found:
            return self.start
        return self.start + sum(self.weights.get(one, 0.0) for one in found) / sqrt(len(found))


@dataclass(frozen=True, slots=True)
class Learned:
    """Whether somebody should look, and for which rule."""

    look: Scale
    rules: Mapping[Suspect, Scale]

    def rule(self, found: set[str]) -> Suspect:
        """Return the rule that a text with these traits breaks most likely."""
        return max(self.rules, key=lambda rule: self.rules[rule].odds(found))


@cache
def learned() -> Learned:
    """Return what was learned."""
    kept = json.loads(_LEARNED.read_text("utf-8"))
    return Learned(
        Scale(**kept["look"]),
        {Suspect(rule): Scale(**scale) for rule, scale in kept["rules"].items()},
    )


def doubts_in(read: Reading) -> tuple[Doubt, ...]:
    """Return each rule that a text may break, with the clause that weighs most for it."""
    found: dict[Suspect, Doubt] = {}
    for part in _parts(read.text):
        for rule, (start, end) in _suspects(read.text, part):
            found.setdefault(rule, Doubt(rule, read.phrase(start, end)))
    return tuple(found.values())


def _parts(text: str) -> list[list[_Span]]:
    """Return the clauses of a text in parts of so many signs."""
    parts: list[list[_Span]] = []
    for clause in (one.span() for one in _CLAUSE.finditer(text)):
        if not parts or clause[1] - parts[-1][0][0] > MOST_SIGNS:
            parts.append([])
        parts[-1].append(clause)
    return parts


def _suspects(text: str, part: list[_Span]) -> list[tuple[Suspect, _Span]]:
    """Return the rules that a part may break: that of the whole, and of clauses by themselves."""
    known = learned()
    whole = traits(text[part[0][0] : part[-1][1]])
    if known.look.odds(whole) <= ENOUGH:
        return []
    alone = sorted(
        ((worded(text[start:end]), (start, end)) for start, end in part),
        key=lambda clause: -known.look.odds(clause[0]),
    )
    further = [clause for clause in alone[1:_MOST_CLAUSES] if known.look.odds(clause[0]) > ENOUGH]
    return [(known.rule(whole), alone[0][1]), *((known.rule(one), at) for one, at in further)]
