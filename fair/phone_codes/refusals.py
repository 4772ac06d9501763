"""Why a code is not sent or does not work, in words a person can act on."""

from fair.decisions import N_, NN_, Refusal


class WrongCode(Refusal):
    code = "wrong-code"
    status = 422
    sentence = N_("This code is not right. Look at the last message and type all six digits.")


class NotFitting(Refusal):
    code = "not-fitting"
    status = 422
    sentence = N_("That does not fit together. Look at the name and the year and try again.")


class CodeOver(Refusal):
    code = "code-over"
    status = 410
    sentence = N_("This code no longer works. Let us send a new one.")


class CodeTooSoon(Refusal):
    code = "code-too-soon"
    status = 429
    one, sentence = NN_(
        "You asked for a code just now. You can ask for another one in {seconds} second.",
        "You asked for a code just now. You can ask for another one in {seconds} seconds.",
    )


class TooManyCodes(Refusal):
    code = "too-many-codes"
    asks = True
    status = 429
    sentence = N_(
        "As many codes were sent to this number as we may send within an hour. You can ask for "
        "another one in {minutes} min. Your own link works at once; or ask the organiser."
    )


class TextsSpent(Refusal):
    code = "texts-spent"
    asks = True
    status = 429
    sentence = N_(
        "Very many codes are asked for just now, so we send none for a while. Try again in "
        "{minutes} min, use your own link, or ask the organiser, who can confirm your number."
    )


class NoTextsThere(Refusal):
    code = "no-texts-there"
    asks = True
    status = 422
    sentence = N_(
        "We text no codes to numbers of this country. Use your own link, or ask the organiser, who "
        "can confirm a number without a code."
    )


class ProofFirst(Refusal):
    code = "proof-first"
    status = 428
    sentence = N_(
        "Many codes are asked for just now. Before we send yours, your browser does a sum that "
        "takes a few seconds: so nobody can have thousands sent."
    )


class TooManyGuesses(Refusal):
    code = "too-many-guesses"
    status = 429
    sentence = N_(
        "That did not fit too often, so no code to this number signs in until tomorrow. Use your "
        "own link. Is the number new to you? Then join as somebody new."
    )


class NotReadOut(Refusal):
    code = "not-read-out"
    status = 422
    sentence = N_(
        "That does not fit together. Look at the number, the digits, the name and the year. Digits "
        "work once, for ten minutes: after that ask for new ones, on the telephone."
    )


class NoTexts(Refusal):
    code = "no-texts"
    asks = True
    sentence = N_(
        "This fair sends no text messages. Use your own link, or show your phone to the organiser, "
        "who can confirm your number."
    )


class AlreadyConfirmed(Refusal):
    code = "already-confirmed"
    sentence = N_("This number is confirmed already.")


class TextLinkOver(Refusal):
    code = "text-link-over"
    status = 410
    sentence = N_(
        "This link was used, is too old to sign in by, or is none of ours. Nothing was changed. "
        "Sign in with your number: “My queues” says how your place stands."
    )
