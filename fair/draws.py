"""Random marks for browsers that come without one, drawn many at a time.

Asking the system for random bytes hands the interpreter to whichever thread computes, and the loop
waits behind it: beside a flood of pages that was a tenth of the loop's time. For the loop alone.
"""

import os
from base64 import urlsafe_b64encode

MARK_BYTES = 18
AT_A_TIME = 200

_drawn: list[bytes] = []


def mark() -> str:
    """Return a fresh mark of 144 random bits, 24 signs that may stand in a cookie."""
    if not _drawn:
        bits = os.urandom(MARK_BYTES * AT_A_TIME)
        _drawn.extend(bits[at : at + MARK_BYTES] for at in range(0, len(bits), MARK_BYTES))
    return urlsafe_b64encode(_drawn.pop()).decode()
