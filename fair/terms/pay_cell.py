"""What stands in the cell of the pay: an amount, or from and to, and for which time.

Both ends are kept as they are written, and no third number is made of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from fair import plain
from fair.decisions import N_
from fair.terms.terms import Terms

NO_PERIOD = N_("Say for which time this pay is; without it no amount is kept.")
UPSIDE_DOWN = N_("The highest pay is below the guaranteed one. Check both.")

# The periods of pay, and the words that may stand behind an amount.
BEHIND: Mapping[str, tuple[str, ...]] = {
    "hour": ("hour", "hr", "小时", "時間"),
    "day": ("day", "天", "日"),
    "week": ("week", "周", "週"),
    "two_weeks": ("two weeks", "2 weeks", "两周", "2周", "2週間"),
    "month": ("month", "月", "ヶ月", "か月"),
    "year": ("year", "annum", "年"),
    "piece": ("piece", "件", "個"),
}
_OF = {word: period for period, several in BEHIND.items() for word in several}
_AMOUNT = r"[$£€¥￥]? ?\d[\d,]*(?:\.\d*)?"
_PAY = re.compile(
    rf"(?P<least>{_AMOUNT})(?: ?(?:-|~|〜|–|to|至|到|から) ?(?P<most>{_AMOUNT}))?"
    rf"(?: ?(?:an?|per|every|/|每|毎) ?(?P<word>{'|'.join(sorted(_OF, key=len, reverse=True))}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PaySaid:
    """From `least` to `most`, which is None where only one amount is said; `period` may be ""."""

    least: Decimal
    most: Decimal | None
    period: str

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """Return the amounts that are said."""
        return (self.least,) if self.most is None else (self.least, self.most)


def pay_said(text: str) -> PaySaid | None:
    """Return what a cell says about pay; None where that is not clear."""
    found = _PAY.fullmatch(plain.plain(text))
    if not found:
        return None
    least, most = _amount(found["least"]), _amount(found["most"])
    if least is None or (found["most"] and (most is None or most < least)):
        return None
    return PaySaid(least, most, _OF[found["word"].lower()] if found["word"] else "")


def _amount(text: str | None) -> Decimal | None:
    same = plain.number(text or "")
    return Decimal(same) if re.fullmatch(r"\d+(\.\d+)?", same) else None


def parted(cells: Mapping[str, str]) -> Mapping[str, str]:
    """Return the cells with a pay that says from, to and period put into the columns of each."""
    said = pay_said(cells["pay_base"])
    if said is None:
        return cells
    found = {"pay_base": str(said.least)}
    if said.most is not None:
        found["pay_up_to"] = str(said.most)
    if said.period:
        found["pay_period"] = said.period
    # Where another cell says otherwise, nobody knows which one is meant: the pay is not read.
    if any(cells[name] not in ("", one) for name, one in found.items() if name != "pay_base"):
        return cells
    return {**cells, **found}


def timed(terms: Terms) -> tuple[Terms, str]:
    """Return the terms, without an amount of pay that is for no time, and a sentence why."""
    if terms.pay_period or (terms.pay_base_cents is None and terms.pay_up_to_cents is None):
        return terms, ""
    return replace(terms, pay_base_cents=None, pay_up_to_cents=None), NO_PERIOD
