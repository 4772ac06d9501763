"""Why a rule about employers or licences says no, in words a person can act on."""

from fair.decisions import N_, Refusal


class NotYourEmployer(Refusal):
    code = "not-your-employer"
    status = 403
    sentence = N_("This belongs to another employer. Sign in with an account of that employer.")


class KindIsFixed(Refusal):
    code = "kind-is-fixed"
    sentence = N_(
        "The kind of an employer cannot change while a licence of that kind stands. "
        "Invite the company again under the other kind."
    )


class NotYourself(Refusal):
    code = "not-yourself"
    asks = True
    sentence = N_("You cannot remove your own account. Ask the organiser.")


class BadCreditCode(Refusal):
    code = "bad-credit-code"
    status = 422
    sentence = N_(
        "The unified social credit code has 18 characters and its last one must fit the others. "
        "Copy it from the business licence again."
    )


class ReserveTooSmall(Refusal):
    code = "reserve-too-small"
    status = 422
    sentence = N_(
        "Overseas recruiting needs a reserve fund of at least CNY 3,000,000. "
        "Enter the amount on the certificate."
    )


class LicenceIncomplete(Refusal):
    code = "licence-incomplete"
    status = 422
    sentence = N_("This is missing for your kind of licence: {missing}. Fill it in and send again.")


class LicenceOver(Refusal):
    code = "licence-over"
    status = 422
    sentence = N_("This licence is past its last day. Submit one that is still valid.")


class LicenceNotBegun(Refusal):
    code = "licence-not-begun"
    status = 422
    sentence = N_("This licence is valid only later. Check its first and last day.")


class SourceIsNoLink(Refusal):
    code = "source-is-no-link"
    status = 422
    sentence = N_(
        "Where you looked it up is a web address that begins with https://. Copy it from the "
        "browser, or leave it out."
    )
    field = "source"


class NumberIsHeld(Refusal):
    code = "number-is-held"
    sentence = N_(
        "{name} was checked under this very number. Look at both companies; if it is right all the "
        "same, write why."
    )
    field = "reason"


class NoLicence(Refusal):
    code = "no-licence"
    sentence = N_(
        "This needs a licence that the organiser has verified. Look at “Licence”: "
        "it says what is missing."
    )
