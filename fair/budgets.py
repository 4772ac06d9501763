"""What a stranger may spend: so much of a thing in so many seconds, by whom one goes by.

Not a record of anything: budgets live in this process, and after a restart everybody starts afresh.
Where a fair has several processes they tell each other what was spent (`fair/spending.py`).
"""

from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from time import monotonic
from typing import Protocol

from fair.decisions import Actor, TooMany
from fair.glossary import Role

MOST = 50_000
_NETWORK_BITS = 64  # of an IPv6 address: what one household or phone is given, RFC 6177
_WIDER_BITS = 48  # what a provider gives one customer at most, RFC 6177
_LONGEST_ADDRESS = 64

OVER = 2.0  # so many times its amount is a bucket full at most, by what other processes say

Bucket = tuple[float, float]
Rate = tuple[float, float]


class Spending(Protocol):
    """Who takes to other processes what was spent here."""

    def dearer(self, what: str) -> int:
        """Return how many times a cost counts here: by more than 1 while nobody hears of it."""

    def note(self, what: str, who: str, rate: Rate, cost: float) -> None:
        """Take in what was counted here."""


@lru_cache(maxsize=4096)
def network(address: str) -> str:
    """Return whom an address counts as: an IPv4 address itself, of an IPv6 address its /64.

    What is no address counts as itself, cut to 64 signs.
    """
    return _part(address, _NETWORK_BITS)


@lru_cache(maxsize=4096)
def wider_network(address: str) -> str:
    """Return who has an address and others beside it: of IPv6 its /48, else as `network` says."""
    return _part(address, _WIDER_BITS)


def whose(actor: Actor) -> str:
    """Return whose budgets and turns an actor's are: strangers share those of their network."""
    return network(actor.address) if actor.role is Role.VISITOR else actor.key


def _part(address: str, bits: int) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address[:_LONGEST_ADDRESS]
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    rest = found.max_prefixlen - bits
    return f"{IPv6Address(int(found) >> rest << rest)}/{bits}"


class Budgets:
    """A leaky bucket for each (what, who); counting costs the same however many there are.

    At least the `most` buckets that were asked for last are remembered, and at most twice as many:
    so strangers' keys cost no memory, and whoever goes on asking is not forgotten.
    """

    def __init__(self, most: int = MOST, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._clock = most, clock
        self._now: dict[tuple[str, str], Bucket] = {}
        self._before: dict[tuple[str, str], Bucket] = {}
        self.spending: Spending | None = None

    def spend(self, what: str, who: str, rate: tuple[float, float], cost: float = 1.0) -> None:
        """Count `cost`; refuses with `TooMany` when `rate` (amount, seconds) is used up.

        What is refused is not counted.
        """
        wait_s = self.try_to_spend(what, who, rate, cost)
        if wait_s:
            raise TooMany(seconds=max(1, round(wait_s)))

    def try_to_spend(
        self, what: str, who: str, rate: tuple[float, float], cost: float = 1.0
    ) -> float:
        """Count `cost` and return 0.0; else count nothing and return when it fits, in seconds."""
        amount, seconds = rate
        level, at = self._level(what, who, rate)
        dear = self._dear(what, rate, cost)
        over = level + dear - amount
        self._keep((what, who), (level if over > 0 else level + dear, at))
        if over <= 0:
            self._note(what, who, rate, cost)
        return max(0.0, over * seconds / amount)

    def fine(
        self, what: str, who: str, rate: tuple[float, float], cost: float, up_to: float = 1.0
    ) -> None:
        """Count `cost` whether it fits or not, until `up_to` times the amount are used up."""
        level, at = self._level(what, who, rate)
        dear = self._dear(what, rate, cost)
        self._keep((what, who), (max(level, min(rate[0] * up_to, level + dear)), at))
        self._note(what, who, rate, cost)

    def hear(self, what: str, who: str, rate: Rate, cost: float) -> None:
        """Count what was spent, or given back, in another process."""
        level, at = self._level(what, who, rate)
        self._keep((what, who), (max(0.0, min(rate[0] * OVER, level + cost)), at))

    def _dear(self, what: str, rate: Rate, cost: float) -> float:
        times = self.spending.dearer(what) if self.spending else 1
        return max(cost, min(rate[0], cost * times)) if cost > 0 else cost * times

    def _note(self, what: str, who: str, rate: Rate, cost: float) -> None:
        if self.spending:
            self.spending.note(what, who, rate, cost)

    def spent(self, what: str, who: str, rate: tuple[float, float]) -> float:
        """Return which part of a budget is used up now, from 0.0 to 1.0."""
        return min(1.0, self._level(what, who, rate)[0] / rate[0])

    def _level(self, what: str, who: str, rate: tuple[float, float]) -> Bucket:
        amount, seconds = rate
        now, key = self._clock(), (what, who)
        level, at = self._now.get(key) or self._before.get(key) or (0.0, now)
        return max(0.0, level - (now - at) * amount / seconds), now

    def _keep(self, key: tuple[str, str], bucket: Bucket) -> None:
        if key not in self._now and len(self._now) >= self._most:
            self._before, self._now = self._now, {}
        self._now[key] = bucket
