"""The four big filters and the text box, and the round amounts that part posts by pay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fair.folding import fold

A_PAGE = 20
_MOST_STEPS = 5
_ROUND = (1, 2, 3, 4, 5, 6, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person looks for; an empty field is no filter.

    `where` is the start of a GB/T 2260 code (2 digits a province, 4 a city) or a country's two
    letters. `pay` counts in hundredths of `currency` and only finds posts in that currency.
    """

    text: str = ""
    work: str = ""
    where: str = ""
    home: bool = False
    pay: int = 0
    currency: str = ""
    lodging: str = ""
    direct: bool = False
    page: int = 1

    @property
    def needles(self) -> tuple[str, ...]:
        """Return the words that must all be found, folded as what they are looked for in."""
        return tuple(fold(self.text).split())

    @property
    def any(self) -> bool:
        """True where anything is filtered."""
        return replace(self, page=1) != Filters()


def steps(amounts: Sequence[int]) -> tuple[int, ...]:
    """Return up to five round amounts, in hundredths, that part these posts by pay."""
    if not amounts:
        return ()
    ordered = sorted(amounts)
    found: list[int] = []
    for part in range(_MOST_STEPS):
        step = _rounded(ordered[part * len(ordered) // _MOST_STEPS])
        if step and step not in found:
            found.append(step)
    return tuple(found)


def _rounded(cents: int) -> int:
    """Return the roundest amount not above this one."""
    if cents <= 0:
        return 0
    unit: int = 10 ** (len(str(cents)) - 1)
    lead = max(step for step in _ROUND if step * unit <= cents)
    half = lead * unit + unit // 2
    return half if half <= cents else lead * unit
