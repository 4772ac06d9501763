"""What was done to a licence, when, by whom, how and why: a line of its history. Pure.

The licence itself says how things stand; each line here says how they came to, and stays.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from fair.employers.refusals import SourceIsNoLink


class Done(StrEnum):
    """What was done: handed in, checked, refused, paused, let go on; or by the clock."""

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    HELD = "held"  # another licence was checked; the suspension goes on under it
    DUE = "due"
    EXPIRED = "expired"
    REPLACED = "replaced"


class How(StrEnum):
    """How a licence was checked."""

    NONE = ""  # it was not a check
    REGISTER = "register"
    ASKED = "asked"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceAct:
    """One line. What was handed in stands in its own line, also where it was corrected later."""

    id: str
    employer_id: str
    licence_id: str
    what: Done
    at: datetime
    account_id: str
    how: How = How.NONE
    source: str = ""
    reason: str = ""
    number: str | None = None
    authority: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def source_link(typed: str) -> str:
    """Return where a check was looked up; refuses `SourceIsNoLink` what is no https address."""
    if not typed:
        return ""
    try:
        parts = urlsplit(typed)
        plain = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        plain = False
    if not plain or any(sign.isspace() for sign in typed):
        raise SourceIsNoLink
    return typed
