"""What the form of limits changes, as it is now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from fair.contract.limits import SetLimits
from fair.decisions import Actor
from fair.limits.limit import NONE
from fair.limits.reads import limits_of


def limits(connection: Connection, _actor: Actor, asked: SetLimits) -> Mapping[str, Any] | None:
    """Return the limits of a fair or a booth."""
    ref = asked.booth_id or asked.fair_id
    found = limits_of(connection, [ref]).get(ref, NONE)
    return {
        "capacity": found.capacity,
        "ring_s": found.ring_s,
        "by_name_every": found.by_name_every,
    }


AS_IT_IS: dict[Any, Any] = {SetLimits: limits}
