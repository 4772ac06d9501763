"""Appointments that come due while their owner talks somewhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from sqlalchemy import Connection

from fair.appointments import reads
from fair.appointments.appointment import WAITED_S, Appointment
from fair.booths import reads as booths
from fair.queue import reads as queue
from fair.tickets.ticket import IN_CALL
from fair.web import Viewer


@dataclass(frozen=True, slots=True)
class Soon:
    """An appointment that is near, or due and kept until `kept_until`."""

    employer: str
    starts_at: datetime
    kept_until: datetime
    due: bool


class Elsewhere(TypedDict):
    """The appointments, the next first, that are near or due while the reader talks elsewhere."""

    soon: Sequence[Soon]


def elsewhere(connection: Connection, viewer: Viewer) -> Elsewhere:
    """Return the reader's own appointments that come while another booth talks with the reader."""
    held = reads.live_of(connection, "person_id", [viewer.person_id])
    talks = {
        one.booth_id
        for one in queue.tickets_of_person(connection, viewer.person_id)
        if one.state in IN_CALL
    }
    found = [one for one in held if one.booth_id not in talks and _comes(one)] if talks else []
    known = booths.booths(connection, {one.booth_id for one in found})
    return {
        "soon": [
            Soon(
                booths.name_of(connection, known[one.booth_id], viewer.lang),
                one.starts_at,
                one.starts_at + timedelta(seconds=WAITED_S),
                due=one.state == "due",
            )
            for one in found
            if one.starts_at and one.booth_id in known
        ]
    }


def _comes(one: Appointment) -> bool:
    return one.state in ("near", "due")
