"""Cells of the template as offices and their programs write them, turned into the template's own.

Words become codes, days of any program are put year first, an amount loses the word for its
currency. What can be read in two ways is named and not read.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from fair import plain, typed
from fair.decisions import N_
from fair.folding import fold
from fair.imports.lexicon import Lexicon
from fair.terms.cells import Trouble
from fair.terms.terms import DAYS, LISTS, MONEY

_TWO_WAYS = N_(
    "This can be {one} or {other}. Write the number without a sign between thousands, as {one}."
)
_TWO_DAYS = N_("This day can be {one} or {other}. Write it year first, as {one}.")
_A_SERIAL = N_(
    "This is the number by which an office program counts days. Format the column as a "
    "day, or write 2026-12-31."
)
_TWO_MONIES = N_("The amount says {one}, the currency says {other}. Which one is meant?")

_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})[.,](\d{3})(?![\d]|[.,]\d)")
_SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(?::00(?:\.0+)?)?$")
_OF_WEEK = re.compile(r"[(（][月火水木金土日一二三四五六][)）]|(?:星期|周|週)[一二三四五六日天]$")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_REIWA = re.compile(
    r"(?:令和|R) ?(\d{1,2}|元)[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})日?", re.IGNORECASE
)
_BEFORE_REIWA = 2018
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NAMED = re.compile(
    r"(?:[a-z]{3,9},? )?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[- ](?P<month>[a-z]{3,9})\.?,?[- ]"
    r"|(?P<month2>[a-z]{3,9})\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?,? )(?P<year>\d{4}|\d{2})"
)
_CENTURY = 2000
_DIGITS_OF_YEAR = 4
_MOST_MONTHS = 12
_LONGEST_DAY = 60


def as_template(cells: Mapping[str, str], lexicon: Lexicon) -> tuple[dict[str, str], list[Trouble]]:
    """Return cells as the template's own are written, and what can be read in two ways."""
    found: dict[str, str] = {}
    troubles: list[Trouble] = []
    for column, text in cells.items():
        said, why = _cell(column, text, lexicon)
        if why:
            troubles.append(Trouble(column, typed.line(text)[:80], *why))
            said = ""
        found[column] = said
    troubles += _monies(found, lexicon)
    return found, troubles


Why = tuple[str, Mapping[str, str]] | None


def _cell(column: str, text: str, lexicon: Lexicon) -> tuple[str, Why]:
    if not text:
        return text, None
    if column in DAYS:
        return day_said(text)
    if column in MONEY or column == "own_costs":
        return text, _ambiguous(text)
    known = lexicon.codes.get(column)
    if not known:
        return text, None
    if column in LISTS:
        parts = re.split("[;；、\n]", text)
        return ";".join(known.get(fold(one).strip(), one.strip()) for one in parts), None
    return known.get(fold(typed.line(text)), text), None


def _ambiguous(text: str) -> Why:
    found = _THOUSANDS.search(plain.plain(text))
    if not found:
        return None
    whole, rest = found.groups()
    return _TWO_WAYS, {"one": whole + rest, "other": f"{whole}.{rest}"}


# --- money --------------------------------------------------------------------------------------


def _monies(cells: dict[str, str], lexicon: Lexicon) -> list[Trouble]:
    """Take the word for a currency out of amounts, where it is the one that the post says."""
    troubles = []
    for column in MONEY:
        if not (text := cells.get(column, "")):
            continue
        bare, code = _unit(text, lexicon)
        if not code:
            continue
        said = plain.plain(cells.get("currency", "")).upper()
        if said and said != code:
            values = {"one": code, "other": said}
            troubles.append(Trouble(column, typed.line(text)[:80], _TWO_MONIES, values))
            cells[column] = ""
            continue
        cells[column], cells["currency"] = bare, code
    return troubles


def _unit(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return an amount without the word for its currency, and the currency; "" for none."""
    said = plain.plain(text)
    if not any(map(str.isalpha, said)):
        return text, ""
    found = _units(lexicon).search(said)
    if not found:
        return text, ""
    word = fold(found["behind"] or found["before"])
    bare = f"{said[: found.start()]}{said[found.end() :]}".strip()
    return bare, lexicon.money.get(word, word.upper())


@cache
def _units(lexicon: Lexicon) -> re.Pattern[str]:
    known = {*lexicon.money, *map(fold, lexicon.money.values())}
    one = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?<=\d) ?(?P<behind>{one})(?![a-z])|(?<![a-z])(?P<before>{one}) ?(?=\d)", re.IGNORECASE
    )


# --- days ---------------------------------------------------------------------------------------


def day_said(text: str) -> tuple[str, Why]:
    """Return a day year first, or why it is not read; what is no day comes back as it stands."""
    said = _OF_WEEK.sub("", _MIDNIGHT.sub("", plain.plain(text[:_LONGEST_DAY]))).strip()
    if _SERIAL.fullmatch(said):
        return text, (_A_SERIAL, {})
    if found := _COMPACT.fullmatch(said):
        return "-".join(found.groups()), None
    if found := _REIWA.fullmatch(said):
        year = _BEFORE_REIWA + (1 if found[1] == "元" else int(found[1]))
        return f"{year}-{int(found[2]):02}-{int(found[3]):02}", None
    if found := _NAMED.fullmatch(said.lower()):
        return _by_name(found, said), None
    if found := _NUMBERS.fullmatch(said):
        return _either(said, int(found[1]), int(found[2]), int(found[3]))
    return said or text, None


def _by_name(found: re.Match[str], said: str) -> str:
    named = found["month"] or found["month2"]
    month = next((at for at, one in enumerate(_MONTHS, 1) if one.startswith(named)), 0)
    if not month:
        return said
    year = int(found["year"])
    if len(found["year"]) < _DIGITS_OF_YEAR:
        year += _CENTURY
    return f"{year}-{month:02}-{int(found['day'] or found['day2']):02}"


def _either(said: str, first: int, second: int, year: int) -> tuple[str, Why]:
    """Read day and month before the year: only one order may be a day, or both the same one."""
    days = {one for one in (_day(year, first, second), _day(year, second, first)) if one}
    if len(days) > 1:
        one, other = sorted(days)
        return said, (_TWO_DAYS, {"one": one, "other": other})
    return (days.pop() if days else said), None


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if month <= _MOST_MONTHS else ""
    except ValueError:
        return ""
