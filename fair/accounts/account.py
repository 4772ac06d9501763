"""Staff: recruiters and organisers, who come by invitation and password."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fair import plain
from fair.accounts.refusals import BadEmail, BadLastDay, WeakPassword
from fair.folding import fold, key
from fair.glossary import Role
from fair.languages import DEFAULT

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
FEWEST_OF_ITS_OWN = 5  # signs of a password that holds the address or the name
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
LONGEST_EMAIL = 120
LONGEST_AUDIT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Account:
    """A recruiter of an employer, an organiser (of the fair `fair_id` alone), or an auditor.

    One recruiter of an employer is its `lead`, who may remove colleagues. Mails are in `lang`. An
    auditor reads the fair `fair_id`, or every one, until `ends_at`.
    """

    id: str
    name: str
    email: str
    role: Role
    employer_id: str
    lead: bool = False
    lang: str = DEFAULT
    fair_id: str = ""
    ends_at: datetime | None = None

    def over(self, now: datetime) -> bool:
        """True where the account was for a time, and that time is over."""
        return self.ends_at is not None and self.ends_at <= now


def check_last_day(last_day: date | None, today: date) -> date:
    """Return the last day of an auditor's account; refuses `BadLastDay` beyond 90 days."""
    if last_day is None or not today <= last_day <= today + LONGEST_AUDIT:
        raise BadLastDay(most=LONGEST_AUDIT.days)
    return last_day


def leads(account: Account | None, employer_id: str) -> bool:
    """Return whether this account is the lead of an employer; nobody leads "" (no employer)."""
    return account is not None and account.lead and account.employer_id == employer_id != ""


def normal_email(written: str) -> str:
    """Return the address in small letters; refuses with `BadEmail` what cannot be one."""
    email = plain.email(written)
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise BadEmail
    return email


def check_password(password: str, email: str = "", name: str = "") -> None:
    """Refuse with `WeakPassword` what is short, endless or one sign repeated.

    So it does what is hardly more than the person's address or name, however that is written.
    What many people use is refused where it is hashed (`fair.passwords`).
    """
    said = fold(plain.password(password))
    weak = (
        not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD
        or len(set(said)) < 4  # noqa: PLR2004 - "aaaaaaaaaa", "1212121212"
        or any(_is_own(key(said), key(own)) for own in (email.partition("@")[0], email, name))
    )
    if weak:
        raise WeakPassword(least=SHORTEST_PASSWORD)


def _is_own(password: str, own: str) -> bool:
    """True where a password is this word of the person's own but for a few signs."""
    of_its_own = password.replace(own, "") if own else password
    return len(of_its_own) < len(password) and len(of_its_own) < FEWEST_OF_ITS_OWN
