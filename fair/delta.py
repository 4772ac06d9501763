"""How one calling order became another, told by places, so that each browser needs only its own."""

from bisect import bisect_left
from collections.abc import Sequence

Delta = tuple[tuple[int, ...], tuple[tuple[int, int], ...]]


def change(old: Sequence[int], new: Sequence[int]) -> Delta:
    """Return (places to take out of the old order, [place, number] to put into the new one).

    Numbers are unique. Whoever keeps the order among each other is not mentioned.
    """
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    stays = _longest_kept(inner_old, inner_new)
    removed = [start + n + 1 for n, number in enumerate(inner_old) if number not in stays]
    placed = [(start + n + 1, number) for n, number in enumerate(inner_new) if number not in stays]
    return tuple(removed), tuple(placed)


def _same(one: Sequence[int], other: Sequence[int]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _longest_kept(old: Sequence[int], new: Sequence[int]) -> set[int]:
    """Return the largest set of numbers that stand in the same order in both."""
    place = {number: n for n, number in enumerate(old)}
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in new:
        if number not in place:
            continue
        at = bisect_left(tails, place[number])
        before[number] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [place[number]], [number]
    kept: set[int] = set()
    number_or_none = ends[-1] if ends else None
    while number_or_none is not None:
        kept.add(number_or_none)
        number_or_none = before[number_or_none]
    return kept


def applied(old: Sequence[int], delta: Delta) -> list[int]:
    """Return the new order; what the browser does for its own place alone."""
    removed, placed = delta
    gone = set(removed)
    order = [number for place, number in enumerate(old, 1) if place not in gone]
    for place, number in sorted(placed):
        order.insert(place - 1, number)
    return order
