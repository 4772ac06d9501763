"""Patterns over the joined form of a text, and what they found as it was typed.

The joined form (`fair.folding.joined`) has small plain letters, narrow signs and single blanks, so
a pattern says each thing once. A `~` in a pattern is a gap that may stand between two words of
Chinese or Japanese. No pattern repeats anything without a bound: the time that a text takes must
grow with its length and with nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fair.folding import Folded, joined

_GAP = r"[ /\-]?"
_STOPS = re.compile(r"[。!?;\n]|\.(?= |$)")


def either(*patterns: str) -> re.Pattern[str]:
    """Return the pattern that finds any of these; `~` stands for a gap between two words."""
    return re.compile("|".join(patterns).replace("~", _GAP))


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was typed, and its joined form in which phrases are looked for."""

    typed: str
    form: Folded

    @property
    def text(self) -> str:
        return self.form.text

    def phrase(self, start: int, end: int) -> str:
        """Return what stands in the text as typed for this part of the joined form."""
        first, last = self.form.span(start, end)
        return self.typed[first:last].strip()


def reading(typed: str) -> Reading:
    """Return a text with its joined form."""
    return Reading(typed, joined(typed))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a joined form: where it starts, and what is said right after it."""

    text: str
    start: int
    question: bool
    next: str


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a joined form; after each question, the first signs of its answer."""
    start = 0
    for stop in _STOPS.finditer(text):
        end = stop.start()
        yield Sentence(
            text[start:end], start, stop[0] == "?", text[stop.end() : stop.end() + _ANSWER].lstrip()
        )
        start = stop.end()
    yield Sentence(text[start:], start, question=False, next="")


_ANSWER = 12
