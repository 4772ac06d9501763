"""Giving a new fair what an earlier one has: its halls, and a booth like each in them."""

from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.booths.booth_writes import add_like
from fair.contract.programme_halls import AddHall
from fair.db import Work
from fair.programme import actions as programme
from fair.programme import reads as programme_reads
from fair.programme.fair import Fair


def furnish(work: Work, fair: Fair, fair_id: str) -> list[tuple[Booth, str]]:
    """Give a new fair the halls and booths of another; return each booth and the one like it."""
    halls = {
        one.id: programme.add_hall(work, AddHall(fair_id=fair_id, titles=one.titles)).hall_id
        for one in programme_reads.halls(work.connection, fair.id)
    }
    return [
        (booth, add_like(work, booth, halls[booth.hall_id]))
        for booth in booths.booths_of_fair(work.connection, fair.id)
    ]
