"""Why signing in is refused, in words a person can act on."""

from fair.decisions import N_, Refusal


class WrongCode(Refusal):
    code = "wrong-code"
    status = 422
    sentence = N_("This code is not right. Look at the last message and type all six digits.")


class CodeOver(Refusal):
    code = "code-over"
    status = 410
    sentence = N_("This code no longer works. Let us send a new one.")


class CodeTooSoon(Refusal):
    code = "code-too-soon"
    status = 429
    sentence = N_("A code is on its way. You can ask for another one in {seconds} seconds.")


class TooManyCodes(Refusal):
    code = "too-many-codes"
    status = 429
    sentence = N_(
        "We sent this number five codes within an hour. Wait an hour, or ask the organiser to "
        "confirm your number."
    )


class NoTexts(Refusal):
    code = "no-texts"
    sentence = N_(
        "This fair sends no text messages. Use your own link, or show your phone to the organiser, "
        "who can confirm your number."
    )


class AlreadyConfirmed(Refusal):
    code = "already-confirmed"
    sentence = N_("This number is confirmed already.")


class LinkOver(Refusal):
    code = "link-over"
    status = 410
    sentence = N_(
        "This link was replaced by a newer one or turned off. Use the newest link, sign in with "
        "your number, or ask the organiser."
    )


class SecondStepFirst(Refusal):
    code = "second-step-first"
    status = 403
    sentence = N_("This account has a second step. Sign in and type the code of your app.")
