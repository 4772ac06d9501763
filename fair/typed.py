"""How what people type is kept: one door for text, whichever way it comes in.

Words are kept as they were written and shown (NFC), but for what nobody sees or means: controls,
invisible and direction signs, blank fillers, halves of signs, private and unassigned ones. What
only programs read (numbers, codes) is `fair.plain`'s. Linear in the length of the text.
"""

import re
import unicodedata
from enum import Enum, auto
from functools import lru_cache

# A letter carries at most so many marks: real scripts need five, a tower of them hides its line.
MOST_MARKS = 8

_LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Most texts hold nothing else; none of these is dropped, joined or leans on another sign.
_ORDINARY = re.compile(
    r"[\n -~¡-¬®-ÿ‐-‧‰-⁞€℃№™←-⌨⌫-➿⬅-⭕、-〩〰-ぁ-ゖ゛-ヿㄅ-ㄯ㈠-㏿㐀-䶿一-鿼！-ﾟ￠-￦🌀-🫶]*"
)


class _Kind(Enum):
    KEPT, SPACE, DROPPED, MARK, SELECTOR, JOINER = (auto() for _ in range(6))


_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINERS = re.compile("[\u180e\u200c\u200d]")
# What shows nothing although its category says otherwise.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\U00013441\U00013442\U00016fe4\U0001d159]"
)
# Format signs that are drawn: they stand before the digits of a number or year.
_DRAWN = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
# Names hold ideographs, and chats hold pictures, that are younger than our table of signs.
_YOUNG = re.compile("[\U0001f000-\U0001faff\U00020000-\U0002fffd\U00030000-\U0003fffd]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
# One word may need a joiner in it: Arabic and its neighbours, India's scripts, Burmese, Khmer,
# Mongolian.
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af]")
_MONGOLIAN = re.compile("[\u1820-\u18aa]")
_ARABIC_END, _VIRAMA = 0x08FF, 9
_EMOJI, _KEYCAP, _ZWJ = "\ufe0f", "\u20e3", "\u200d"
_TURNED_INTO_EMOJI = "‼⁉ℹ〰©®™"


@lru_cache(10_000)
def _kind(sign: str) -> _Kind:
    if sign == "\n" or _DRAWN.match(sign):
        return _Kind.SPACE if sign == "\n" else _Kind.KEPT
    if _SELECTORS.match(sign):
        return _Kind.SELECTOR
    if _JOINERS.match(sign):
        return _Kind.JOINER
    category = unicodedata.category(sign)
    if category == "Zs" or sign == "\t":
        return _Kind.SPACE
    if _BLANK.match(sign) or (category[0] == "C" and not (category == "Cn" and _YOUNG.match(sign))):
        return _Kind.DROPPED
    return _Kind.MARK if category in ("Mn", "Me") else _Kind.KEPT


def _sifted(text: str) -> str:
    """Return the text without what leans on nothing, joins nothing, or is dropped anywhere."""
    kept: list[str] = []
    before, leaning, waiting = "\n", MOST_MARKS, ""
    for sign in text:
        kind = _kind(sign)
        if kind is _Kind.DROPPED:
            continue
        if kind in (_Kind.MARK, _Kind.SELECTOR, _Kind.JOINER):
            if leaning >= MOST_MARKS:
                continue
            if kind is not _Kind.MARK and not _selects(before, sign):
                # What comes next may need it; only one can wait.
                waiting = waiting or sign
                continue
            leaning += 1
        else:
            leaning = MOST_MARKS if kind is _Kind.SPACE else 0
        if waiting and _joins(before, waiting, sign):
            kept.append(waiting)
        waiting = ""
        before = sign if kind is not _Kind.SPACE or sign == "\n" else " "
        kept.append(before)
    return "".join(kept)


def _selects(before: str, sign: str) -> bool:
    """True where this selector or joiner belongs to what stands before it, whatever follows."""
    if _kind(sign) is _Kind.JOINER:
        return unicodedata.combining(before) == _VIRAMA and bool(_JOINED.match(before))
    if sign in "\ufe0e\ufe0f":
        picture = unicodedata.category(before) in ("So", "Sm") and before >= "←"
        return picture or before in _TURNED_INTO_EMOJI
    if "\u180b" <= sign <= "\u180f":
        return bool(_MONGOLIAN.match(before))
    return bool(_HAN.match(before)) and (sign <= "\ufe02" or sign >= "\U000e0100")


def _joins(before: str, sign: str, after: str) -> bool:
    """True where real text needs this sign between the two that are shown."""
    if sign == _EMOJI:
        return before in "0123456789#*" and after == _KEYCAP
    if sign == _ZWJ and (before == _EMOJI or _picture(before)) and _picture(after):
        return True
    if _kind(sign) is not _Kind.JOINER or not (_JOINED.match(before) and _JOINED.match(after)):
        return False
    written = unicodedata.category(before)[0] in "LM" and unicodedata.category(after)[0] in "LM"
    return written and _script(before) == _script(after)


def _picture(sign: str) -> bool:
    young = unicodedata.category(sign) == "Cn" and _YOUNG.match(sign)
    return bool(young) or unicodedata.category(sign) == "So" or sign in "↔🏻🏼🏽🏾🏿"


def _script(sign: str) -> int:
    """Return the same number for two letters of one script that is written joined."""
    code = ord(sign)
    return 0 if code <= _ARABIC_END else code >> 7


def _clean(text: str) -> str:
    ended = _LINE_END.sub("\n", text)
    if _ORDINARY.fullmatch(ended):
        return ended
    # Sifted before as well: to put endless marks in order takes more than linear time.
    return _sifted(unicodedata.normalize("NFC", _sifted(ended)))


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
    return called if any(sign.isalnum() or has_letter(sign) for sign in called) else ""


def has_letter(text: str) -> bool:
    """True where at least one letter of any script is in the text."""
    return any(sign.isalpha() or _HAN.match(sign) for sign in text)
