"""A text as the finders read it: folded, letters that stand apart drawn together.

A span is (start, end) in the folded text; a *token* of digits says how it was written.
"""

import re
from dataclasses import dataclass

from fair.folding import Folded, folded

Span = tuple[int, int]
MASK = "••••"
LEAST = 7  # digits of a number within a town; fewer reach nobody from outside

# One sign, then three or more of sign and separator, always the same one.
_APART = re.compile(
    r"(?<!\S)\S(?: \S){3,}(?!\S)"
    r"|"
    r"(?<![^\s,，:：;；(（「>])[^\W_](?:([.・·*-])[^\W])(?:\1[^\W]){2,}(?![^\s,，。;；:：)）」、@])"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is what is searched; `source` leads back to the text as typed."""

    text: str
    source: Folded

    def typed(self, span: Span) -> Span:
        """Return where in the text as typed a span stands."""
        return self.source.span(*span)


def listed(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


def read(typed: str) -> Reading:
    """Return a text as the finders read it: "d e m o _ 7 8" is read as "demo_78"."""
    plain = folded(typed)
    dropped = {
        place
        for found in _APART.finditer(plain.text)
        for place in range(found.start() + 1, found.end(), 2)
    }
    if not dropped:
        return Reading(plain.text, plain)
    kept = [place for place in range(len(plain.text)) if place not in dropped]
    drawn = Folded(
        "".join(plain.text[place] for place in kept),
        (*(plain.at[place] for place in kept), plain.at[-1]),
    )
    return Reading(drawn.text, drawn)
