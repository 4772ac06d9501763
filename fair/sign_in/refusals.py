"""Why signing in is refused, in words a person can act on."""

from fair.decisions import N_, Refusal

ENDED_ELSEWHERE = N_("Your sign-in on this device was ended from another device.")
ENDED_OR_NEW_PASSWORD = N_(
    "Your sign-in on this device was ended from another device, or by a new password."
)
ROLE_TAKEN = N_("Your sign-in has ended: your account here was closed.")


class LinkOver(Refusal):
    code = "link-over"
    asks = True
    status = 410
    sentence = N_(
        "This link was replaced by a newer one or turned off. Use the newest link, sign in with "
        "your number, or ask the organiser."
    )


class SecondStepFirst(Refusal):
    code = "second-step-first"
    status = 403
    sentence = N_("This account has a second step. Sign in and type the code of your app.")
