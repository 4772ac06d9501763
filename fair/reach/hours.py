"""Whom changed hours concern. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Affected:
    """How many people take part in a fair, hold tickets or appointments there, or recruit there.

    `reminded` are those who asked to be reminded.

    `lost` are the appointments that lie outside the hours that are asked about.
    """

    people: int = 0
    tickets: int = 0
    appointments: int = 0
    lost: int = 0
    staff: int = 0
    reminded: int = 0

    @property
    def anybody(self) -> bool:
        """True where somebody counts on the hours as they are."""
        return bool(self.people or self.tickets or self.appointments or self.staff or self.reminded)
