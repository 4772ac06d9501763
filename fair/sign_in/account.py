"""Staff: recruiters and organisers, who come by invitation and password."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair import plain
from fair.decisions import Actor, NotAllowed
from fair.folding import fold, key
from fair.glossary import Role
from fair.roles import STAFF
from fair.sign_in.refusals import BadEmail, InvitationOver, WeakPassword

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
FEWEST_OF_ITS_OWN = 5  # signs of a password that holds the address or the name
INVITATION_LASTS = timedelta(days=14)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
LONGEST_EMAIL = 120
_COMMON = ("password", "1234567890", "qwertyuiop", "0123456789", "iloveyou", "admin12345")


@dataclass(frozen=True, slots=True)
class Account:
    """A recruiter of an employer, or an organiser."""

    id: str
    name: str
    email: str
    role: Role
    employer_id: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link by which somebody becomes staff: once, within 14 days."""

    id: str
    email: str
    role: Role
    employer_id: str
    by_account_id: str
    made_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def works(self, now: datetime) -> bool:
        """True until it is accepted or withdrawn, or its 14 days are over."""
        return not self.accepted_at and not self.withdrawn_at and now < self.expires_at


def usable(invitation: Invitation | None, now: datetime) -> Invitation:
    """Return an invitation that may be accepted or withdrawn; else refuses `InvitationOver`."""
    if invitation is None or not invitation.works(now):
        raise InvitationOver
    return invitation


def may_invite(actor: Actor, to_role: Role, to_employer_id: str) -> None:
    """Refuse whoever may not invite: organisers invite all, recruiters only colleagues."""
    if to_role not in STAFF:
        raise NotAllowed
    if (to_role is Role.RECRUITER) != bool(to_employer_id):
        raise NotAllowed
    if actor.role is not Role.ORGANISER and not actor.works_for(to_employer_id):
        raise NotAllowed


def normal_email(written: str) -> str:
    """Return the address in small letters; refuses with `BadEmail` what cannot be one."""
    email = plain.email(written)
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise BadEmail
    return email


def check_password(password: str, email: str = "", name: str = "") -> None:
    """Refuse with `WeakPassword` what is short, common or one sign repeated.

    So it does what is hardly more than the person's address or name, however that is written.
    """
    said = fold(plain.password(password))
    weak = (
        not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD
        or len(set(said)) < 4  # noqa: PLR2004 - "aaaaaaaaaa", "1212121212"
        or said in _COMMON
        or any(_is_own(key(said), key(own)) for own in (email.partition("@")[0], email, name))
    )
    if weak:
        raise WeakPassword(least=SHORTEST_PASSWORD)


def _is_own(password: str, own: str) -> bool:
    """True where a password is this word of the person's own but for a few signs."""
    of_its_own = password.replace(own, "") if own else password
    return len(of_its_own) < len(password) and len(of_its_own) < FEWEST_OF_ITS_OWN
