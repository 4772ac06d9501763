"""What an organiser sets for the lines of a fair, or of one booth. Pure.

The law of the queue is the widest that there is: a ring of 45 seconds or longer, one call in five
by name or fewer. What a booth's own limits leave open is as its fair has it; what the fair leaves
open is as everywhere.
"""

from dataclasses import dataclass

from fair.limits.refusals import ByNameTooOften, RingTooLong, RingTooShort
from fair.rooms.ring import RING_S, UNNOTICED_S

BY_NAME_EVERY = 5
NEVER = 0  # nobody is called by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits as they were set; None is left open.

    At most `capacity` people wait in a line. A ring of who had notice lasts `ring_s`. One call in
    `by_name_every` may be by name, before others.
    """

    capacity: int | None = None
    ring_s: int | None = None
    by_name_every: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The limits that count for a line. `capacity` is None where as many may wait as come."""

    capacity: int | None = None
    ring_s: int = RING_S
    by_name_every: int = BY_NAME_EVERY

    def full(self, waiting: int) -> bool:
        """True where a line of so many people takes nobody more."""
        return self.capacity is not None and waiting >= self.capacity


NONE = Limits()


def check(limits: Limits) -> None:
    """Refuse what the law of the queue does not leave open, and say what it does."""
    if limits.ring_s is not None:
        if limits.ring_s < RING_S:
            raise RingTooShort(least=RING_S)
        if limits.ring_s > UNNOTICED_S:
            raise RingTooLong(most=UNNOTICED_S)
    every = BY_NAME_EVERY if limits.by_name_every is None else limits.by_name_every
    if NEVER < every < BY_NAME_EVERY:
        raise ByNameTooOften(every=BY_NAME_EVERY)


def in_force(fair: Limits, booth: Limits = NONE) -> InForce:
    """Return what counts for a booth of a fair: its own limit, the fair's, or everybody's."""
    capacity, ring_s, every = (
        mine if mine is not None else theirs
        for mine, theirs in (
            (booth.capacity, fair.capacity),
            (booth.ring_s, fair.ring_s),
            (booth.by_name_every, fair.by_name_every),
        )
    )
    return InForce(
        capacity=capacity,
        ring_s=RING_S if ring_s is None else ring_s,
        by_name_every=BY_NAME_EVERY if every is None else every,
    )
