"""Making accounts and invitations, inside somebody else's work."""

from fair.accounts import account_store, invitation_store
from fair.accounts.account import Account, normal_email
from fair.accounts.facts import AccountInvited, AccountJoined
from fair.accounts.invitation import INVITATION_LASTS, Invitation
from fair.accounts.refusals import EmailTaken
from fair.db import Work
from fair.glossary import Role
from fair.people.person import check_name


def add_account(
    work: Work, *, name: str, email: str, role: Role, employer_id: str = "", password_hash: str
) -> str:
    """Save an account and return its id; refuses an address that has one."""
    address = normal_email(email)
    if account_store.account_of(work, address):
        raise EmailTaken
    made = Account(work.new_id(), check_name(name), address, role, employer_id)
    account_store.add_account(work, made, password_hash)
    work.record(AccountJoined(account_id=made.id, role=str(role), employer_id=employer_id))
    return made.id


def invite_to(work: Work, *, email: str, role: Role, employer_id: str = "") -> str:
    """Save an invitation and return its id; refuses an address that has an account.

    Unless the organiser (or the command line) invites the same account again: that is how a
    forgotten password is replaced.
    """
    address = normal_email(email)
    if taken := account_store.account_of(work, address):
        found = account_store.account(work, taken)
        same = found is not None and (found.role, found.employer_id) == (role, employer_id)
        if work.actor.role is Role.RECRUITER or not same:
            raise EmailTaken
    made = Invitation(
        id=work.new_id(),
        email=address,
        role=role,
        employer_id=employer_id,
        by_account_id=work.actor.account_id,
        made_at=work.now,
        expires_at=work.now + INVITATION_LASTS,
    )
    invitation_store.add_invitation(work, made)
    work.record(AccountInvited(invitation_id=made.id, role=str(role), employer_id=employer_id))
    return made.id
