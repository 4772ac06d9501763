"""Which works of the other processes were heard of here. The time is an argument."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MOST_BEYOND = 5000


@dataclass(slots=True)
class _Writer:
    upto: int
    beyond: set[int] = field(default_factory=set)
    # The head that must be reached, and since when: news are on their way for a moment.
    wanted: int = 0
    since: float = 0.0

    def note(self, number: int) -> None:
        if number <= self.upto or len(self.beyond) >= MOST_BEYOND:
            return
        self.beyond.add(number)
        self._close_up()

    def skip_to(self, number: int) -> None:
        self.upto = max(self.upto, number)
        self.beyond = {one for one in self.beyond if one > self.upto}
        self._close_up()

    def _close_up(self) -> None:
        while self.upto + 1 in self.beyond:
            self.upto += 1
            self.beyond.remove(self.upto)


class Heard:
    """What came of each process' works. A process that appears later is heard from its first."""

    def __init__(self) -> None:
        self._writers: dict[str, _Writer] = {}

    def begin(self, heads: Mapping[str, int]) -> None:
        """Take what is in the database as known: no page was open before."""
        for writer, head in heads.items():
            self._of(writer).skip_to(head)

    def note(self, writer: str, numbers: Iterable[int]) -> None:
        """Take in that these works of a process were told."""
        mine = self._of(writer)
        for number in numbers:
            mine.note(number)

    def upto(self, writer: str) -> int:
        """Return the number up to which every work of this process was told."""
        return self._of(writer).upto

    def lost(self, heads: Mapping[str, int], now: float, patience: Mapping[str, float]) -> set[str]:
        """Return of which processes something is missing, which is then taken as lost.

        `now` is seconds of a clock that never goes back, `patience` how long news may be on
        their way, by process ("" for those that it does not name).
        """
        gone = set()
        for writer, head in heads.items():
            mine = self._of(writer)
            if mine.upto >= head:
                mine.wanted = 0
                continue
            if mine.wanted > mine.upto:
                if now - mine.since < patience.get(writer, patience[""]):
                    continue
                mine.skip_to(mine.wanted)
                gone.add(writer)
            mine.wanted, mine.since = (head, now) if mine.upto < head else (0, now)
        for writer in self._writers.keys() - heads.keys():
            del self._writers[writer]
        return gone

    def _of(self, writer: str) -> _Writer:
        return self._writers.setdefault(writer, _Writer(0))
