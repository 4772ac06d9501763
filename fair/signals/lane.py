"""The rule of one channel: who may go out now, and when its carrier is left in peace."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fair.signals import MAIL, TEXT, URGENT
from fair.signals.carriers import MOST_AT_ONCE, Carrier, Letter
from fair.signals.endings import Outcome

# So long may one message take, before its place is given to another.
PATIENCE_S = {TEXT: 10.0, MAIL: 30.0}
AT_ONCE = {TEXT: MOST_AT_ONCE, MAIL: 4}
# Places that only urgent messages may take, so that they never wait for slow calm ones.
SPARE = {TEXT: 8, MAIL: 1}
# So many recipients in a row without one success: the fault is not theirs.
MANY_FAILED = 5
FIRST_REST, LONGEST_REST = timedelta(seconds=1), timedelta(seconds=30)
NO_REST = timedelta(0)


@dataclass(slots=True)
class Lane:
    """One channel: what is on its way, what came back, and whether its carrier seems down.

    While it seems down, one message at a time goes out, after a rest that doubles.
    """

    channel: str
    carrier: Carrier | None
    under_way: dict[str, Letter] = field(default_factory=dict)
    done: list[Outcome] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    rest: timedelta = NO_REST
    rests_until: datetime | None = None

    @property
    def patience_s(self) -> float:
        return PATIENCE_S[self.channel]

    def places(self, urgency: int, now: datetime) -> int:
        """Return how many more messages of an urgency may go out now."""
        if self.rests_until:
            return int(now >= self.rests_until and not self.under_way)
        most = AT_ONCE[self.channel] - (0 if urgency == URGENT else SPARE[self.channel])
        return max(0, most - len(self.under_way))

    def has_place(self, letter: Letter, now: datetime) -> bool:
        """Return whether a letter may go out now; one at a time to the same recipient."""
        return self.places(letter.urgency, now) > 0 and not self.is_on_its_way_to(letter.recipient)

    def is_on_its_way_to(self, recipient: str) -> bool:
        return recipient in self.busy()

    def busy(self) -> set[str]:
        """Return the recipients that something is on its way to, or just came back from."""
        return {one.recipient for one in self.under_way.values()} | {
            one.letter.recipient for one in self.done
        }

    def came_back(self, outcome: Outcome, now: datetime) -> None:
        """Take note of what became of a letter."""
        self.under_way.pop(outcome.letter.id, None)
        self.done.append(outcome)
        if outcome.ended:
            self.failed.clear()
            self.rest, self.rests_until = NO_REST, None
            return
        self.failed.add(outcome.letter.recipient)
        if self.rests_until and now < self.rests_until:
            return  # it went out before the rest
        if self.rests_until or len(self.failed) >= MANY_FAILED:
            self.rest = min(self.rest * 2 or FIRST_REST, LONGEST_REST)
            self.rests_until = now + self.rest
