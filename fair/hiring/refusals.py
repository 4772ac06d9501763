"""Where the rules of offers and hires say no, and what to do then."""

from fair.decisions import N_, Refusal


class BeyondHeadCount(Refusal):
    code = "beyond-head-count"
    sentence = N_("All places are spoken for. Make it a numbered reserve offer?")


class OpeningIsFree(Refusal):
    code = "seat-is-free"
    sentence = N_("A place is free. Make a firm offer instead of a reserve one.")


class AlreadyOffered(Refusal):
    code = "already-offered"
    sentence = N_("This person has an offer for this post already. Look at it under “Offers”.")


class PostNotOpen(Refusal):
    code = "post-not-open"
    sentence = N_("This post is not open. Choose another post.")


class PostElsewhere(Refusal):
    code = "post-of-other-booth"
    status = 403
    sentence = N_("This post does not belong to the booth of the talk. Choose one of its posts.")


class StartsTooEarly(Refusal):
    code = "starts-too-early"
    status = 422
    sentence = N_("The first day is in the past. Choose today or a later day.")


class StartsTooLate(Refusal):
    code = "starts-too-late"
    status = 422
    sentence = N_("The first day is more than a year away. Choose an earlier day.")


class BadTerm(Refusal):
    code = "bad-term"
    status = 422
    sentence = N_("“{term}” cannot be changed to that. Check it, or leave it as in the post.")


class ProtectedAge(Refusal):
    code = "offer-protected"
    sentence = N_(
        "This person is 16 or 17: night, hazardous and overseas work must not be offered. "
        "Choose another post."
    )


class ConsentGone(Refusal):
    code = "consent-gone"
    sentence = N_("This person no longer shares anything with you, so no offer can be made.")


class TermsNotOpened(Refusal):
    code = "terms-not-opened"
    sentence = N_("Open the terms first or have them read aloud. Then you can accept.")


class OfferOver(Refusal):
    code = "offer-expired"
    sentence = N_("The time to answer this offer is over. Ask the employer for a new one.")


class OfferIsFrozen(Refusal):
    code = "offer-frozen"
    sentence = N_(
        "This offer is frozen, since the employer's licence is suspended. Its clock stands; "
        "we tell you when it goes on."
    )


class StillReserve(Refusal):
    code = "offer-in-reserve"
    sentence = N_(
        "This is reserve offer number {rank}. You can accept it as soon as a place is free; "
        "we tell you at once."
    )


class AlreadyHired(Refusal):
    code = "already-hired"
    sentence = N_(
        "You and another employer have both confirmed a hire. First say there that it fell "
        "through, then accept this offer."
    )


class BothConfirmed(Refusal):
    code = "both-confirmed"
    sentence = N_(
        "Both sides have confirmed this hire. If it came to nothing, say so with the reason."
    )


class ConfirmedAlready(Refusal):
    code = "hire-confirmed"
    sentence = N_("You have confirmed this hire already. Now the other side confirms.")


class LicenceStopped(Refusal):
    code = "licence-stopped"
    asks = True
    sentence = N_(
        "The employer's licence is not valid now, so nothing can be confirmed. "
        "Ask the organiser what to do."
    )


class NotYourReason(Refusal):
    code = "not-your-reason"
    status = 422
    sentence = N_("Choose one of the reasons in the list.")
