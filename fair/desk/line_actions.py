"""What a recruiter says to the whole line."""

from typing import Any

from fair.booths import booth_writes
from fair.contract.rooms_chat import MessageReply, TellLine
from fair.db import Work
from fair.queue import reads
from fair.rooms import chat_actions
from fair.tickets import refusals


def tell_line(work: Work, command: TellLine) -> MessageReply:
    """Tell everybody who waits. Refuses an empty line, and a second time within five minutes."""
    booth = booth_writes.require_calling(work, command.booth_id)
    if not reads.waiting(work.connection, [booth.id])[booth.id]:
        raise refusals.NobodyWaits
    return chat_actions.tell_line(work, booth.id, command.text)


HANDLERS: dict[Any, Any] = {TellLine: tell_line}
