"""What a text is weighed by: groups of signs, words, senses beside each other, the first look."""

import re
from collections.abc import Iterator

from fair.screening.fees import money_in
from fair.screening.limits import hints_in
from fair.screening.senses import BREAK, senses

LONGEST = 4  # signs of a group; Latin letters are read as words
_NEAR, _FAR = 4, 8  # senses that are looked at behind each
_FIGURE = re.compile(r"\d[\d,.]*")
_TELLING = ("0", "16", "18")  # nothing, and the ages of the law
_DIGITS = 4  # longer figures are alike
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|9+|[0$£€¥]")
_ENDINGS = ("ing", "ed", "es", "s", "ly")
_STEM = 3
_APART = (1, 2, 3)  # words that are looked at together
# Signs put for letters within a word: p@ssport, n!gerians, dep0sit.
_MASKED = re.compile(r"(?<=[a-z])[@$!€£013]{1,2}(?=[a-z]{2})")
_LETTERS = str.maketrans("@$!€£013", "asieloie")


def traits(text: str) -> set[str]:
    """Return the traits of a text in its joined form: as many as it is long, and no more."""
    return worded(text) | set(_first_look(text))


def worded(text: str) -> set[str]:
    """Return the traits that the words of a text give, without what the first look says of it."""
    text = _MASKED.sub(lambda found: found[0].translate(_LETTERS), text)
    plain = _FIGURE.sub(_figure, text)
    return _groups(f" {plain} ") | _latin(plain) | _senses(text)


def _groups(plain: str) -> set[str]:
    return {
        plain[start : start + length]
        for start, sign in enumerate(plain)
        if not sign.isascii()
        for length in range(1, min(LONGEST, len(plain) - start) + 1)
    }


def _latin(plain: str) -> set[str]:
    stems = [_stem(found[0]) for found in _WORD.finditer(plain)]
    pairs = {
        f"={one}{'~' * apart}{other}"
        for apart in _APART
        for one, other in zip(stems, stems[apart:], strict=False)
    }
    return {f"={word}" for word in stems} | pairs


def _senses(text: str) -> set[str]:
    said, found = list(senses(text)), set[str]()
    for place, one in enumerate(said):
        after = said[place + 1 : place + 1 + _FAR]
        found.add(f"§{one}")
        if after:
            found.add(f"§{one}>{after[0]}")
        if one != BREAK:
            near = after[:_NEAR]
            clause = near[: near.index(BREAK)] if BREAK in near else near
            found.update(f"§{one}~{other}" for other in clause)
            found.update(f"§{one}~~{other}" for other in after if other != BREAK)
    return found


def _first_look(text: str) -> Iterator[str]:
    """Yield what the rules say, and that they say nothing of other people's money as certain."""
    for said, _ in money_in(text):
        yield f"!{said}"
    for hint in hints_in(text):
        yield f"!{hint}"


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word


def _figure(found: re.Match[str]) -> str:
    digits = found[0].rstrip(",.")
    return digits if digits in _TELLING else "9" * min(len(digits), _DIGITS)
