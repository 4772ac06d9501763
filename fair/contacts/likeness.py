"""How much a text is like those that give a way out: groups of letters, weighed.

The weights were learned from the lines in `tests/contacts` (`make learn` learns them anew) and say
what no rule lists: "the name is my nickname", a slip, a new word for a messenger. Linear: one look
in a table for each group.
"""

import json
import re
from functools import cache
from pathlib import Path

from fair.contacts.harmless import harmless
from fair.contacts.reading import Span

LONGEST = 4  # signs of a group
MOST_SIGNS = 160  # a longer text is weighed in parts; the lines learned from are short
# Odds of eleven to one: below it, a text that the rules let pass stays as it was typed.
ENOUGH = 2.4
_MOST_CLAUSES = 4
_CLAUSE = re.compile(r"[^,，。;；!！?？\n、…]+[,，。;；!！?？\n、…]*")
_WEIGHTS = Path(__file__).with_name("likeness.json")


def quieted(text: str) -> str:
    """Return a folded text in which figures that reach nobody say so, at the same places."""
    signs = list(text)
    for start, end in harmless(text):
        for place in range(start, end):
            if signs[place].isdigit():
                signs[place] = "·"
    return "".join(signs)


def groups(text: str) -> set[str]:
    """Return the groups of one to four signs in a folded text; each figure counts as the same."""
    plain = re.sub(r"[0-9]", "9", text)
    return {
        plain[start : start + length]
        for length in range(1, LONGEST + 1)
        for start in range(len(plain) - length + 1)
    }


@cache
def _learned() -> tuple[float, dict[str, float]]:
    learned = json.loads(_WEIGHTS.read_text("utf-8"))
    return learned["start"], learned["weights"]


def likeness(text: str) -> float:
    """Return the logarithm of the odds that a folded text gives a way out."""
    start, weights = _learned()
    return start + sum(weights.get(group, 0.0) for group in groups(text))


def suspects(text: str) -> list[Span]:
    """Return the clauses of a folded text without which nothing in it is like a way out.

    Figures alone are for the rules.
    """
    if sum(map(str.isalpha, text)) < LONGEST:
        return []
    text = quieted(text)
    found: list[Span] = []
    part: list[Span] = []
    for clause in [*(one.span() for one in _CLAUSE.finditer(text)), None]:
        if clause is None or (part and clause[1] - part[0][0] > MOST_SIGNS):
            found += _suspects(text, part)
            part = []
        if clause is not None:
            part.append(clause)
    return found


def _suspects(text: str, clauses: list[Span]) -> list[Span]:
    """Take the likeliest clause away until the rest is like any other text."""
    left, taken = list(clauses), list[Span]()
    while left and likeness("".join(text[start:end] for start, end in left)) > ENOUGH:
        if len(taken) == _MOST_CLAUSES:
            return clauses
        worst = max(left, key=lambda span: likeness(text[span[0] : span[1]]))
        left.remove(worst)
        taken.append(worst)
    return taken
