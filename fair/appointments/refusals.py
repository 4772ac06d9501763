"""Why a rule about appointments says no, in words a person can act on."""

from collections.abc import Sequence

from fair.decisions import N_, Refusal

ONE_TOO_MANY = N_(
    "At that time more appointments would run than you have recruiters: {staff}. Choose another "
    "time."
)


class SlotPast(Refusal):
    code = "slot-past"
    status = 422
    sentence = N_("This time is over. Choose a later one.")
    field = "starts_at"


class SlotOutsideHours(Refusal):
    code = "slot-outside-hours"
    status = 422
    sentence = N_("The fair is not open then. It is open {hours}: choose a time within.")
    field = "starts_at"


class SessionAsk(Refusal):
    """Asks the organiser before windows change so that promised times lie in none of them.

    `yes` names the hours of the session that is changed.
    """

    code = "session-ask"
    answer = "agreed"
    sentence = N_(
        "People count on these hours. Appointments that would be called off: {lost}. All "
        "of them are told at once, by text and on their pages, and may take another time. Go on?"
    )
    YES = N_("Yes, call them off and tell everybody")

    def __init__(self, yes: str, *, lost: int) -> None:
        super().__init__(lost=lost)
        self.choices: Sequence[tuple[str, str]] = ((yes, self.YES),)


class SlotsCollide(Refusal):
    code = "slots-collide"
    sentence = N_(
        "At that time more appointments would run than you have recruiters: {staff}. Choose "
        "another time, or fewer recruiters."
    )

    def __init__(self, *, staff: int, asked: int) -> None:
        super().__init__(staff=staff)
        if asked == 1:
            self.sentence = ONE_TOO_MANY


class SlotsOverHalf(Refusal):
    code = "slots-over-half"
    sentence = N_(
        "Appointments may take half of an hour at most, so that those in the queue are called "
        "too. For recruiters: {staff}. Open fewer, shorter or later ones."
    )


class TooManySlots(Refusal):
    code = "too-many-slots"
    sentence = N_(
        "A booth may have {most} times a day. Take some back first, or choose another day."
    )


class NumberFirst(Refusal):
    code = "number-first"
    sentence = N_(
        "Confirm your telephone number under Me first: then you can take a time for a talk."
    )


class NotFreeThen(Refusal):
    code = "not-free-then"
    sentence = N_("This time cannot be given to this person. Choose another one.")


class SlotGone(Refusal):
    code = "slot-gone"
    sentence = N_("This time is not free any more. Choose another one.")


class SlotFull(Refusal):
    code = "slot-full"
    sentence = N_("Somebody else has just taken this time. Choose another one.")


class TwoSlotsAtOnce(Refusal):
    code = "two-slots-at-once"
    sentence = N_("There is another appointment at this time. Choose another time, or move that.")


class AlreadyBooked(Refusal):
    code = "already-booked"
    sentence = N_("There is an appointment with this employer already. Move it to another time.")


class TooManyAppointments(Refusal):
    code = "too-many-appointments"
    sentence = N_("You can have {most} appointments at once. Cancel one of them first.")


class NoTick(Refusal):
    code = "no-tick"
    status = 422
    sentence = N_("Tick at least one part of the day in which you can be called.")


class NoTalkThere(Refusal):
    code = "no-talk-there"
    sentence = N_("This employer may not recruit at the moment. Choose another one.")


class SaidNo(Refusal):
    code = "said-no"
    sentence = N_(
        "This person said no to a second talk, or did not answer in time. Nobody is asked twice "
        "after the same talk."
    )


class InvitedBefore(Refusal):
    code = "invited-before"
    sentence = N_(
        "This person was invited after this talk already. Another invitation needs another talk."
    )


class AfterNoFit(Refusal):
    code = "after-no-fit"
    sentence = N_("You answered that this does not fit. Nobody is invited after that.")


class NoFirstTalk(Refusal):
    code = "no-first-talk"
    sentence = N_("A second talk follows a first one. Wait until that has taken place.")
