"""The link of a text: for which ticket it was sent, and how long it, or a reply, counts.

Looking at it does nothing. Its one button signs one browser in, within half an hour, where the
person is not signed in there; where they are, it leads on as long as it is kept.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

STOPS_FOR = timedelta(hours=24)
SIGNS_IN_FOR = timedelta(minutes=30)
REPLY_COUNTS_FOR = timedelta(minutes=30)
KEY_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 12  # 60 bits


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link that was texted to a person about a ticket; about no ticket: to stop a new number.

    That one signs nobody in: all that whoever holds it can do is leave things as they were.

    `replies`: its text said which words may be texted back. `named`: it said for whom it is, as
    several people use the number.
    """

    id: str
    person_id: str
    ticket_id: str
    made_at: datetime
    used_by: str = ""
    replies: bool = False
    named: bool = False

    def stops(self, now: datetime) -> bool:
        """True for a day, where it was texted because another number was written down."""
        return not self.ticket_id and now < self.made_at + STOPS_FOR

    def signs_in(self, browser: str, now: datetime) -> bool:
        """True for half an hour, until a browser came in by it; for that one then, too.

        Its answer may have been lost on the way, or the button was pressed twice.
        """
        return (
            bool(self.ticket_id)
            and self.used_by in ("", browser)
            and now < self.made_at + SIGNS_IN_FOR
        )


def key_hash(key: str) -> str:
    """Return what is kept of a link's key, which cannot be read back."""
    return hashlib.sha256(key.encode()).hexdigest()
