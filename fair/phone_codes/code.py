"""Six digits that prove a number: how long they work, for whom, and how often they are sent."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from fair.phone_codes.refusals import (
    CodeOver,
    CodeTooSoon,
    NoTextsThere,
    TooManyCodes,
    WrongCode,
)

CONFIRM, SIGN_IN = "confirm", "sign_in"
ALOUD = "aloud"  # read out by the help desk: it signs in with name and year, and no text was sent
CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5
CODE_AGAIN = timedelta(seconds=60)
CODES_AN_HOUR = 5
# When strangers spent what there is for a number: one code to it in so long, whoever asks; and how
# often the number's budget is there for networks that asked for none of it.
PACE = timedelta(minutes=3)
NEWCOMERS = 3
CODE_DIGITS = 6
# Wrong digits for one number within a day, from which right ones no longer prove enough; and how
# often name and year may be wrong then.
GUESSED = 20
MISFITS_A_DAY = 10
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Code:
    """Six digits that were sent to a number, for one purpose: CONFIRM or SIGN_IN.

    They work for the `asker` alone: the person who confirms, the browser that wants to sign in.
    Digits for the purpose ALOUD were read out: they have no asker, and sign in who knows name and
    year of birth as well.
    Number, asker and network are marks: none of them can be read from the row.
    """

    id: str
    purpose: str
    person_id: str
    fair_id: str
    number: str
    asker: str
    network: str
    sealed: str
    made_at: datetime
    proof: str = ""
    tries: int = 0
    misfits: int = 0
    used_at: datetime | None = None

    def works(self, now: datetime) -> bool:
        """True until it is used, ended, tried too often, or its ten minutes are over."""
        lasts = now < self.made_at + CODE_LASTS
        return bool(self.sealed) and self.used_at is None and self.tries < CODE_TRIES and lasts


def check_digits(typed: str) -> None:
    """Refuse with `WrongCode` what cannot be a code, as half a code: that is no try of it."""
    if len(typed) != CODE_DIGITS or not typed.isdecimal():
        raise WrongCode


def try_code(code: Code | None, sealed: str, now: datetime) -> bool:
    """Return whether the digits are right; refuses with `CodeOver` a code that is over."""
    if code is None or not code.works(now):
        raise CodeOver
    return hmac.compare_digest(code.sealed, sealed)


def check_country(phone: str, countries: str) -> None:
    """Refuse with `NoTextsThere` a number of a country whose code, as "+86", is not listed."""
    if not phone.startswith(tuple(countries.split())):
        raise NoTextsThere


# --- how often -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """A code of one purpose that was asked for within the hour, by whom, for which number."""

    at: datetime
    asker: str
    network: str
    number: str
    used: bool = False


def check_own(sent: Sequence[Sent], asker: str, number: str, now: datetime) -> None:
    """Refuse the same asker another code to a number within a minute, and a sixth in an hour.

    A code that was used is no reason to wait: its answer may have been lost on the way.
    """
    own = [one for one in sent if one.asker == asker and one.at > now - HOUR]
    unused = [one.at for one in own if one.number == number and not one.used]
    if unused and now < max(unused) + CODE_AGAIN:
        raise CodeTooSoon(seconds=int((max(unused) + CODE_AGAIN - now).total_seconds()) + 1)
    if len(own) >= CODES_AN_HOUR:
        raise TooManyCodes(minutes=minutes_until(min(one.at for one in own) + HOUR, now))


def others(sent: Sequence[Sent], asker: str, number: str, now: datetime) -> list[Sent]:
    """Return what everybody else asked for this number within the hour."""
    recent = (one for one in sent if one.at > now - HOUR)
    return [one for one in recent if one.number == number and one.asker != asker]


def check_others(sent: Sequence[Sent], network: str, most: int, now: datetime) -> None:
    """Bound what is sent to a number without closing it: from `most` on, one every few minutes.

    So it is for a network from its fifth on. A network that asked for nothing within the hour
    does not wait, until three times `most` were sent: what strangers spent elsewhere is no reason
    to send the owner none. The sum comes before each of these (`check_proof`).
    """
    near = [one for one in sent if one.network == network]
    many = len(sent) >= most and (near or len(sent) >= most * NEWCOMERS)
    if many or len(near) >= min(most, CODES_AN_HOUR):
        free_at = max((one.at for one in sent), default=now) + PACE
        if now < free_at:
            raise TooManyCodes(minutes=minutes_until(free_at, now))


def minutes_until(then: datetime, now: datetime) -> int:
    """Return in how many minutes something is, at least one."""
    return max(1, ceil((then - now) / timedelta(minutes=1)))
