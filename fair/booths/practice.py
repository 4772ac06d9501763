"""What shows that somebody practised a call: the mark that its page gave out, some time ago. Pure.

The robot lives in the recruiter's browser, so that the server hears nothing of the talk. What it
can know: that this recruiter was shown the page of the practice, and that the time of a short call
went by. The page hands the mark over only when a call with the robot ends. Somebody who writes a
program can wait as long; nobody passes by a bare form, by another's mark or by an old one.
"""

import hmac
from datetime import datetime, timedelta

from fair.instants import SECOND, from_microseconds, microseconds
from fair.marks import marked

AT_LEAST = timedelta(seconds=5)  # to press, say a word, hear it back, hang up, conclude and offer
AT_MOST = timedelta(hours=2)


def proof(secret: str, account_id: str, booth_id: str, shown_at: datetime) -> str:
    """Return the mark of a page of practice that is shown now."""
    second = str(microseconds(shown_at) // SECOND)
    return f"{second}-{marked(secret, 'practice', account_id, booth_id, second)[:32]}"


def proves(secret: str, account_id: str, booth_id: str, said: str, now: datetime) -> bool:
    """True for a mark of this recruiter and booth, old enough for a call and of today's sitting."""
    second = said.partition("-")[0]
    if not (second.isascii() and second.isdigit() and len(second) <= len("9999999999")):
        return False
    shown_at = from_microseconds(int(second) * SECOND)
    same = hmac.compare_digest(
        said.encode(), proof(secret, account_id, booth_id, shown_at).encode()
    )
    return same and AT_LEAST <= now - shown_at <= AT_MOST
