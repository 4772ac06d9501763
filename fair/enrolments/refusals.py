"""Why a request to take part goes no further, in words a person can act on."""

from fair.decisions import N_, Refusal


class EnrolmentOver(Refusal):
    code = "enrolment-over"
    sentence = N_(
        "This request is over: it was decided, taken back, or not confirmed within two days. "
        "A company may ask again on the fair’s page."
    )


class EnrolmentDecided(Refusal):
    code = "enrolment-decided"
    sentence = N_(
        "{by} has answered about {name} already. How stands under “Companies that were answered”."
    )


class ContactHasAccount(Refusal):
    code = "contact-has-account"
    sentence = N_(
        "The address {email} has an account already, and it stays as it is. Does it recruit for "
        "this company? Then give that employer a booth and do not take the request. Otherwise do "
        "not take it and write that the company asks again with another address."
    )


class TooManyAsk(Refusal):
    code = "too-many-ask"
    status = 429
    asks = True
    sentence = N_("Very many companies ask just now. Try again in an hour, or ask the organiser.")


class NoMailGoesOut(Refusal):
    code = "no-mail-goes-out"
    asks = True
    sentence = N_("This server sends no mail, so that no request can be confirmed. Ask the office.")
