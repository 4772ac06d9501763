"""A second factor of an account: an app that shows six digits, and ten codes on paper."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.factors.refusals import FactorCodeUsed, WrongFactorCode
from fair.glossary import Role
from fair.roles import EXAMINERS

RECOVERY_CODES = 10
ASKED = EXAMINERS
"""Who is asked for a second step; other staff may choose one."""
CODE_WANTED, SET_UP_WANTED = "code", "set up"
TIMES_PUT_OFF, PUT_OFF_FOR = 5, timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Factor:
    """What an account proves itself with beside the password; the secret is `locked`."""

    account_id: str
    locked: str
    last_step: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """How often somebody put the second step off, and since when they are asked."""

    times: int = 0
    first_at: datetime | None = None

    def may_wait(self, now: datetime) -> bool:
        """True while it may be put off: five times, within 14 days of the first."""
        return self.times < TIMES_PUT_OFF and now < self.until(now)

    def left(self) -> int:
        """Return how many times it may be put off yet."""
        return max(0, TIMES_PUT_OFF - self.times)

    def until(self, now: datetime) -> datetime:
        """Return when it may be put off no longer."""
        return (self.first_at or now) + PUT_OFF_FOR


def asks(role: Role) -> bool:
    """True for a role that is asked for a second step after signing in."""
    return role in ASKED


def fresh(steps: Collection[int], last_step: int) -> int:
    """Return the step of a code that is right and was not used.

    Refuses `WrongFactorCode`, or `FactorCodeUsed` where it, or a later one, was used before.
    """
    if not steps:
        raise WrongFactorCode
    if max(steps) <= last_step:
        raise FactorCodeUsed
    return max(steps)


def code_hash(account_id: str, code: str) -> str:
    """Return what is kept of a code on paper. It has 120 random bits: no slow hash is needed."""
    return hashlib.sha256(f"{account_id}:{code.lower()}".encode()).hexdigest()


def written(code: str) -> str:
    """Return a code on paper as it is read: four letters at a time."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
