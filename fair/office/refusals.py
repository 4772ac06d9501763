"""Why the office's telephone is refused, in words that say what is wanted."""

from fair.decisions import N_, Refusal


class OfficePhone(Refusal):
    code = "office-phone"
    status = 422
    field = "phone"
    sentence = N_(
        "This is no telephone number: people must be able to dial it. For example 0558-2222222."
    )
