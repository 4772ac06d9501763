"""Invitations: how somebody becomes staff. One makes an account, and touches none that is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fair.accounts.account import Account, leads
from fair.accounts.refusals import InvitationOver, LinkWasHandedOver
from fair.decisions import Actor, NotAllowed
from fair.glossary import Role
from fair.roles import STAFF

INVITATION_LASTS = timedelta(days=14)


class Handing(StrEnum):
    """How an invitation's link reached somebody."""

    NOT_YET = ""
    MAILED = "mailed"  # to the invited address, and shown to nobody
    SHOWN = "shown"  # once, to who invited: where no mail server is configured


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link by which somebody becomes staff: once, within 14 days.

    An organiser's of one fair is for `fair_id`; an auditor's for that, or every one, until
    `ends_at`.
    """

    id: str
    email: str
    role: Role
    employer_id: str
    by_account_id: str
    made_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None
    handed_at: datetime | None = None
    handed_how: Handing = Handing.NOT_YET
    fair_id: str = ""
    ends_at: datetime | None = None

    def works(self, now: datetime) -> bool:
        """True until it is accepted or withdrawn, or its 14 days or what it opens are over."""
        until = min(self.expires_at, self.ends_at or self.expires_at)
        return not self.accepted_at and not self.withdrawn_at and now < until


def usable(invitation: Invitation | None, now: datetime) -> Invitation:
    """Return an invitation that may be accepted or withdrawn; else refuses `InvitationOver`."""
    if invitation is None or not invitation.works(now):
        raise InvitationOver
    return invitation


def may_invite(actor: Actor, to_role: Role, to_employer_id: str, to_fair_id: str = "") -> None:
    """Refuse whoever may not invite: organisers invite all, recruiters only colleagues.

    An organiser of one fair is invited to one, and invites nobody.
    """
    if to_role not in STAFF or (to_role is Role.FAIR_ORGANISER and not to_fair_id):
        raise NotAllowed
    if (to_role is Role.RECRUITER) != bool(to_employer_id):
        raise NotAllowed
    if actor.role is not Role.ORGANISER and not actor.works_for(to_employer_id):
        raise NotAllowed


def still_invites(inviter: Account | None, invitation: Invitation) -> bool:
    """Return whether who invited may do so today: what was allowed then may be over now.

    An invitation that was made at the server has no inviter.
    """
    if not invitation.by_account_id:
        return True
    if inviter is None:
        return False
    asker = Actor(inviter.role, account_id=inviter.id, employer_id=inviter.employer_id)
    try:
        may_invite(asker, invitation.role, invitation.employer_id, invitation.fair_id)
    except NotAllowed:
        return False
    return True


def may_withdraw(asker: Account | None, actor: Actor, invitation: Invitation) -> bool:
    """Return whether this invitation may be withdrawn: by who sent it, the lead, an organiser."""
    if actor.role is Role.ORGANISER:
        return True
    if not actor.works_for(invitation.employer_id):
        return False
    return invitation.by_account_id == actor.account_id or leads(asker, invitation.employer_id)


def may_hand_over(account_id: str, invitation: Invitation) -> None:
    """Refuse to hand a link over a second time, and to anybody but who invited."""
    if not account_id or invitation.by_account_id != account_id:
        raise NotAllowed
    if invitation.handed_at:
        raise LinkWasHandedOver
