"""A room: where visitors of one booth read and write. Kept by the booths, one for each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """`name` is the employer's; its recruiters are the room's staff and send `replies` again."""

    booth_id: str
    fair_id: str
    employer_id: str
    name: str
    replies: tuple[str, ...] = ()
