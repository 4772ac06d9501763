"""Which of the digits that look harmless really are: a rule for a pattern of `harmless`.

Each is told what was found, and says whether it reaches nobody.
"""

import re
from itertools import pairwise

from fair.contacts.reading import LEAST, listed
from fair.contacts.units import NOT_PAPERS

_MOST_STEP = 15  # between two sizes of a list
_MOST_SIDES = 10  # digits of "190×90×35"

_DIALLED = re.compile(
    r"1[3-9][0-9]{9}|861[3-9][0-9]{9}|0[5-9]0[0-9]{8}|07[0-9]{9}|0[1-9][0-9]{8,9}|00[0-9]{8,}"
)
# Lines that anybody may be told to ring: labour, rights, rescue, consuls, immigration.
_LINES = listed(
    """
    0570013904 0570078374 0570003110 0570070810 0570090911 0570064556 0570783556 0570064370
    0570001701 0120007110 0120811610 0120279338 0120762029 0120783556 0120250168 0353632050
    18664879243 8664879243 18883737888 8883737888 03001231100 08000121700 08001111 116123
    8610123 861012308 01012308
    """
)


def _figures(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def grows(found: re.Match[str]) -> bool:
    """True for a list of sizes, steps or draws: small numbers, each a little more than the last."""
    steps = [int(one) for one in re.findall(r"[0-9]+", found[0])]
    return all(0 < two - one <= _MOST_STEP for one, two in pairwise(steps))


def range_of_pay(found: re.Match[str]) -> bool:
    """True for two round amounts, the second above the first."""
    least, most = int(found["least"]), int(found["most"])
    return found["least"][0] != "0" and least < most <= 10 * least and not least % 50 + most % 50


def round_all(found: re.Match[str]) -> bool:
    """True for round amounts, one after the other."""
    return all(int(one) % 50 == 0 for one in found[0].split())


def round_amount(found: re.Match[str]) -> bool:
    """True for a round figure that nobody could dial."""
    return not _DIALLED.fullmatch(found[0])


def rises(found: re.Match[str]) -> bool:
    """True for "from 1130 to 1180"."""
    return int(found["least"]) < int(found["most"]) <= 2 * int(found["least"])


def amount(found: re.Match[str]) -> bool:
    """True for an amount of money; what could be dialled as it stands is none."""
    if not count(found):
        return False
    parts = map(_figures, re.split(r"[~〜至到tofrom-]+", found["figure"]))
    return all(
        len(one) < LEAST or one.endswith("0000") or (one[0] != "0" and not _DIALLED.fullmatch(one))
        for one in parts
    )


def count(found: re.Match[str]) -> bool:
    """True for a count; nobody counts 0013 of anything."""
    return not re.search(r"(?<![0-9.])0[0-9]{2}", found[0])


def added_up(found: re.Match[str]) -> bool:
    """True for a sum of amounts."""
    parts = re.findall(r"[0-9.]+", found[0])
    short = all(one[0] != "0" and len(_figures(one)) < LEAST for one in parts)
    return short and any(len(one) > 1 for one in parts)


def sides(found: re.Match[str]) -> bool:
    """True for the sides of a thing."""
    parts = re.findall(r"[0-9]+", found[0])
    return all(one[0] != "0" for one in parts) and len(_figures(found[0])) < _MOST_SIDES


def few(found: re.Match[str]) -> bool:
    """True for too few digits to dial."""
    return len(_figures(found[0])) < LEAST


def of_paper(found: re.Match[str]) -> bool:
    """True for a paper's number; a mobile number is none, whatever word stands before it."""
    number = _figures(found["paper"])
    before = found.string[max(0, found.start() - 8) : found.end()]
    mobile = re.fullmatch(r"(?:86)?1[3-9][0-9]{9}|0[5-9]0[0-9]{8}|07[0-9]{9}", number)
    return not mobile and not re.search(NOT_PAPERS, before) and "+" not in found["paper"]


def public(found: re.Match[str]) -> bool:
    """True for a line that anybody may be told to ring."""
    return _figures(found[0]) in _LINES


def of_public_body(found: re.Match[str]) -> bool:
    """True for a landline or free line named with a public body."""
    return not re.match(r"1[3-9][0-9]{9}$|0[7-9]0|07", _figures(found["line"]))


def version(found: re.Match[str]) -> bool:
    """True for "7.10.2303" and for a network address."""
    four = found[0].count(".") == 3  # noqa: PLR2004 - "192.0.2.15"
    return few(found) or (four and not re.search(r"(?<![0-9])0[0-9]", found[0]))
