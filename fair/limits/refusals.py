"""Why a limit is refused, in words that name what the rules of all fairs leave open."""

from fair.decisions import N_, Refusal


class RingTooShort(Refusal):
    code = "ring-too-short"
    status = 422
    sentence = N_("A ring lasts {least} seconds at least: people need them to reach the phone.")
    field = "ring_s"


class RingTooLong(Refusal):
    code = "ring-too-long"
    status = 422
    sentence = N_("A ring lasts {most} seconds at most: who comes next waits for its end.")
    field = "ring_s"


class ByNameTooOften(Refusal):
    code = "by-name-too-often"
    status = 422
    sentence = N_(
        "At most one call in {every} may be by name, before others: write {every} or more, or 0 "
        "for none."
    )
    field = "by_name_every"
