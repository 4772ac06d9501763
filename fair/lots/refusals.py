"""Why a place does not move, in words a person can act on."""

from fair.decisions import N_, Refusal


class BoothAnswers(Refusal):
    code = "booth-answers"
    sentence = N_(
        "This booth calls people again, so your place there is kept. You can join the other queue "
        "with a new number."
    )


class OtherWork(Refusal):
    code = "other-work"
    sentence = N_(
        "That booth does not have the same work. You can join its queue with a new number."
    )
