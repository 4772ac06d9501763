"""What simulated people know of each other: which calls are among themselves, and who saw what."""

import asyncio
from collections import Counter
from random import Random

from fair.crowd.cast import Cast
from fair.crowd.lines import Partner

TALK_S = (30.0, 95.0)
REAL_TALK_S = 45.0
PATIENCE = (3, 7)  # how many may wait before somebody goes elsewhere
AT_VISITED = 3  # of a small crowd too: one of them may just talk elsewhere


class Shared:
    """One for the whole crowd. `ours` are the calls that both sides of the crowd take part in."""

    def __init__(self, cast: Cast, dice: Random) -> None:
        self.cast, self.dice = cast, dice
        self.count: Counter[str] = Counter()
        self.present = 0
        self.halls: list[str] = []
        self.booths_of_work: dict[str, list[str]] = {}
        self.waiting: dict[str, int] = {}
        self.told: set[str] = set()
        self.rung: set[str] = set()
        self.called: set[str] = set()
        self.spoken: set[tuple[str, str]] = set()
        self.at_visited: set[str] = set()

    async def pause(self, low: float, high: float) -> None:
        """Let a human moment pass."""
        await asyncio.sleep(self.dice.uniform(low, high))

    def chance(self, share: float) -> bool:
        """Return true in this share of all cases."""
        return self.dice.random() < share

    def partner(self, name: str, language: str, *, leads: bool) -> Partner:
        """Return what somebody types in a call with a real person."""
        cast = self.cast
        return Partner(name, cast.talk, cast.answers, self.dice, leads, language)

    def asks(self, booth_id: str, text: str) -> bool:
        """Return true the first time that this is asked or said at a booth."""
        if (booth_id, text) in self.spoken:
            return False
        self.spoken.add((booth_id, text))
        return True

    def wanted(self, link: str) -> bool:
        """Return true where this one should wait for the real recruiter, and note that they do."""
        if not self.cast.visited or len(self.at_visited) >= AT_VISITED:
            return False
        self.at_visited.add(link)
        return True

    def crowded(self, booth_id: str) -> bool:
        """Return true where so many wait that one rather goes elsewhere."""
        return self.waiting.get(booth_id, 0) > self.dice.randint(*PATIENCE)

    def with_sound(self, call_id: str) -> bool:
        """True where one side of a call is a real person, who wants to hear something."""
        return not (call_id in self.rung and call_id in self.called)

    def over(self, call_id: str) -> None:
        """Forget a call."""
        self.rung.discard(call_id)
        self.called.discard(call_id)
