"""Why signing in is refused, in words a person can act on."""

from fair.decisions import N_, Refusal


class BadEmail(Refusal):
    code = "bad-email"
    status = 422
    sentence = N_("This is not an e-mail address. Write it like name@example.com.")


class WeakPassword(Refusal):
    code = "weak-password"
    status = 422
    sentence = N_("Choose a password of at least {least} letters that is not easy to guess.")


class WrongPassword(Refusal):
    code = "wrong-password"
    status = 403
    sentence = N_("E-mail address or password is not right. Look at both and try again.")


class EmailTaken(Refusal):
    code = "email-taken"
    sentence = N_("There is an account with this e-mail address already. Sign in with it.")


class InvitationOver(Refusal):
    code = "invitation-over"
    status = 410
    sentence = N_(
        "This invitation was used, withdrawn or is older than 14 days. Ask whoever sent it for a "
        "new one, or sign in."
    )


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
