"""Why words are not taken, or a decision not made, in words a person can act on."""

from fair.decisions import N_, Refusal


class PhraseRefused(Refusal):
    code = "phrase-refused"
    asks = True
    status = 422
    sentence = N_(
        "The organiser looked at “{phrase}” before and refused it. Put it differently, or ask the "
        "organiser to take the decision back."
    )


class NameTheRule(Refusal):
    code = "name-the-rule"
    status = 422
    sentence = N_("Say which rule the words break: whoever wrote them reads it.")


class LaterLook(Refusal):
    code = "later-look"
    sentence = N_("The words were changed after that decision. Decide on what stands there now.")
