"""Why an account, an invitation or a password is refused, in words a person can act on."""

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
