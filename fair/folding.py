"""The folded form of a text: what judges text reads this, never the text as it was typed.

Two spellings that a reader takes for the same fold to the same: wide and narrow, capital and
small, circled, mathematical or accented letters, digits of any script, letters of other alphabets
that look Latin, and whatever hides between two signs. People are shown what they wrote; fees,
limits, masks, duplicates and search look at the folded form (Unicode UAX #15, NFKC; UTS #39,
confusable signs). One pass over the text: the cost grows with its length and with nothing else.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MOST = 4  # signs that one stands for: of ﷺ, which is a sentence, the beginning
_VOICED = "\u3099\u309a"  # combining marks that make another kana of a kana
_FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DASHES = frozenset("‐‑‒–—―−﹣－⁃˗➖")
# Letters of other alphabets that a reader takes for Latin ones (UTS #39): Cyrillic and Greek,
# small capitals, Armenian, Lisu and Cherokee.
_LATIN = dict(
    zip(
        "авекмнорстухіјѕԁԛԝһѵгьӏαορντικυχεηγωıłøđɑɡ"
        "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢօոսհց"
        "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏚᎢᏙᎳᏃ",
        "abekmhopctyxijsdqwhvrblaopvtikuxenywilodag"
        "abcdefghijklmnoprstuvwyzonuhg"
        "bpdtgkjczfmnlsrvhwxyaeiouabcdeghjklmpstvwz",
        strict=True,
    )
)
_ENCLOSED = (0x1F150, 0x1F170, 0x1F1E6)  # in discs, in squares, and the letters that flags are of
# Signs for digits and letters to which NFKC gives no plain form.
_SIGNS = (
    {chr(0x2776 + n): str(n + 1) for n in range(9)}
    | {chr(0x2780 + n): str(n + 1) for n in range(9)}
    | {chr(0x278A + n): str(n + 1) for n in range(9)}
    | {chr(start + n): chr(ord("a") + n) for start in _ENCLOSED for n in range(26)}
    | {chr(0x3021 + n): str(n + 1) for n in range(9)}
    | {"⓿": "0", "🄋": "0", "🄌": "0"}
)


# What a text is cut into, to find signs that were set apart. Kana and Hangul count as CJK signs.
_CJK = (
    r"\u2e80-\u2fff\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_PIECES = re.compile(
    rf"(?P<cjk>[{_CJK}]+)|(?P<digits>\d+)|(?P<letters>[^\W\d_{_CJK}]+)"
    rf"|(?P<stop>[。,;:!?])|(?P<gap>(?:[^\w。,;:!?]|_)+)"
)
_TORN = re.compile(r"[*~^•·・‧∙_]+")  # stands within a word, and belongs to none
_BLANKS = re.compile(r"[ \n]+")
_APART = 2  # as many blanks part words that are spelt with one


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


def key(text: str) -> str:
    """Return what two spellings of one name share: its folded letters and digits alone."""
    return "".join(filter(str.isalnum, fold(text)))


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


def joined(text: str) -> Folded:
    """Return the folded form without what was put between the signs of one word.

    A sign that stands alone between gaps belongs to its neighbours: 押 金, 押.金, d-e-p-o-s-i-t.
    Blanks around digits in Chinese go, runs of blanks become one. Commas, stops and colons stay;
    line breaks too, but between signs that have a line each.
    """
    read = folded(text)
    pieces = [(str(found.lastgroup), *found.span()) for found in _PIECES.finditer(read.text)]
    signs: list[str] = []
    at: list[int] = []
    for place, (kind, start, end) in enumerate(pieces):
        part, where = read.text[start:end], read.at[start:end]
        if kind == "gap" and 0 < place < len(pieces) - 1:
            part = _between(pieces[place - 1], part, pieces[place + 1], pieces, place)
        elif kind == "gap":
            part = _thin(part)
        signs.append(part)
        at += where[: len(part)]
    return Folded("".join(signs), (*at, len(text)))


_Piece = tuple[str, int, int]


def _between(before: _Piece, gap: str, after: _Piece, pieces: list[_Piece], place: int) -> str:
    """Return what is left of a gap between two pieces."""
    kinds = {before[0], after[0]}
    singles = sum(end - start == 1 for _, start, end in (before, after))
    if kinds == {"cjk"}:
        gone = singles == 2 if "\n" in gap else singles > 0  # noqa: PLR2004 - both of them
    elif kinds == {"cjk", "digits"}:
        gone = gap.isspace() and "\n" not in gap
    elif kinds == {"digits"}:
        gone = gap == " " and singles == 2 and _spelt(pieces, place, gap)  # noqa: PLR2004
    elif kinds == {"letters"}:
        gone = _TORN.fullmatch(gap) is not None or (singles == 2 and _spelt(pieces, place, gap))  # noqa: PLR2004
    else:
        gone = False
    return "" if gone else _thin(gap)


def _spelt(pieces: list[_Piece], place: int, gap: str) -> bool:
    """True where three single letters or digits stand apart in a row: one word, spelt."""
    row = [pieces[place - 1], pieces[place + 1]]
    for gap_at, sign_at in ((place - 2, place - 3), (place + 2, place + 3)):
        if 0 <= sign_at < len(pieces) and pieces[gap_at][0] == "gap":
            row.append(pieces[sign_at])
    alone = [kind == pieces[place - 1][0] and end - start == 1 for kind, start, end in row]
    return gap.count(" ") < _APART and "\n" not in gap and sum(alone) > _APART


def _thin(gap: str) -> str:
    """Return a gap with each run of blanks as one, or as one line break."""
    return _BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", gap)


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
    return unicodedata.normalize("NFC", "".join(kept))[:_MOST]
