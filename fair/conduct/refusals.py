"""Why somebody may not write or join at a fair, in words a person can act on."""

from fair.decisions import N_, Refusal, Sentence


def to_ring(phone: str) -> Sentence:
    """Return what to do where it is not right: the telephone of the fair's organiser, if known."""
    if phone:
        return Sentence(N_("Not right? Ring the organiser: {phone}"), {"phone": phone})
    return Sentence(N_("Not right? Ask the organiser of the fair."))


class Muted(Refusal):
    code = "muted"
    status = 403
    sentence = N_(
        "The organiser muted you at this fair until {until}: you cannot write to others there "
        "before. Your places, talks and offers stay. {ring}"
    )


class MutedToTheEnd(Refusal):
    code = "muted-to-the-end"
    status = 403
    sentence = N_(
        "The organiser muted you until the end of this fair: you cannot write to others there. "
        "Your places, talks and offers stay. {ring}"
    )


class SentOut(Refusal):
    code = "sent-out"
    status = 403
    sentence = N_(
        "The organiser removed you from this fair until its end: you cannot join or write there. "
        "Answers and offers that you have stay yours. {ring}"
    )


class NumberSentOut(Refusal):
    """Said to whoever came with the number of somebody who was removed."""

    code = "number-sent-out"
    status = 403
    sentence = N_(
        "Somebody with your number was removed from this fair until its end, so you cannot join or "
        "write there yet. If you are somebody else, the organiser lets you in. {ring}"
    )


class NotOfThisFair(Refusal):
    code = "not-of-this-fair"
    status = 404
    sentence = N_("This person takes no part in this fair. Choose somebody who does.")


class SentOutAlready(Refusal):
    code = "sent-out-already"
    sentence = N_("This person was removed from this fair already.")


class UndoneAlready(Refusal):
    code = "undone-already"
    sentence = N_("This was taken back already, or its time is over.")
