"""Why a request to take part goes no further, in words a person can act on."""

from fair.decisions import N_, Refusal


class EnrolmentOver(Refusal):
    code = "enrolment-over"
    sentence = N_(
        "This request is over: it was decided, taken back, or not confirmed within two days. "
        "A company may ask again on the fair’s page."
    )


class NoMailGoesOut(Refusal):
    code = "no-mail-goes-out"
    asks = True
    sentence = N_("This server sends no mail, so that no request can be confirmed. Ask the office.")
