"""Reading what somebody wrote into a column of the vacancy template, in a file or a form.

One reader for both, so that a form and a file mean the same. What cannot be read becomes a
problem in words; it is never guessed.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fair import plain, typed
from fair.decisions import N_
from fair.folding import fold, key
from fair.languages import LANGUAGES
from fair.people.person import YOUNGEST
from fair.terms import asks, own_costs
from fair.terms.abroad_cell import country, filing
from fair.terms.choice import one_of
from fair.terms.pay_cell import UPSIDE_DOWN, parted
from fair.terms.terms import (
    COLUMNS,
    DAYS,
    FLAGS,
    LISTS,
    LODGINGS,
    MEALS,
    MONEY,
    PERIODS,
    TRAVEL_PAYERS,
    Terms,
    attribute,
)
from fair.terms.unreadable import Unreadable

_RELATIVE = re.compile(r"[+-]\d{1,4}d")
_NUMBER = re.compile(r"\d{1,12}(\.\d+)?")
_YES = frozenset({"yes", "是", "はい"})
_NO = frozenset({"no", "否", "いいえ"})
_CHOICES: Mapping[str, Collection[str]] = {
    "language": LANGUAGES,
    "pay_period": PERIODS,
    "travel_payer": TRAVEL_PAYERS,
    "lodging": LODGINGS,
    "meals": MEALS,
}
# the most characters of a text; what is not named here is short
_LONG = {"duties": 4000, "conditions": 4000} | dict.fromkeys(
    ("place", "signed_by", "title", "principal"), 200
)
_SHORT = 300
_NUMBERS: Mapping[str, tuple[float, float]] = {
    "usual_hours_week": (1, 100),
    "usual_overtime_hours_month": (0, 300),
}
_WHOLE: Mapping[str, tuple[int, int]] = {
    "head_count": (1, 100_000),
    "probation_months": (0, 24),
    "quota": (1, 100_000),
    "min_age": (14, 99),
    "max_age": (YOUNGEST, 99),
}
_MOST_CENTS = 10_000_000_000
# Words for readers; everything else in a post is for programs to read.
_PROSE = frozenset({"duties", "conditions"})
_LINES = frozenset(
    {"place", "signed_by", "between", "bonus_payer", "bonus_condition",
     "social_insurance", "fees", "source", "principal", "filing"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Codes:
    """The code lists that cells must name: `skills` by kind (skill, certificate, language).

    `county_names` leads from the key of a name (`fair.folding.key`) to the code; a name that
    several places have is not in it.
    """

    work: Collection[str]
    counties: Collection[str]
    skills: Mapping[str, Collection[str]]
    county_names: Mapping[str, str] = field(default_factory=dict, hash=False)
    asks: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that cannot be read: column, what stood there, and an English sentence."""

    column: str
    value: str
    says: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


def day(text: str, today: date) -> date:
    """Read a date, year first, or `+30d`: so many days from today."""
    if _RELATIVE.fullmatch(text):
        return today + timedelta(days=int(text[:-1]))
    try:
        return date.fromisoformat(plain.day(text))
    except ValueError:
        raise Unreadable(N_("Write the day as 2026-12-31, or as +30d.")) from None


def number(text: str) -> Decimal:
    """Read a number; white space, thousands' commas and currency signs are overlooked."""
    found = plain.number(text)
    if not _NUMBER.fullmatch(found):
        raise Unreadable(N_("Write a number, such as 4600 or 37.50."))
    return Decimal(found)


def cents(text: str) -> int:
    """Read an amount of money; return hundredths."""
    found = int((number(text) * 100).to_integral_value())
    if found > _MOST_CENTS:
        raise Unreadable(N_("That is too much. Check the number."))
    return found


def whole(text: str, low: int, high: int) -> int:
    """Read a whole number between two bounds, both included."""
    found = number(text)
    if found != found.to_integral_value() or not low <= found <= high:
        raise Unreadable(
            N_("Write a whole number from {low} to {high}."), low=str(low), high=str(high)
        )
    return int(found)


def flag(text: str) -> bool:
    """Read yes or no."""
    if (said := fold(text)) not in _YES | _NO:
        raise Unreadable(N_("Write yes or no."))
    return said in _YES


def parts(text: str) -> tuple[str, ...]:
    """Read a list: its items stand between semicolons."""
    return tuple(part.strip() for part in re.split("[;；]", text) if part.strip())


def _between(text: str, low: float, high: float) -> float:
    found = number(text)
    if not low <= found <= high:
        raise Unreadable(
            N_("Write a number from {low} to {high}."), low=f"{low:g}", high=f"{high:g}"
        )
    return float(found)


def _insurance(text: str) -> str:
    if text in ("yes", "no") or (text.startswith("partial:") and len(text) > len("partial:")):
        return text
    raise Unreadable(N_("Write yes, no, or partial: and what is insured."))


def _county(text: str, codes: Codes) -> str:
    if text in codes.counties:
        return text
    code = codes.county_names.get(key(text))
    if code is None:
        raise Unreadable(
            N_(
                "Write the six digits of the county, or its name; where several have that name, "
                "with its city before it."
            )
        )
    return code


