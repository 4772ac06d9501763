"""Which signs a text may hold, and which only beside others: tables for `fair.typed`.

Each sign has a shape, one letter for what matters about it; patterns over the shapes say what is
cut. So the cost of a text is that of looking each sign up, whatever somebody puts into it.
"""

import re
import unicodedata
from collections.abc import Callable

# A letter carries at most so many marks: real scripts need five, a tower of them hides its line.
MOST_MARKS = 8

LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Most texts hold nothing else; none of these is dropped, joined or leans on another sign.
ORDINARY = re.compile(
    "[\n -~¡-¬®-ÿ\u2010-\u2027\u2030-\u205e€℃№™\u2190-\u2328\u232b-\u2426\u2440-\u244a\u2460-\u27ff"
    "\u2b05-\u2b55\u3001-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3220-\u4dbf"
    "\u4e00-\u9ffc\uff01-\uff9f\uffe0-\uffe6\U0001f300-\U0001fac0]*"
)
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")

# What shows nothing although its category says otherwise.
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\U00013441\U00013442\U00016fe4\U0001d159"
)
# Format signs that are drawn: they stand before the digits of a number or year.
_DRAWN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Names hold ideographs, and chats hold pictures, that are younger than our table of signs.
_YOUNG = re.compile("[\U0001f000-\U0001faff\U00020000-\U0002fffd\U00030000-\U0003fffd]")

# --- shapes --------------------------------------------------------------------------------------

_SPACE, _OTHER, _MARK, _KEY, _KEYCAP, _PICTURE, _HAN, _LIKE_PICTURE = (
    " ",
    "o",
    "m",
    "k",
    "K",
    "p",
    "h",
    "q",
)
_ZWJ, _ZWNJ, _MVS, _EMOJI, _VARIANT, _MONGOLIAN_VARIANT, _NO_VARIANT = (
    "Z",
    "N",
    "M",
    "E",
    "H",
    "F",
    "x",
)
_SPECIAL = {
    "\n": _SPACE, "\u200d": _ZWJ, "\u200c": _ZWNJ, "\u180e": _MVS, "\ufe0e": _EMOJI,
    "\ufe0f": _EMOJI, "\u20e3": _KEYCAP,
    **dict.fromkeys("0123456789#*", _KEY),
    **dict.fromkeys("‼⁉ℹ〰©®", _LIKE_PICTURE),
    **dict.fromkeys("\ufe00\ufe01\ufe02", _VARIANT),
    **dict.fromkeys("\u180b\u180c\u180d\u180f", _MONGOLIAN_VARIANT),
    **dict.fromkeys((chr(code) for code in range(0xFE03, 0xFE0E)), _NO_VARIANT),
    **dict.fromkeys((chr(code) for code in range(0xE0100, 0xE01F0)), _VARIANT),
    **dict.fromkeys("🏻🏼🏽🏾🏿", _PICTURE),
}  # fmt: skip
# Scripts in which one word may need a joiner in it: Arabic and its neighbours, India's, Burmese,
# Khmer, Mongolian. Their letters, marks and viramas have shapes of their own, script by script.
_JOINED = (
    (0x0600, 0x08FF), *((start, start + 0x7F) for start in range(0x0900, 0x0E00, 0x80)),
    (0x1000, 0x109F), (0x1780, 0x17FF), (0x1800, 0x18AF),
)  # fmt: skip
_VIRAMA_CLASS = 9
_LETTERS = [chr(0xE000 + 3 * place) for place in range(len(_JOINED))]
_MARKS = [chr(0xE001 + 3 * place) for place in range(len(_JOINED))]
_VIRAMAS = [chr(0xE002 + 3 * place) for place in range(len(_JOINED))]


class _Table(dict[int, str | None]):
    """What becomes of each sign; worked out when it is first met, and not kept without end."""

    def __init__(self, work_out: Callable[[str], str | None]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str | None:
        if len(self) > 30_000:  # noqa: PLR2004 - a bound, so that strangers cost no memory
            self.clear()
        found = self[code] = self._work_out(chr(code))
        return found


def _kept(sign: str) -> str | None:
    """Return the sign as it is kept, a space for any space, None where it is dropped."""
    if sign in "\n\u200c\u200d\u180e" or sign in _DRAWN:
        return sign
    category = unicodedata.category(sign)
    if category == "Zs" or sign == "\t":
        return " "
    unknown = category[0] in "CZ" and not (category == "Cn" and _YOUNG.match(sign))
    return None if unknown or sign in _BLANK else sign


def _shape(sign: str) -> str:
    """Return what matters about a sign that is kept."""
    if (known := _SPECIAL.get(sign)) is not None:
        return known
    category, order = unicodedata.category(sign), unicodedata.combining(sign)
    leans = category in ("Mn", "Me") or order > 0
    for place, (first, last) in enumerate(_JOINED):
        if first <= ord(sign) <= last and category[0] in "LM":
            if order == _VIRAMA_CLASS:
                return _VIRAMAS[place]
            return _MARKS[place] if leans else _LETTERS[place]
    if category == "Zs":
        return _SPACE
    if leans:
        return _MARK
    if HAN.match(sign):
        return _HAN
    drawn = category in ("So", "Sm", "Cn") and sign >= "←"
    return _PICTURE if drawn else _OTHER


KEPT, SHAPES = _Table(_kept), _Table(_shape)

# --- what is cut ---------------------------------------------------------------------------------

_JOINERS = f"{_ZWJ}{_ZWNJ}{_MVS}"
_SELECTORS = f"{_EMOJI}{_VARIANT}{_MONGOLIAN_VARIANT}{_NO_VARIANT}"
_LEAN = f"[{_MARK}{_KEYCAP}{_JOINERS}{_SELECTORS}{''.join((*_MARKS, *_VIRAMAS))}]"


def _within(place: int) -> str:
    one = f"[{_LETTERS[place]}{_MARKS[place]}{_VIRAMAS[place]}]"
    return f"(?<={one}[{_JOINERS}])(?={one})"


# Where real text needs a selector or a joiner that was just read.
_NEEDED = (
    f"(?<=[{_PICTURE}{_LIKE_PICTURE}]{_EMOJI})",
    f"(?<={_KEY}{_EMOJI})(?={_KEYCAP})",
    f"(?<={_HAN}{_VARIANT})",
    f"(?<={_LETTERS[-1]}{_MONGOLIAN_VARIANT})",
    f"(?<={_PICTURE}{_ZWJ})(?={_PICTURE})",
    f"(?<=[{_PICTURE}{_LIKE_PICTURE}]{_EMOJI}{_ZWJ})(?={_PICTURE})",
    f"(?<=[{''.join(_VIRAMAS)}][{_ZWJ}{_ZWNJ}])",
    *(_within(place) for place in range(len(_JOINED))),
)
# Each finds what is cut in its group "cut", in this order: what leans on a space, what of a tower
# is too high, and selectors and joiners that are not needed. A text's shapes begin with a space.
CUTS = (
    re.compile(rf"{_SPACE}(?P<cut>{_LEAN}+)"),
    re.compile(rf"{_LEAN}{{{MOST_MARKS}}}(?P<cut>{_LEAN}+)"),
    re.compile(rf"(?P<cut>[{_JOINERS}{_SELECTORS}])(?!{'|'.join(_NEEDED)})"),
)
