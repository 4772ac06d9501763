"""A seat: the one page per side of a call that carries the sound.

Each taking raises the epoch; signalling of an earlier epoch is refused.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from fair.glossary import Role
from fair.rooms.refusals import SeatMoved, SeatTaken

HERE_EVERY_S = 15


@dataclass(frozen=True, slots=True)
class Seat:
    """One per side of a call: the page that carries the sound. Each taking raises the epoch."""

    call_id: str
    side: Role
    epoch: int = 0
    tab: str = ""
    down: bool = False
    seen_at: datetime | None = None


def take(seat: Seat, tab: str, now: datetime, *, insist: bool) -> Seat:
    """A page takes the seat. Another page that was here lately must be asked about first.

    The same tab (a reload) takes it over at once. Refuses with `SeatTaken`.
    """
    lately = seat.seen_at and (now - seat.seen_at).total_seconds() <= 2 * HERE_EVERY_S
    if seat.tab and seat.tab != tab and lately and not insist:
        raise SeatTaken
    return replace(seat, epoch=seat.epoch + 1, tab=tab, down=False, seen_at=now)


def check_epoch(seat: Seat | None, epoch: int) -> Seat:
    """Return the seat where `epoch` is its present one; refuses an older page with `SeatMoved`."""
    if seat is None or seat.epoch != epoch or epoch == 0:
        raise SeatMoved
    return seat
