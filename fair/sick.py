"""What people are told while the machine under us is sick; `fair.trouble` tells the causes."""

from fair.decisions import NN_, Refusal


class CannotSave(Refusal):
    """The machine lets nothing be saved; the log and the organiser's board say why."""

    code = "cannot-save"
    status = 503
    one, sentence = NN_(
        "Nothing can be saved just now, and this was not. What was saved before is safe. "
        "Try again in {seconds} second.",
        "Nothing can be saved just now, and this was not. What was saved before is safe. "
        "Try again in {seconds} seconds.",
    )

    def __init__(self, *, seconds: int = 10) -> None:
        super().__init__(seconds=seconds)


class CannotShow(Refusal):
    """The machine lets nothing be read."""

    code = "cannot-show"
    status = 503
    one, sentence = NN_(
        "This cannot be shown just now. What was saved is safe. Try again in {seconds} second.",
        "This cannot be shown just now. What was saved is safe. Try again in {seconds} seconds.",
    )

    def __init__(self, *, seconds: int = 10) -> None:
        super().__init__(seconds=seconds)
