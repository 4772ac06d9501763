"""A sum that costs a browser a second or two, and who wants a thousand codes half an hour each.

The server picks a number and says what its hash is; the browser finds it by trying. Nothing is kept
until it comes back: a mark binds it to the telephone number and the time.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from fair.marks import marked

LASTS = timedelta(minutes=10)
MOST = 400_000
_AIM, _MARK = 32, 32


@dataclass(frozen=True, slots=True)
class Challenge:
    """Find `n` below `most` so that the hash of `salt` and `n` begins with `aim`."""

    salt: str
    aim: str
    most: int
    token: str


def challenge(secret: str, phone: str, now: datetime, salt: str, number: int) -> Challenge:
    """Return what a browser has to find out; `salt` and `number` (below `MOST`) are thrown dice."""
    until, aim = int((now + LASTS).timestamp()), _hash(salt, number)
    mark = marked(secret, "proof", phone, str(until), salt, aim)[:_MARK]
    return Challenge(salt, aim, MOST, f"{until}.{salt}.{aim}.{mark}")


def proved(secret: str, phone: str, now: datetime, proof: str) -> str:
    """Return what names this proof, to be taken once; "" where it is wrong, old or another's."""
    until, _, rest = proof.partition(".")
    salt, _, rest = rest.partition(".")
    aim, _, rest = rest.partition(".")
    mark, _, number = rest.partition(".")
    ours = marked(secret, "proof", phone, until, salt, aim)[:_MARK]
    if not hmac.compare_digest(mark.encode(), ours.encode()):
        return ""
    if int(until) < now.timestamp() or not number.isdecimal() or len(number) > len(str(MOST)):
        return ""
    return mark if _hash(salt, int(number)) == aim else ""


def _hash(salt: str, number: int) -> str:
    return sha256(f"{salt}{number}".encode()).hexdigest()[:_AIM]
