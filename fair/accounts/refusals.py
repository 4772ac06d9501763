"""Why an account, an invitation or a password is refused, in words a person can act on."""

from fair.decisions import N_, Refusal


class BadEmail(Refusal):
    code = "bad-email"
    status = 422
    sentence = N_("This is not an e-mail address. Write it like name@example.com.")


class BadLastDay(Refusal):
    code = "bad-last-day"
    status = 422
    field = "last_day"
    sentence = N_("Say the auditor’s last day: today or later, and at most {most} days from now.")


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
    sentence = N_(
        "There is an account with this e-mail address already, and it stays as it is. Its owner "
        "signs in, or asks for a new password on the sign-in page."
    )


class InvitationOver(Refusal):
    code = "invitation-over"
    status = 410
    sentence = N_(
        "This invitation was used, withdrawn or is older than 14 days. Ask whoever sent it for a "
        "new one, or sign in."
    )


class LinkWasHandedOver(Refusal):
    code = "link-was-handed-over"
    status = 410
    sentence = N_(
        "This link was sent or shown already, and that happens once. Withdraw the invitation and "
        "make a new one."
    )


class ResetOver(Refusal):
    code = "reset-over"
    asks = True
    status = 410
    sentence = N_(
        "This link was used, replaced by a newer one, or is older than 60 minutes. Ask for a new "
        "one under “Forgotten the password?”, or ask an organiser."
    )


class NotTheLead(Refusal):
    code = "not-the-lead"
    asks = True
    status = 403
    sentence = N_("Only the lead of your team or an organiser can do this. Ask one of them.")


class NoSuchAccount(Refusal):
    code = "no-such-account"
    status = 404
    sentence = N_("Nobody who works here has this e-mail address. Look whether it is written so.")
