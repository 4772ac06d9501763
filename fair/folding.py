"""The folded form of a text: what judges text reads this, never the text as it was typed.

Two spellings that a reader takes for the same fold to the same: wide and narrow, capital and
small, circled, mathematical or accented letters, digits of any script, letters of other alphabets
that look Latin, and whatever hides between two signs. People are shown what they wrote; fees,
limits, masks, duplicates and search look at the folded form (Unicode UAX #15, NFKC; UTS #39,
confusable signs). One pass over the text: the cost grows with its length and with nothing else.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_VOICED = "\u3099\u309a"  # combining marks that make another kana of a kana
_FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DASHES = frozenset("‐‑‒–—―−﹣－⁃˗➖")
# Letters of other alphabets that a reader takes for Latin ones (UTS #39).
_LATIN = dict(
    zip(
        "авекмнорстухіјѕԁԛԝһѵгьαορντικυχεηγωıłøđ",
        "abekmhopctyxijsdqwhvrbaopvtikuxenywilod",
        strict=True,
    )
)
# Signs for digits and letters to which NFKC gives no plain form.
_SIGNS = (
    {chr(0x2776 + n): str(n + 1) for n in range(9)}
    | {chr(0x2780 + n): str(n + 1) for n in range(9)}
    | {chr(0x278A + n): str(n + 1) for n in range(9)}
    | {chr(start + n): chr(ord("a") + n) for start in (0x1F150, 0x1F170) for n in range(26)}
    | {chr(0x3021 + n): str(n + 1) for n in range(9)}
    | {"⓿": "0", "🄋": "0", "🄌": "0"}
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `at[i]` is where its sign `i` stood, the last one the length as typed."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return which part of the text as typed a part of the folded one stands for.

        What vanished behind a sign goes with it.
        """
        first = self.at[start]
        return first, max(self.at[end], self.at[end - 1] + 1) if end > start else first


def fold(text: str) -> str:
    """Return the folded form of a text."""
    return folded(text).text


def folded(text: str) -> Folded:
    """Return the folded form of a text with the place of each sign in the text as typed."""
    signs: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        for plain in _plain(sign):
            if plain in _VOICED and signs:
                signs[-1] = unicodedata.normalize("NFC", signs[-1] + plain)[:1]
            else:
                signs.append(plain)
                at.append(place)
    return Folded("".join(signs), (*at, len(text)))


@lru_cache(maxsize=20_000)
def _plain(sign: str) -> str:
    """Return what one sign folds to: nothing, itself, or the plain signs that it stands for."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign in _VOICED:
        return sign
    kept = []
    for part in unicodedata.normalize("NFKD", sign).casefold():
        kind = unicodedata.category(part)
        if part in _VOICED:
            kept.append(part)
        elif part in "\n\t" or kind[0] == "Z":
            kept.append("\n" if part in "\n\u2028\u2029" else " ")
        elif part in _DASHES:
            kept.append("-")
        elif kind[0] not in "CM" and part not in _FILLERS:
            digit = unicodedata.digit(part, None)
            kept.append(_LATIN.get(part, part) if digit is None else str(digit))
    return unicodedata.normalize("NFC", "".join(kept))
