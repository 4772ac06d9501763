"""Why the office may not do something to drafts, in words it can act on."""

from fair.decisions import N_, Refusal


class OwnStatement(Refusal):
    code = "own-statement"
    status = 422
    sentence = N_("Only the employer itself says this: {field}. Leave it out.")


class NothingToSay(Refusal):
    code = "nothing-to-say"
    status = 422
    sentence = N_("Choose at least one value to fill in. Nothing was changed.")


class NoDrafts(Refusal):
    code = "no-drafts"
    status = 422
    sentence = N_("No draft is like this. Choose others above.")


class TooManyDrafts(Refusal):
    code = "too-many-drafts"
    status = 422
    sentence = N_("These are more than {most} drafts. Choose an employer or a file, then again.")


class EverAtAFair(Refusal):
    code = "ever-at-a-fair"
    sentence = N_("It was taken to a fair, and stays.")


class WrittenMeanwhile(Refusal):
    code = "written-meanwhile"
    sentence = N_("Somebody has written in it meanwhile, so it stays.")


class DayIsOver(Refusal):
    code = "day-is-over"
    status = 422
    sentence = N_("This day is over: {field}. Choose one to come.")


class NothingNew(Refusal):
    code = "nothing-new"
    sentence = N_("It says all of this itself, or something that these values do not fit.")
