"""The second look: what in a text is like words that broke a rule, and somebody should look at.

It refuses nothing. The weights were learned from the lines in `tests/screening` (`make learn`
learns them anew). Linear: one look in a table for each trait, in parts as long as those lines.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

from fair.screening.doubt import Doubt, Suspect
from fair.screening.phrases import Reading
from fair.screening.traits import traits, worded

# One in six of the innocent lines that were written to be hard is looked at in vain, by trial on
# lines not seen; ordinary ones far less often. Latin words tell less than signs do.
ENOUGH, ENOUGH_LATIN = -1.0, -0.7
MOST_SIGNS = 200  # a longer text is weighed in parts; the lines learned from are short
CLEARLY = 1.0  # a sentence by itself, however much good stands around it
_SENTENCE = re.compile(r"(?:[^;。!?\n.]|\.(?![ \n]|$))+(?:[;。!?\n]|\.(?=[ \n]|$))*")
_SIGNS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[^,、]+[,、]*")
_LEARNED = files("fair.screening") / "doubts.json"
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

    lines: str  # the fingerprint of what it was learned from
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
        kept["lines"],
        Scale(**kept["look"]),
        {Suspect(rule): Scale(**scale) for rule, scale in kept["rules"].items()},
    )


def doubts_in(read: Reading) -> tuple[Doubt, ...]:
    """Return each rule that a text may break, with the clause that weighs most for it."""
    found: dict[Suspect, Doubt] = {}
    for rule, (start, end) in _suspects(read.text):
        found.setdefault(rule, Doubt(rule, read.phrase(start, end)))
    return tuple(found.values())


def _suspects(text: str) -> Iterator[tuple[Suspect, _Span]]:
    """Yield the rules that parts of a text may break, and sentences whatever stands around them."""
    known = learned()
    for part in parts(text):
        said = text[part[0][0] : part[-1][1]]
        whole = traits(said)
        if known.look.odds(whole) > enough(said):
            yield known.rule(whole), _heaviest(text, *part)
        for start, end in part if len(part) > 1 else ():
            alone = traits(text[start:end])
            if known.look.odds(alone) > CLEARLY:
                yield known.rule(alone), _heaviest(text, (start, end))


def enough(text: str) -> float:
    """Return the odds above which somebody should look at a part."""
    return ENOUGH if _SIGNS.search(text) else ENOUGH_LATIN


def parts(text: str) -> list[list[_Span]]:
    """Return the sentences of a text in parts of so many signs; what is longer is cut."""
    found: list[list[_Span]] = []
    for sentence in _SENTENCE.finditer(text):
        for start in range(sentence.start(), sentence.end(), MOST_SIGNS):
            end = min(start + MOST_SIGNS, sentence.end())
            if not found or end - found[-1][0][0] > MOST_SIGNS:
                found.append([])
            found[-1].append((start, end))
    return found


def _heaviest(text: str, *sentences: _Span) -> _Span:
    """Return the clause that by itself weighs most."""
    look = learned().look
    clauses = [one.span() for at in sentences for one in _CLAUSE.finditer(text, *at)]
    return max(
        clauses or sentences, key=lambda at: look.odds(worded(text[at[0] : at[1]])), default=(0, 0)
    )
