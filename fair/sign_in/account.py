"""Staff: recruiters and organisers, who come by invitation and password."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.decisions import Moves, NotAllowed, move
from fair.glossary import Role
from fair.sign_in.refusals import BadEmail, InvitationOver, WeakPassword

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
INVITATION_LASTS = timedelta(days=14)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
LONGEST_EMAIL = 120
_COMMON = ("password", "1234567890", "qwertyuiop", "0123456789", "iloveyou", "admin12345")

MOVES_INVITATION: Mapping[str, Mapping[str, str]] = {
    "open": {"accept": "accepted", "withdraw": "withdrawn", "lapse": "expired"},
    "accepted": {},
    "withdrawn": {},
    "expired": {},
}
MOVES_ACCOUNT: Moves[str] = {"working": {"close": "closed"}, "closed": {}}


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

    def state(self, now: datetime) -> str:
        """Return the state in its life at an instant."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "open" if now < self.expires_at else "expired"


def use(invitation: Invitation | None, verb: str, now: datetime) -> None:
    """Let an invitation be accepted or withdrawn; refuses with `InvitationOver`."""
    state = invitation.state(now) if invitation else "expired"
    if verb not in MOVES_INVITATION[state]:
        raise InvitationOver
    move(MOVES_INVITATION, state, verb)


def may_invite(role: Role, employer_id: str, to_role: Role, to_employer_id: str) -> None:
    """Refuse whoever may not invite: organisers invite all, recruiters only colleagues."""
    if to_role not in (Role.RECRUITER, Role.ORGANISER):
        raise NotAllowed
    if (to_role is Role.RECRUITER) != bool(to_employer_id):
        raise NotAllowed
    if role is Role.ORGANISER:
        return
    if to_role is not Role.RECRUITER or to_employer_id != employer_id:
        raise NotAllowed


def normal_email(written: str) -> str:
    """Return the address in small letters; refuses with `BadEmail` what cannot be one."""
    email = written.strip().lower()
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise BadEmail
    return email


def check_password(password: str, email: str = "") -> None:
    """Refuse with `WeakPassword` what is short, common, one sign repeated, or the address."""
    plain = password.lower()
    weak = (
        not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD
        or len(set(plain)) < 4  # noqa: PLR2004 - "aaaaaaaaaa", "1212121212"
        or plain in _COMMON
        or bool(email and plain in (email, email.partition("@")[0]))
    )
    if weak:
        raise WeakPassword(least=SHORTEST_PASSWORD)