def _text(text: str, most: int) -> str:
    if len(text) > most:
        raise Unreadable(N_("Write at most {most} characters."), most=str(most))
    return text


def _own_costs(text: str, today: date) -> tuple[str, ...]:
    return own_costs.read(parts(text), cents, lambda said: day(said, today))


def _matching(text: str, pattern: str, says: str) -> str:
    if not re.fullmatch(pattern, text):
        raise Unreadable(says)
    return text


Read = Callable[[str, Codes, date], Any]


def _codes_reader(column: str) -> Read:
    def read_codes(text: str, codes: Codes, _today: date) -> tuple[str, ...]:
        allowed = codes.skills[column.removesuffix("s")]
        return tuple(one_of(part, allowed) for part in parts(text))

    return read_codes


def _readers() -> Mapping[str, Read]:
    readers: dict[str, Read] = {
        "work": lambda text, codes, _: one_of(text, codes.work),
        "county": lambda text, codes, _: _county(text, codes),
        "occupation": lambda text, *_: _matching(
            text, r"\d{4}", N_("Write the four digits of the ISCO-08 unit group.")
        ),
        "currency": lambda text, *_: _matching(
            text.upper(), "[A-Z]{3}", N_("Write the three letters of the currency, such as CNY.")
        ),
        "overseas_country": lambda text, *_: country(text),
        "principal_contract": lambda text, *_: _text(text, 80),
        "filing": lambda text, *_: filing(text),
        "social_insurance": lambda text, *_: _insurance(text),
        "between": lambda text, *_: parts(_text(text, 600)),
        "own_costs": lambda text, _, today: _own_costs(text, today),
        "asks": lambda text, codes, _: asks.read(one_of(one, codes.asks) for one in parts(text)),
    }
    for column, allowed in _CHOICES.items():
        readers[column] = lambda text, *_, allowed=allowed: one_of(text, allowed)
    readers["pay_period"] = lambda text, *_: one_of(text.lower().replace(" ", "_"), PERIODS)
    for column, (low, high) in _NUMBERS.items():
        readers[column] = lambda text, *_, low=low, high=high: _between(text, low, high)
    for column, (least, most) in _WHOLE.items():
        readers[column] = lambda text, *_, least=least, most=most: whole(text, least, most)
    readers |= dict.fromkeys(MONEY, lambda text, *_: cents(text))
    readers |= dict.fromkeys(DAYS, lambda text, _, today: day(text, today))
    readers |= dict.fromkeys(FLAGS, lambda text, *_: flag(text))
    readers |= {column: _codes_reader(column) for column in ("skills", "certificates", "languages")}
    return readers


_READERS = _readers()


def read_cell(column: str, text: str, codes: Codes, today: date) -> Any:
    """Return the value of one filled cell; raises `Unreadable`."""
    reader = _READERS.get(column)
    return reader(text, codes, today) if reader else _text(text, _LONG.get(column, _SHORT))


def kept(column: str, text: str) -> str:
    """Return what is kept of a cell: words as they are written, else their plain signs."""
    if not text:  # most columns of most files
        return ""
    if column in _PROSE:
        return typed.prose(text)
    if column == "title":
        return typed.name(text)
    return typed.line(text) if column in _LINES else plain.plain(text)


def read(
    cells: Mapping[str, str], codes: Codes, today: date
) -> tuple[Terms, int, tuple[Trouble, ...]]:
    """Read a post: its terms, its head-count (0 where not said), and what could not be read."""
    values: dict[str, Any] = {}
    head_count, troubles = 0, []
    typed_in = parted({column: kept(column, cells.get(column, "")) for column in COLUMNS})
    for column, text in typed_in.items():
        if not text:
            continue
        try:
            value = read_cell(column, text, codes, today)
        except Unreadable as unreadable:
            troubles.append(Trouble(column, text[:80], unreadable.says, unreadable.values))
            continue
        if column == "head_count":
            head_count = value
        else:
            values[attribute(column)] = value
    terms = Terms(**values)
    if terms.pay_up_to_cents is not None and terms.pay_up_to_cents < (terms.pay_base_cents or 0):
        troubles.append(Trouble("pay_up_to", typed_in["pay_up_to"][:80], UPSIDE_DOWN))
        terms = replace(terms, pay_up_to_cents=None)
    return terms, head_count, tuple(troubles)


def write(terms: Terms, head_count: int) -> dict[str, str]:
    """Return the cells that mean these terms: what a form shows, what a file would hold."""
    return {column: _written(column, terms, head_count) for column in COLUMNS}


def _written(column: str, terms: Terms, head_count: int) -> str:
    if column == "head_count":
        return str(head_count) if head_count else ""
    value = getattr(terms, attribute(column))
    if value is None:
        return ""
    if column in FLAGS:
        return "yes" if value else "no"
    if column in LISTS:
        return ";".join(value)
    if column in MONEY:
        return f"{Decimal(value) / 100:f}"
    return f"{value:g}" if isinstance(value, float) else str(value)
