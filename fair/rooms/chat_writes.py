"""Keeping a booth's room, for the booths."""

from fair.db import Work
from fair.languages import NO_TEXTS, Texts
from fair.rooms import chat_store
from fair.rooms.room import Room


def keep_room(
    work: Work,
    *,
    booth_id: str,
    fair_id: str,
    employer_id: str,
    name: str,
    replies: tuple[str, ...] = (),
    names: Texts = NO_TEXTS,
) -> None:
    """Give a booth its room, or the room its new name and canned replies. For the booths.

    `name` is the employer's, as seekers read it in the chat and on the ring; `names` are those
    for readers of other languages.
    """
    kept = Room(booth_id, fair_id, employer_id, name[:300], tuple(replies), names)
    chat_store.keep_room(work, kept)
