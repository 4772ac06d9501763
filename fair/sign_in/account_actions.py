"""Commands of accounts: inviting, joining, a new password, taking a role away."""

from fair.contract.base import Done
from fair.contract.sign_in import (
    AccountReply,
    ChangeAccount,
    ChangePassword,
    CloseAccount,
    Invite,
    InvitedReply,
    JoinByInvitation,
    WithdrawInvitation,
)
from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import Role
from fair.people.person import check_name
from fair.sign_in import account_store, login_store
from fair.sign_in.account import may_invite, usable
from fair.sign_in.facts import AccountClosed, AccountRenamed, LoginRevoked
from fair.sign_in.writes import add_account, invite_to


def invite(work: Work, command: Invite) -> InvitedReply:
    """Invite a recruiter or an organiser."""
    role = Role(command.role)
    may_invite(work.actor, role, command.employer_id)
    found = invite_to(work, email=command.email, role=role, employer_id=command.employer_id)
    return InvitedReply(invitation_id=found)


def withdraw_invitation(work: Work, command: WithdrawInvitation) -> Done:
    """Make an invitation's link worthless."""
    found = account_store.invitation(work, command.invitation_id)
    if found is None:
        raise NotFound
    may_invite(work.actor, found.role, found.employer_id)
    usable(found, work.now)
    account_store.end_invitation(work, found.id, accepted=False)
    return Done()


def join(work: Work, command: JoinByInvitation) -> AccountReply:
    """Make the account of an invited person, or give an account that was there a new password."""
    found = usable(account_store.invitation(work, command.invitation_id), work.now)
    account_store.end_invitation(work, found.id, accepted=True)
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


def change_password(work: Work, command: ChangePassword) -> Done:
    """Keep a new password; every other device of the account is signed out."""
    if account_store.account(work, command.account_id) is None:
        raise NotFound
    account_store.change_account(work, command.account_id, password_hash=command.password_hash)
    for login_id in login_store.open_logins(work, account_id=command.account_id):
        if login_id != command.but:
            login_store.revoke(work, login_id=login_id)
            work.record(LoginRevoked(account_id=command.account_id, login_id=login_id))
    return Done()


def change_account(work: Work, command: ChangeAccount) -> Done:
    """Change the asker's name."""
    me = work.actor
    account_store.change_account(work, me.account_id, name=check_name(command.given_name))
    work.record(AccountRenamed(account_id=me.account_id, employer_id=me.employer_id))
    return Done()


def close_account(work: Work, command: CloseAccount) -> Done:
    """Take a role away and sign its devices out; one's own account stays.

    Invitations that the account sent work no more.
    """
    found = account_store.account(work, command.account_id)
    if found is None or found.id == work.actor.account_id:
        raise NotFound
    account_store.close_account(work, found.id)
    login_store.revoke(work, account_id=found.id)
    account_store.end_invitations_by(work, found.id)
    work.record(AccountClosed(account_id=found.id, employer_id=found.employer_id))
    work.record(LoginRevoked(account_id=found.id))
    return Done()


HANDLERS = {
    Invite: invite,
    WithdrawInvitation: withdraw_invitation,
    JoinByInvitation: join,
    ChangePassword: change_password,
    ChangeAccount: change_account,
    CloseAccount: close_account,
}
