"""Why help is not asked or given like this."""

from fair.decisions import N_, Refusal


class NoFairNow(Refusal):
    code = "no-fair-now"
    asks = True
    sentence = N_("Take part in a fair first, then ask for help there. Or ring the organiser.")


class HelpIsNotYours(Refusal):
    code = "help-is-not-yours"
    sentence = N_("Press “I help” first: the person reads who helps, then you can go on.")


class NumberIsChanging(Refusal):
    code = "number-is-changing"
    sentence = N_(
        "Another number is written down for this person and counts later. Until then no code is "
        "read out and no telephone is chosen. Is the change wrong? Stop it first."
    )


class ConfirmFirst(Refusal):
    code = "confirm-first"
    sentence = N_(
        "This number is not confirmed yet. Ring it, and when the person answers, confirm it under "
        "“Find a person”. Then read the code out."
    )
