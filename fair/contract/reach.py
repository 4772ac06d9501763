"""Messages of the slice `reach`."""

from typing import Literal

from fair.contract.base import Command, Reply
from fair.contract.text_types import Id, OptionalId
from fair.roles import SEEKERS, SYSTEM

Word = Literal["here", "ready", "five", "leave", "stay"]


class TextAnsweredReply(Reply):
    """`call_id` is the call that was answered; empty where none was."""

    call_id: str = ""


class AnswerText(
    Command,
    name="ticket.answer_text",
    by=SEEKERS,
    reply=TextAnsweredReply,
    refusals=(
        "wrong-state", "already-postponed", "left-for-good", "for-adults", "booth-closed",
        "kept-away", "call-over",
    ),
    example={"ticket_id": "t00000000001", "word": "here"},
):  # fmt: skip
    """What a person with no page open says to a text: by its link, or by a word texted back.

    `here`: answers a ring that goes on, else is ready, or comes back. `ready` is the same by a
    telephone, which can answer no ring. `five`: five more minutes. `leave`: the place is given up.
    `stay`: that is taken back. But for `here`, a text then says what was done.
    """

    ticket_id: Id
    word: Word


class TellUnheard(
    Command,
    name="text.unheard",
    by=SYSTEM,
    example={"link_id": "l00000000001"},
):
    """Tell somebody, once a text of ours, that what they texted back changed nothing."""

    link_id: Id


class TellHours(
    Command,
    name="fair.tell_hours",
    by=SYSTEM,
    example={"fair_id": "f00000000001", "after": 0},
):
    """Text the next of those who take part that the hours have changed; then those after them."""

    fair_id: Id
    after: int


class MailHours(
    Command,
    name="fair.mail_hours",
    by=SYSTEM,
    example={"fair_id": "f00000000001", "after": "e00000000001"},
):
    """Mail the recruiters of the next employers that the hours have changed."""

    fair_id: Id
    after: OptionalId = ""


class TellClosed(
    Command,
    name="booth.tell_closed",
    by=SYSTEM,
    example={"booth_id": "b00000000001", "after": 0},
):
    """Text the next of those who waited that the booth has closed; then those after them."""

    booth_id: Id
    after: int
