"""Why a rule about posts says no, in words an employer can act on."""

from fair.decisions import N_, Refusal


class NoOpening(Refusal):
    code = "no-seat"
    sentence = N_("Every place of this post is spoken for. Make a reserve offer instead.")


class NotYourVacancy(Refusal):
    code = "not-your-vacancy"
    status = 403
    sentence = N_("This post belongs to another employer. Open your own list of posts.")


class PostIncomplete(Refusal):
    code = "post-incomplete"
    sentence = N_("This is missing before the post can open: {field}. Fill it in and try again.")


class BadField(Refusal):
    code = "bad-field"
    status = 422
    sentence = N_("{field}: {problem}")


class NoBooth(Refusal):
    code = "no-booth"
    sentence = N_("A post opens at a booth. Choose the booth it belongs to first.")


class HeadCountTooLow(Refusal):
    code = "head-count-too-low"
    sentence = N_(
        "{taken} places are offered or accepted. The head-count cannot fall below that; "
        "withdraw an offer first."
    )


class QuotaUsedUp(Refusal):
    code = "quota-used-up"
    sentence = N_(
        "The contract {number} allows {quota} people, and {taken} are asked for in your other "
        "posts. Lower the head-count, or withdraw another post first."
    )
    field = "quota"


class DecideFirst(Refusal):
    code = "decide-first"
    sentence = N_("This post waits for a look. Decide on it in the list of what waits.")
