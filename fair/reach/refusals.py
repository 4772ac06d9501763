"""What is asked before something that concerns many people."""

from fair.decisions import N_, Refusal
from fair.reach.hours import Affected


class HoursAsk(Refusal):
    """Asks the organiser before an announced fair's hours move; `yes` names the hours asked of."""

    code = "hours-ask"
    answer = "agreed"
    sentence = N_(
        "These hours concern people who count on the old ones. Joined: {people}. With a ticket: "
        "{tickets}. With an appointment: {appointments}, of which {lost} would lie outside and be "
        "called off. To be reminded: {reminded}. Recruiters: {staff}. New hours: {opens} to "
        "{closes}. All of them are told at once, by text or mail and on their pages. Change the "
        "hours?"
    )
    YES = N_("Yes, change the hours and tell everybody")

    def __init__(self, affected: Affected, yes: str, *, opens: str, closes: str) -> None:
        super().__init__(
            people=affected.people, reminded=affected.reminded, tickets=affected.tickets,
            lost=affected.lost, appointments=affected.appointments, staff=affected.staff,
            opens=opens, closes=closes,
        )  # fmt: skip
        self.choices = ((yes, self.YES),)
