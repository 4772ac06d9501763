"""Why a post may not rest on a filing."""

from fair.decisions import N_, Refusal


class FilingIsWithdrawn(Refusal):
    code = "filing-is-withdrawn"
    asks = True
    sentence = N_(
        "The recruitment filing {number} was withdrawn. Write the number of one that holds, or ask "
        "the organiser."
    )
    field = "filing"


class NoSuchFiling(Refusal):
    code = "no-such-filing"
    status = 422
    sentence = N_("A recruitment filing has a number. Write it as it stands in the post.")
    field = "number"
