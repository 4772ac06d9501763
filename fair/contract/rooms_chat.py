"""Messages of the chat in a room: said, asked, answered, announced, hidden."""

from typing import Annotated, Literal

from fair.contract.base import Command, Event, Reply
from fair.contract.rooms import Text
from fair.contract.text_types import Id, Line
from fair.roles import RECRUITERS, RUNNERS, SEEKERS, SIDES

BOOTH = {"booth_id": "b00000000001"}
SAYING = (
    "not-found", "not-allowed", "room-closed", "nothing-said", "too-long", "fee-asked",
    "phrase-refused", "muted", "muted-to-the-end", "sent-out", "number-sent-out",
)  # fmt: skip


class MessageReply(Reply):
    message_id: str


class Say(
    Command,
    name="chat.say",
    by=SIDES,
    reply=MessageReply,
    refusals=SAYING,
    rate=(10, 30),
    example={**BOOTH, "text": "Is the room for two people?"},
):
    """Write in a booth's room. Telephone numbers are masked."""

    booth_id: Id
    text: Text


class Ask(
    Command,
    name="chat.ask",
    by=SEEKERS,
    reply=MessageReply,
    refusals=SAYING,
    rate=(5, 60),
    example={**BOOTH, "text": "When does the bus leave?"},
):
    """Ask the booth; the question and its answer stay."""

    booth_id: Id
    text: Text


class AnswerQuestion(
    Command,
    name="chat.answer",
    by=RECRUITERS,
    refusals=(*SAYING, "not-a-question", "not-reached"),
    example={"message_id": "m00000000001", "text": "At seven, from the station."},
):
    """Answer a question; writing again replaces the answer."""

    message_id: Id
    text: Text


class HideMessage(
    Command,
    name="chat.hide",
    by=RUNNERS | RECRUITERS,
    refusals=("not-found", "not-allowed"),
    takes=RUNNERS | RECRUITERS,
    example={"message_id": "m00000000001", "reason": "contact"},
):
    """Hide a message with a reason; the author sees that and why."""

    message_id: Id
    reason: Literal["contact", "fee", "insult", "off_topic", "private"]


class AnnounceInBooth(
    Command,
    name="booth.announce",
    by=RECRUITERS,
    reply=MessageReply,
    refusals=SAYING,
    rate=(6, 60),
    example={**BOOTH, "text": "We start at ten."},
):
    """Tell everybody in the booth's room; the last one stays on top."""

    booth_id: Id
    text: Text


class TellLine(
    Command,
    name="line.tell",
    by=RECRUITERS,
    reply=MessageReply,
    refusals=(
        *SAYING, "not-your-booth", "off-duty", "nobody-waits", "told-lately", "no-licence",
    ),
    rate=(6, 60),
    example={**BOOTH, "text": "We are back from lunch at one."},
):  # fmt: skip
    """A recruiter on duty writes one short line to everybody who waits at the booth.

    It stands on their tickets and in the room, with name and time; no text message goes out.
    """

    booth_id: Id
    text: Annotated[str, Line(160, least=1)]


class MessageShown(
    Event,
    name="message.posted",
    audience="room:{booth_id}",
    every_s=0.3,
    about="{booth_id}",
    example={**BOOTH},
):
    """Something new stands in a room: a message, a question, an answer, an announcement, a name."""

    booth_id: str


class MessageGone(
    Event,
    name="message.hidden",
    audience="room:{booth_id}",
    every_s=0.3,
    about="{message_id}",
    example={**BOOTH, "message_id": "m00000000001"},
):
    """A message was hidden."""

    booth_id: str
    message_id: str
