"""Making the link of a text, inside somebody else's work."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from fair.db import Work
from fair.phone_codes import text_link_store
from fair.phone_codes.text_link import KEY_LENGTH, KEY_LETTERS, TextLink, key_hash


def make(
    work: Work, person_id: str, ticket_id: str, *, replies: bool = False, named: bool = False
) -> str:
    """Return the key of a new link for a text about a ticket; nothing but its hash is kept.

    `replies`: the text says which words may be texted back; `named`: and for whom it is.
    """
    key = "".join(secrets.choice(KEY_LETTERS) for _ in range(KEY_LENGTH))
    made = TextLink(work.new_id(), person_id, ticket_id, work.now, replies=replies, named=named)
    text_link_store.add(work, made, key_hash(key))
    return key


STOPS: Sequence[Callable[[Work, datetime], None]] = [text_link_store.last_longer]
