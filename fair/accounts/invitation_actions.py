"""Commands of invitations: inviting, withdrawing, joining."""

from fair.accounts import account_store, invitation_store
from fair.accounts.account_actions import change_password
from fair.accounts.invitation import may_invite, usable
from fair.accounts.writes import add_account, invite_to
from fair.contract.accounts import (
    AccountReply,
    ChangePassword,
    Invite,
    InvitedReply,
    JoinByInvitation,
    WithdrawInvitation,
)
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import Role
from fair.people.person import check_name


def invite(work: Work, command: Invite) -> InvitedReply:
    """Invite a recruiter or an organiser."""
    role = Role(command.role)
    may_invite(work.actor, role, command.employer_id)
    found = invite_to(work, email=command.email, role=role, employer_id=command.employer_id)
    return InvitedReply(invitation_id=found)


def withdraw_invitation(work: Work, command: WithdrawInvitation) -> Done:
    """Make an invitation's link worthless."""
    found = invitation_store.invitation(work, command.invitation_id)
    if found is None:
        raise NotFound
    may_invite(work.actor, found.role, found.employer_id)
    usable(found, work.now)
    invitation_store.end_invitation(work, found.id, accepted=False)
    return Done()


def join(work: Work, command: JoinByInvitation) -> AccountReply:
    """Make the account of an invited person, or give an account that was there a new password."""
    found = usable(invitation_store.invitation(work, command.invitation_id), work.now)
    invitation_store.end_invitation(work, found.id, accepted=True)
    if known := account_store.account_of(work, found.email):
        account_store.change_account(work, known, name=check_name(command.given_name))
        change_password(work, ChangePassword(account_id=known, password_hash=command.password_hash))
        return AccountReply(account_id=known)
    account_id = add_account(
        work,
        name=command.given_name,
        email=found.email,
        role=found.role,
        employer_id=found.employer_id,
        password_hash=command.password_hash,
    )
    return AccountReply(account_id=account_id)


HANDLERS = {
    Invite: invite,
    WithdrawInvitation: withdraw_invitation,
    JoinByInvitation: join,
}
