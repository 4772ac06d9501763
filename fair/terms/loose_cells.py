"""Cells as job boards and offices write them: a range of pay in 万, hours of work, parts of a text.

Read into what the template's own cells say, or not at all. No pattern here repeats without a bound.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from fair import plain
from fair.folding import fold
from fair.terms.pay_cell import BEHIND

LONGEST = 200  # signs of a cell that are looked at
SCALES = (1, 1_000, 10_000)
NEGOTIABLE = frozenset(
    map(fold, ("negotiable", "面议", "面談", "面谈", "薪资面议", "応相談", "要相談", "tbd", "doe"))
)
_BEFORE: Mapping[str, tuple[str, ...]] = {
    "hour": ("时薪", "時薪", "時給"),
    "day": ("日薪", "日給"),
    "week": ("周薪", "週給"),
    "month": ("月薪", "月給", "月收入"),
    "year": ("年薪", "年俸", "年収", "年收入"),
}
_UNITS = {"万": 10_000, "萬": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}
_OF = {word: period for period, several in BEHIND.items() for word in several}
_OF |= {"wk": "week", "fortnight": "two_weeks", "mo": "month", "yr": "year"}
_LED = {word: period for period, several in _BEFORE.items() for word in several}
_SIGN = r"[$£€¥￥]?"
_NUMBER = r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?"
_MONEY = r"(?:元|円|圆|rmb|cny|jpy|usd)?"


def _one_of(signs: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, signs), key=len, reverse=True))


_PAY = re.compile(
    rf"(?:(?P<led>{_one_of(_LED)})[:：]? ?)?"
    rf"{_SIGN}(?P<least>{_NUMBER}) ?(?P<unit>{_one_of(_UNITS)})?"
    rf" ?{_MONEY}(?: ?(?:-|–|~|〜|to|至|到|から) ?{_SIGN}(?P<most>{_NUMBER})"
    rf" ?(?P<last>{_one_of(_UNITS)})?)? ?{_MONEY}"
    rf"(?: ?(?:an?|per|every|/|每|毎)? ?(?P<word>{_one_of(_OF)}))?(?:·\d{{1,2}}薪)?",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(?P<h>\d{1,2})[:：](?P<m>\d{2}) ?(?:-|–|~|〜|to|至|到|から) ?(?:次日|翌日|翌)?"
    r" ?(?P<h2>\d{1,2})[:：](?P<m2>\d{2})",
    re.IGNORECASE,
)
_NIGHT_FROM, _NIGHT_TO, _DAY = 22 * 60, 6 * 60, 24 * 60


def pay(text: str, *, scale: int = 1, period: str = "") -> str | None:
    """Return a pay as the template's own cell says it; None where it is not clear.

    "" where it is said to be negotiable. `scale` and `period` count where the cell says none: of
    a range the sign behind the second amount counts for both.
    """
    said = plain.plain(text[:LONGEST]).strip()
    if fold(said) in NEGOTIABLE:
        return ""
    found = _PAY.fullmatch(said)
    if not found:
        return None
    last = found["last"] or found["unit"]
    first = found["unit"] or last
    least = _amount(found["least"], first, scale)
    most = _amount(found["most"], last, scale) if found["most"] else None
    word = found["word"] or ""
    of_word = _OF.get(word.lower(), "")
    of_lead = _LED.get(found["led"] or "", "")
    if (of_word and of_lead and of_word != of_lead) or (most is not None and most < least):
        return None
    time = of_word or of_lead or period
    ends = f"{least:f}" if most is None else f"{least:f} - {most:f}"
    return f"{ends} per {BEHIND[time][0]}" if time else ends


def _amount(text: str, unit: str | None, scale: int) -> Decimal:
    number = Decimal(text.replace(",", ""))
    found = number * (_UNITS[unit.lower()] if unit else scale)
    return found.quantize(Decimal("0.01")).normalize() + 0


def night(text: str) -> str | None:
    """Return whether hours of work reach into the night, 22:00 to 6:00; None where none stand."""
    ranges = [
        (int(one["h"]) * 60 + int(one["m"]), int(one["h2"]) * 60 + int(one["m2"]))
        for one in _HOURS.finditer(plain.plain(text[:LONGEST]))
    ]
    if not ranges or any(max(one) > _DAY for one in ranges):
        return None
    return "yes" if any(_at_night(start, end) for start, end in ranges) else "no"


def _at_night(start: int, end: int) -> bool:
    return end <= start or start < _NIGHT_TO or end > _NIGHT_FROM


def picked(text: str, say: Mapping[str, Any]) -> str:
    """Return the part of a cell that a target is filled from: of several, or by a pattern."""
    if sign := say.get("split"):
        text = part(text, sign, say.get("part", 1))
    pattern = say.get("pattern")
    return taken(text, pattern) if pattern else text


def part(text: str, sign: str, which: int) -> str:
    """Return the part of a text between these signs, the first is 1; "" where there is none."""
    parts = text.split(sign, which)
    return parts[which - 1].strip() if len(parts) >= which else ""


def taken(text: str, pattern: str) -> str:
    """Return what stands at the `{}` of a pattern, in which `*` is anything; "" where it fits not.

    Looks each literal up once, from the left: no pattern costs more than its own length a cell.
    """
    before, _, after = pattern.partition("{}")
    start = _past(text, 0, before)
    if start < 0:
        return ""
    literals = [one for one in after.split("*") if one]
    if not literals:
        return text[start:].strip()
    end = text.find(literals[0], start)
    rest = after[after.index(literals[0]) + len(literals[0]) :]
    fits = end >= 0 and _past(text, end + len(literals[0]), rest) >= 0
    return text[start:end].strip() if fits else ""


def _past(text: str, at: int, literals: str) -> int:
    """Return the place behind these literals, which anything may part; -1 where one lacks."""
    for place, one in enumerate(literals.split("*")):
        if not one:
            continue
        found = text.find(one, at)
        if found < 0 or (place == 0 and found != at):
            return -1
        at = found + len(one)
    return at
