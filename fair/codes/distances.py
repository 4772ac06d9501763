"""How far a place of work is from a home, as far as the codes of both tell.

The lists carry no coordinates, and kilometres from a place that an employer chooses would lead
back to the county. So there are four steps, and the first takes in a whole city or prefecture.
"""

from collections.abc import Iterable
from enum import StrEnum

from fair import codes

# Levels that gather counties which have no city in common.
_APART = frozenset({"省直辖县级行政区划", "自治区直辖县级行政区划"})


class Distance(StrEnum):
    """How far the work is from home, the nearest first."""

    SAME_CITY = "same_city"
    SAME_PROVINCE = "same_province"
    OTHER_PROVINCE = "other_province"
    ABROAD = "abroad"


_STEPS = tuple(Distance)


def distance(home: str, work: str, country: str = "") -> Distance | None:
    """Return how far work in a county, or in another `country`, is from a home county.

    None where one of them is not known.
    """
    if not codes.path(home):
        return None
    if country:
        return Distance.ABROAD
    if not codes.path(work):
        return None
    if work == home or _city(work) == _city(home):
        return Distance.SAME_CITY
    return Distance.SAME_PROVINCE if work[:2] == home[:2] else Distance.OTHER_PROVINCE


def nearest(found: Iterable[Distance | None]) -> Distance | None:
    """Return the nearest of several; None where none is known."""
    return min((one for one in found if one), key=_STEPS.index, default=None)


def _city(code: str) -> str:
    """Return the city or prefecture of a county; itself where it has none.

    Districts of a municipality have one city, whatever its levels are called.
    """
    steps = codes.path(code)
    above = codes.division(steps[-1].parent)
    if len(steps) == 1 or above is None or above.name in _APART:
        return code
    return above.parent if above.filler else above.code if above.parent else code
