"""How what people type is kept: one door for text, whichever way it comes in.

Words are kept as they were written and shown (NFC), but for what nobody sees or means: controls,
invisible and direction signs, blank fillers, halves of signs, private and unassigned ones. What
only programs read (numbers, codes) is `fair.plain`'s. Linear in the length of the text.
"""

import re
import unicodedata

from fair.signs import CUTS, HAN, KEPT, LINE_END, ORDINARY, SHAPES

_EMPTY_LINES = re.compile(r"\n{3,}")


def line(text: str) -> str:
    """Return a text of one line: a name, a title. Runs of spaces and line ends are one space."""
    return " ".join(_clean(text).split())


def prose(text: str) -> str:
    """Return a text of several lines. A line end is one sign; at most one line stays empty."""
    lines = (" ".join(one.split()) for one in _clean(text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def name(text: str) -> str:
    """Return what somebody or something is called; empty where no letter or digit is in it."""
    called = line(text)
    return called if any(sign.isalnum() for sign in called) or HAN.search(called) else ""


def has_letter(text: str) -> bool:
    """True where at least one letter of any script is in the text."""
    return any(sign.isalpha() for sign in text) or bool(HAN.search(text))


def _clean(text: str) -> str:
    ended = LINE_END.sub("\n", text)
    if ORDINARY.fullmatch(ended):
        return ended
    # Sifted first: to put endless marks in order takes more than linear time. What is put in order
    # may stand beside others than before, and then looks again, no oftener than it has marks.
    kept = sifted(ended)
    while (again := sifted(unicodedata.normalize("NFC", kept))) != kept:
        kept = again
    return kept


def sifted(text: str) -> str:
    """Return the text without what is dropped anywhere, leans on nothing, or joins nothing."""
    kept = text.translate(KEPT)
    shapes = " " + kept.translate(SHAPES)
    for cut in CUTS:
        spans = [found.span("cut") for found in cut.finditer(shapes)]
        kept, shapes = _without(kept, spans, first=1), _without(shapes, spans)
    return kept


def _without(text: str, spans: list[tuple[int, int]], first: int = 0) -> str:
    """Return the text without these spans, which count from `first`."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at : start - first])
        at = end - first
    return "".join((*pieces, text[at:])) if spans else text
