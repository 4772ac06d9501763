"""Why handing on or priority is refused, in words a person can act on."""

from fair.decisions import N_, Refusal


class ColleagueNotThere(Refusal):
    code = "colleague-not-there"
    sentence = N_("This colleague is not on duty at an open booth of yours now. Choose another.")


class NobodyTakesYou(Refusal):
    """Said to the person who answers; whom staff choose is told with `ColleagueNotThere`."""

    code = "nobody-takes-you"
    sentence = N_(
        "They take nobody at the moment, so you cannot go there now. Nothing else has changed: "
        "your places are kept."
    )


class QuestionOver(Refusal):
    code = "question-over"
    sentence = N_(
        "This question is over, you cannot go there any more. Nothing else has changed: your "
        "places are kept."
    )


class AskedAlready(Refusal):
    code = "asked-already"
    sentence = N_("This person has been asked to go on to a colleague. Wait for the answer.")


class AskedEnough(Refusal):
    code = "asked-enough"
    sentence = N_(
        "This person does not go on to a colleague now. Nobody is asked twice: give your answer."
    )


class CriterionUnpublished(Refusal):
    code = "criterion-unpublished"
    status = 422
    sentence = N_("This criterion is not published for the fair. Publish it first, then grant it.")


class HasPriority(Refusal):
    code = "has-priority"
    sentence = N_("This person has priority at this fair already.")
