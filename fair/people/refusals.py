"""Why a rule about persons says no, in words they can act on."""

from fair.decisions import N_, Refusal


class BadFile(Refusal):
    code = "bad-file"
    status = 415
    sentence = N_("Choose a PDF, Word, OpenDocument or text file. Pictures are not accepted here.")


class TooLarge(Refusal):
    code = "too-large"
    status = 413
    sentence = N_("This file is too large. The largest we take has {megabytes} MB.")


class TooManyFiles(Refusal):
    code = "too-many-files"
    sentence = N_("There are three files already. Remove one first.")


class UnderAge(Refusal):
    code = "under-age"
    asks = True
    status = 422
    sentence = N_(
        "You can take part from the day you turn 16. Until then nobody here may show you to an "
        "employer. Ask the organiser about training and school places."
    )


class BadBirthDate(Refusal):
    code = "bad-birth-date"
    status = 422
    sentence = N_("Please check the birth date: year, month and day, for example 1990-04-30.")


class BadName(Refusal):
    code = "bad-name"
    status = 422
    sentence = N_("Please write the name that an employer should call you by, up to 60 letters.")


class NumberTaken(Refusal):
    code = "number-taken"
    asks = True
    sentence = N_(
        "With this number you have joined already, or three people use it, and no more can share "
        "one. Sign in with your number or your own link, or ask the organiser."
    )


class FairOver(Refusal):
    code = "fair-over"
    sentence = N_("This fair is over. Look on the first page for the next one.")


class BadPhone(Refusal):
    code = "bad-phone"
    status = 422
    sentence = N_(
        "This is not a mobile number that we can reach. Write all its digits, for example "
        "138 1234 5678, or start with + and the country, for example +81 90 1234 5678."
    )


class NoSuchAnswer(Refusal):
    code = "no-such-answer"
    status = 422
    sentence = N_("This answer is not in the list. Reload the page and tick again.")


class NotReached(Refusal):
    code = "not-reached"
    sentence = N_("This person cannot be reached from here now. Nothing was sent.")


class KeptAway(Refusal):
    code = "kept-away"
    sentence = N_(
        "You keep this employer away: it cannot ring you. Let it reach you again first, on the "
        "page “Who knows me”."
    )
