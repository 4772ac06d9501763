"""Why a rule about who is brought into a call says no, in words a person can act on."""

from fair.decisions import N_, Refusal


class CallFull(Refusal):
    code = "call-full"
    sentence = N_("Four people are the most in one call. Send somebody out first.")


class CallTyped(Refusal):
    code = "call-typed"
    sentence = N_("You both type in this call. Go back to talking before somebody is brought in.")


class NotRecruiting(Refusal):
    code = "not-recruiting"
    sentence = N_("This employer may not recruit at the moment, and brings nobody into a call.")


class ColleagueAway(Refusal):
    code = "colleague-away"
    sentence = N_("This colleague is not on duty here, or is in a call. Choose somebody else.")


class GuestLinkOver(Refusal):
    code = "guest-link-over"
    status = 410
    sentence = N_(
        "This link has been used, or the call is over. Whoever sent it can make you a new one."
    )


class UnknownCountry(Refusal):
    code = "unknown-country"
    status = 422
    sentence = N_("Choose the country where you are now.")


class NotInCall(Refusal):
    code = "guest-gone"
    sentence = N_("This is over: they are in the call no more, or wait no more.")


class ConsentNeeded(Refusal):
    code = "consent-needed"
    sentence = N_(
        "They are abroad, or work for another company. Tick that you agree to it, or say no."
    )
