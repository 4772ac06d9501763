"""Six digits that prove a number: how long they work, and how often they may be sent."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.sign_in.refusals import CodeOver, CodeTooSoon, TooManyCodes, WrongCode

CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5
CODE_AGAIN = timedelta(seconds=60)
CODES_AN_HOUR = 5
CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Code:
    """Six digits that were sent to a number, for one purpose: "confirm" or "sign_in"."""

    id: str
    purpose: str
    person_id: str
    phone: str
    salt: str
    sealed: str
    made_at: datetime
    tries: int
    used_at: datetime | None = None

    def works(self, now: datetime) -> bool:
        """True until it is used, tried too often, or its ten minutes are over."""
        lasts = now < self.made_at + CODE_LASTS
        return self.used_at is None and self.tries < CODE_TRIES and lasts


def check_digits(typed: str) -> None:
    """Refuse with `WrongCode` what cannot be a code, as half a code: that is no try of it."""
    if len(typed) != CODE_DIGITS or not typed.isdecimal():
        raise WrongCode


def try_code(code: Code | None, sealed: str, now: datetime) -> bool:
    """Return whether the digits are right; refuses with `CodeOver` a code that is over."""
    if code is None or not code.works(now):
        raise CodeOver
    return hmac.compare_digest(code.sealed, sealed)


def check_sending(sent_at: list[datetime], now: datetime) -> None:
    """Refuse another code to a number within a minute, or a sixth one within an hour."""
    recent = sorted(at for at in sent_at if at > now - timedelta(hours=1))
    if recent and now < recent[-1] + CODE_AGAIN:
        raise CodeTooSoon(seconds=int((recent[-1] + CODE_AGAIN - now).total_seconds()) + 1)
    if len(recent) >= CODES_AN_HOUR:
        raise TooManyCodes
