"""Covering every way to reach somebody outside; the rest of a text stays as it was typed."""

from collections.abc import Iterable

from fair.contacts.addresses import addresses
from fair.contacts.handles import handles
from fair.contacts.harmless import harmless
from fair.contacts.hints import hints
from fair.contacts.likeness import suspects
from fair.contacts.phones import phones
from fair.contacts.reading import MASK, Span, read


def ways_out(typed: str) -> list[Span]:
    """Return the spans of a text, as typed, that are ways to reach somebody outside, in order."""
    reading = read(typed)
    text = reading.text
    found = [*phones(text, harmless(text)), *addresses(text), *handles(text), *hints(text)]
    if not found:
        found = suspects(text)
    return _joined(reading.typed(span) for span in found)


def masked(typed: str, after: str = "") -> str:
    """Return the text with every way to reach somebody outside covered.

    With `after`, what the same person wrote just before, the two are read as one.
    """
    kept, at = [], len(after)
    for start, end in ways_out(after + typed):
        if end > at:
            kept += [(after + typed)[at : max(start, at)], MASK]
            at = end
    return "".join([*kept, (after + typed)[at:]])


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
