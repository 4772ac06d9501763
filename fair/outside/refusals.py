"""Why nobody is reminded, in words that say what to do instead."""

from fair.decisions import N_, Refusal


class NothingToRemind(Refusal):
    code = "nothing-to-remind"
    sentence = N_(
        "The fair opens in a few minutes or is open. Stay on its page: it changes by itself."
    )


class NoNumberToRemind(Refusal):
    code = "no-number-to-remind"
    sentence = N_(
        "We have no confirmed number of yours to text to. Confirm your number under “Me”, or put "
        "the fair into your calendar."
    )
