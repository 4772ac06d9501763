"""Why a second step is refused, in words a person can act on."""

from fair.decisions import N_, Refusal


class WrongFactorCode(Refusal):
    code = "wrong-factor-code"
    status = 422
    sentence = N_(
        "This code is not right. Type the six digits that the app shows now, or one of your "
        "recovery codes."
    )


class WrongFirstCode(Refusal):
    code = "wrong-first-code"
    status = 422
    sentence = N_(
        "This code does not fit the picture above. Type the six digits that the app shows now for "
        "it. If the app has an older picture of this fair, remove that one and scan this one."
    )


class FactorCodeUsed(Refusal):
    code = "factor-code-used"
    status = 422
    sentence = N_("This code was used already. Wait until the app shows the next one.")


class FactorThere(Refusal):
    code = "factor-there"
    sentence = N_("This account has a second step already. Remove it first to set up another one.")


class NoFactor(Refusal):
    code = "no-factor"
    sentence = N_("This account has no second step.")


class SetUpNow(Refusal):
    code = "set-up-now"
    status = 403
    sentence = N_("You have put this off for long enough. Set up the second step to go on.")


class StepOver(Refusal):
    code = "step-over"
    status = 410
    sentence = N_("That took longer than ten minutes. Sign in with your password again.")
