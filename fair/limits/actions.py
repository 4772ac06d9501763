"""What an organiser sets."""

from typing import Any

from fair.booths import reads as booths
from fair.contract.base import Done
from fair.contract.limits import SetLimits
from fair.db import Work
from fair.decisions import NotFound
from fair.limits import limit, store
from fair.limits.facts import LimitsSet
from fair.limits.limit import Limits
from fair.programme import reads as programme
from fair.programme.fair import must_be_changeable


def set_limits(work: Work, command: SetLimits) -> Done:
    """Set the limits of a fair, or of a booth of it. Nobody who waits already is sent away."""
    fair = programme.fair(work.connection, command.fair_id)
    if fair is None:
        raise NotFound
    must_be_changeable(fair)
    if command.booth_id:
        booth = booths.booth(work.connection, command.booth_id)
        if booth is None or booth.fair_id != fair.id:
            raise NotFound
    limits = Limits(
        capacity=command.capacity, ring_s=command.ring_s, by_name_every=command.by_name_every
    )
    limit.check(limits)
    store.keep(work, command.booth_id or fair.id, fair.id, limits)
    work.record(
        LimitsSet(
            fair_id=fair.id, booth_id=command.booth_id, capacity=limits.capacity,
            ring_s=limits.ring_s, by_name_every=limits.by_name_every,
        )
    )  # fmt: skip
    return Done()


HANDLERS: dict[Any, Any] = {SetLimits: set_limits}
