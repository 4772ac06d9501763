"""Appointments that come due while their owner talks somewhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair.appointments import reads
from fair.appointments.appointment import HOLDING, holds_until
from fair.booths import reads as booths
from fair.glossary import AppointmentState
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
    comes = [one for one in held if one.state in HOLDING and one.booth_id not in talks]
    found = comes if talks else []
    known = booths.booths(connection, {one.booth_id for one in found})
    return {
        "soon": [
            Soon(
                booths.name_of(connection, known[one.booth_id], viewer.lang),
                one.starts_at,
                kept_until,
                due=one.state is AppointmentState.DUE,
            )
            for one in found
            if one.starts_at and (kept_until := holds_until(one)) and one.booth_id in known
        ]
    }
