"""Whom changed hours concern, and the question before they are changed. Pure."""

from dataclasses import dataclass

from fair.decisions import N_, Refusal


@dataclass(frozen=True, slots=True)
class Affected:
    """How many people take part in a fair, hold tickets or appointments there, or recruit there.

    `lost` are the appointments that lie outside the hours that are asked about.
    """

    people: int = 0
    tickets: int = 0
    appointments: int = 0
    lost: int = 0
    staff: int = 0

    @property
    def anybody(self) -> bool:
        """True where somebody counts on the hours as they are."""
        return bool(self.people or self.tickets or self.appointments or self.staff)


class HoursAsk(Refusal):
    """Asks the organiser before an announced fair's hours move; `yes` names the hours asked of."""

    code = "hours-ask"
    answer = "agreed"
    sentence = N_(
        "These hours concern people who count on the old ones. Joined: {people}. With a ticket: "
        "{tickets}. With an appointment: {appointments}, of which {lost} would lie outside and be "
        "called off. Recruiters: {staff}. New hours: {opens} to {closes}. All of them are told at "
        "once, by text or mail and on their pages. Change the hours?"
    )
    YES = N_("Yes, change the hours and tell everybody")

    def __init__(self, affected: Affected, yes: str, *, opens: str, closes: str) -> None:
        super().__init__(
            people=affected.people, tickets=affected.tickets, lost=affected.lost,
            appointments=affected.appointments, staff=affected.staff, opens=opens, closes=closes,
        )  # fmt: skip
        self.choices = ((yes, self.YES),)
