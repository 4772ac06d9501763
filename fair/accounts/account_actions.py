"""Commands of accounts: another name, a new password, taking a role away."""

from fair.accounts import account_store, invitation_store
from fair.accounts.facts import AccountClosed, AccountRenamed, PasswordChanged
from fair.contract.accounts import ChangeAccount, ChangePassword, CloseAccount
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotFound
from fair.people.person import check_name


def change_password(work: Work, command: ChangePassword) -> Done:
    """Keep a new password; every other device of the account is signed out."""
    if account_store.account(work, command.account_id) is None:
        raise NotFound
    account_store.change_account(work, command.account_id, password_hash=command.password_hash)
    work.record(PasswordChanged(account_id=command.account_id, but_login_id=command.but))
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
    invitation_store.end_invitations_by(work, found.id)
    work.record(AccountClosed(account_id=found.id, employer_id=found.employer_id))
    return Done()


HANDLERS = {
    ChangePassword: change_password,
    ChangeAccount: change_account,
    CloseAccount: close_account,
}
