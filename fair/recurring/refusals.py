"""Why posts or fairs are not taken along, in words an office can act on."""

from fair.decisions import N_, Refusal


class NothingToTake(Refusal):
    code = "nothing-to-take"
    sentence = N_(
        "None of these posts can be taken to this fair. The list says why of each; put it right "
        "and try again."
    )


class NoDate(Refusal):
    code = "no-date"
    status = 422
    sentence = N_("Choose at least one date for the next fair.")


class DatePast(Refusal):
    code = "date-past"
    status = 422
    sentence = N_("{date} is over already. Leave this date out, or choose a later one.")


class DateTwice(Refusal):
    code = "date-twice"
    status = 422
    sentence = N_("{date} is there already: a fair of this series opens then. Leave it out.")
