"""Why the words of a post are refused, with the rule named."""

from fair.decisions import N_, Refusal


class BreaksRule(Refusal):
    """Words in a post, question or reason break a rule of the fair."""

    status = 422
    code = "post-breaks-rule"
    sentence = N_("A post must not say “{phrase}”. Take these words out and try again.")


class LimitsSex(BreaksRule):
    code = "post-limits-sex"
    sentence = N_(
        "A post must be open to women and men alike. “{phrase}” limits that. "
        "Take these words out and try again."
    )


class LimitsEthnicity(BreaksRule):
    code = "post-limits-ethnicity"
    sentence = N_(
        "A post must be open to people of every ethnicity and origin. “{phrase}” limits that. "
        "Take these words out and try again."
    )


class LimitsReligion(BreaksRule):
    code = "post-limits-religion"
    sentence = N_(
        "A post must not ask for or against a religion. “{phrase}” does. "
        "Take these words out and try again."
    )


class LimitsHousehold(BreaksRule):
    code = "post-limits-household"
    sentence = N_(
        "A post must be open to people wherever their household is registered. “{phrase}” limits "
        "that. Take these words out and try again."
    )


class LimitsFamily(BreaksRule):
    code = "post-limits-family"
    sentence = N_(
        "A post must not ask about marriage, pregnancy or children. “{phrase}” does. "
        "Take these words out and try again."
    )


class ChargesFee(BreaksRule):
    code = "post-charges-fee"
    sentence = N_(
        "Nobody here may ask a worker for money: no fee, no deposit, no later deduction. "
        "“{phrase}” does. Take it out and try again."
    )


class UnderAge(BreaksRule):
    code = "post-under-age"
    sentence = N_(
        "Nobody under 16 works here, and nobody under 18 at night, with hazards or abroad. "
        "Set the lowest age accordingly."
    )


class AsksNight(BreaksRule):
    code = "post-asks-night"
    sentence = N_("Your question asks about night shifts: say in the post that there are some.")


class AsksHeights(BreaksRule):
    code = "post-asks-heights"
    sentence = N_("Your question asks about heights: say in the post that the work is hazardous.")


class AsksAbroad(BreaksRule):
    code = "post-asks-abroad"
    sentence = N_("Your question asks about work abroad: say in the post in which country it is.")


class NeedsOverseasLicence(Refusal):
    code = "needs-overseas-licence"
    sentence = N_(
        "Work abroad is offered here only by a company with a foreign-labour licence. "
        "Let such a company post it."
    )
