"""Why a rule about posts says no, in words an employer can act on."""

from fair.decisions import N_, Refusal


class BreaksRule(Refusal):
    """Words in a post, question or reason break a rule of the fair."""

    status = 422
    code = "post-breaks-rule"
    sentence = N_("A post must not say “{words}”. Take these words out and try again.")


class LimitsSex(BreaksRule):
    code = "post-limits-sex"
    sentence = N_(
        "A post must be open to women and men alike. “{words}” limits that. "
        "Take these words out and try again."
    )


class LimitsEthnicity(BreaksRule):
    code = "post-limits-ethnicity"
    sentence = N_(
        "A post must be open to people of every ethnicity and origin. “{words}” limits that. "
        "Take these words out and try again."
    )


class LimitsReligion(BreaksRule):
    code = "post-limits-religion"
    sentence = N_(
        "A post must not ask for or against a religion. “{words}” does. "
        "Take these words out and try again."
    )


class LimitsHousehold(BreaksRule):
    code = "post-limits-household"
    sentence = N_(
        "A post must be open to people wherever their household is registered. “{words}” limits "
        "that. Take these words out and try again."
    )


class LimitsFamily(BreaksRule):
    code = "post-limits-family"
    sentence = N_(
        "A post must not ask about marriage, pregnancy or children. “{words}” does. "
        "Take these words out and try again."
    )


class ChargesFee(BreaksRule):
    code = "post-charges-fee"
    sentence = N_(
        "Nobody here may ask a worker for money: no fee, no deposit, no later deduction. "
        "“{words}” does. Take it out and try again."
    )


class UnderAge(BreaksRule):
    code = "post-under-age"
    sentence = N_(
        "Nobody under 16 works here, and nobody under 18 at night, with hazards or abroad. "
        "Set the lowest age accordingly."
    )


class NeedsOverseasLicence(Refusal):
    code = "needs-overseas-licence"
    sentence = N_(
        "Work abroad is offered here only by a company with a foreign-labour licence. "
        "Let such a company post it."
    )


class NoSeat(Refusal):
    code = "no-seat"
    sentence = N_("Every seat of this post is spoken for. Make a reserve offer instead.")


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
        "{taken} seats are offered or accepted. The head-count cannot fall below that; "
        "withdraw an offer first."
    )


class AgeLimitWaits(Refusal):
    code = "age-limit-waits"
    sentence = N_(
        "An age limit is looked at by the organiser before a post opens. "
        "Withdraw this post and make a new one with the limit."
    )
