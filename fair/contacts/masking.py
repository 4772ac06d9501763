"""Covering every way to reach somebody outside; the rest of a text stays as it was typed."""

from collections.abc import Iterable

from fair.contacts.addresses import addresses
from fair.contacts.handles import handles
from fair.contacts.harmless import harmless
from fair.contacts.hints import hints
from fair.contacts.likeness import suspects
from fair.contacts.phones import phones
from fair.contacts.reading import MASK, Span, read

_ROUNDS = 3  # what is left over may join across what was covered; more than this is nobody's text


def ways_out(typed: str, *, after: str = "") -> list[Span]:
    """Return the spans of a text, as typed, that are ways to reach somebody outside, in order.

    With `after`, what the same person wrote just before, the two are read as one.
    """
    found = by_rule(after + typed)
    ours = [(max(0, start - len(after)), end - len(after)) for start, end in found]
    ours = [(start, end) for start, end in ours if end > 0]
    if not ours:
        reading = read(typed)
        ours = [reading.typed(span) for span in suspects(reading.text)]
    return _with_what_joins(typed, _joined(ours))


def masked(typed: str, *, after: str = "") -> str:
    """Return the text with every way to reach somebody outside covered; `after` as above."""
    return _covered(typed, ways_out(typed, after=after))[0]


def by_rule(typed: str) -> list[Span]:
    """Return the spans of a text that a rule knows for ways out; what is only like one, not."""
    reading = read(typed)
    text = reading.text
    found = [*phones(text, harmless(text)), *addresses(text), *handles(text), *hints(text)]
    return [reading.typed(span) for span in found]


def _covered(typed: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Return the text with spans covered, and of each of its signs where it was typed."""
    kept, places, at = [], list[Span](), 0
    for start, end in (*spans, (len(typed), len(typed))):
        kept.append(typed[at:start])
        places += [(place, place + 1) for place in range(at, start)]
        if start < end:
            kept.append(MASK)
            places += [(start, end)] * len(MASK)
        at = end
    return "".join(kept), places


def _with_what_joins(typed: str, spans: list[Span]) -> list[Span]:
    for _ in range(_ROUNDS if spans else 0):
        text, places = _covered(typed, spans)
        more = [(places[start][0], places[end - 1][1]) for start, end in by_rule(text)]
        grown = _joined([*spans, *more])
        if grown == spans:
            break
        spans = grown
    return spans


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
