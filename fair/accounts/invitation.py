"""Invitations: how somebody becomes staff."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.accounts.refusals import InvitationOver
from fair.decisions import Actor, NotAllowed
from fair.glossary import Role
from fair.roles import STAFF

INVITATION_LASTS = timedelta(days=14)


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
