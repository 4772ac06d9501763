"""Why an answer about an interview is refused."""

from fair.decisions import N_, Refusal


class OnlyYourself(Refusal):
    code = "only-yourself"
    status = 403
    sentence = N_(
        "You came in with the help desk. What you think of a talk you say alone: sign in yourself."
    )


class FeedbackOver(Refusal):
    code = "feedback-over"
    sentence = N_("The fair is closed: what was said of its talks stays as it is.")
