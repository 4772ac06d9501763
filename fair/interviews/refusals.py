"""Why an outcome is refused, in words a recruiter can act on."""

from fair.decisions import N_, Refusal


class OutcomeIncomplete(Refusal):
    code = "outcome-incomplete"
    status = 422
    sentence = N_("The seeker needs to know more. Please add: {missing}.")


class DateNotPossible(Refusal):
    code = "date-not-possible"
    status = 422
    sentence = N_("Please choose a date from today on.")
    field = "when"


class HoldTooLong(Refusal):
    code = "hold-too-long"
    status = 422
    sentence = N_("On hold lasts from tomorrow for at most {days} days. Choose an earlier date.")
    field = "until"


class HeldBefore(Refusal):
    code = "held-before"
    sentence = N_("This person was on hold already. Now choose an offer, a next step or no fit.")


class OfferFirst(Refusal):
    code = "offer-first"
    status = 422
    sentence = N_("Make the offer itself: choose the post and the first day, and send it.")


class AlreadyConcluded(Refusal):
    code = "already-concluded"
    sentence = N_("This interview has its answer, and the seeker has read it. It stays as it is.")
