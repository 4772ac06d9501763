"""Commands of accounts: another name, a new password, another lead, taking a role away."""

from fair import timers
from fair.accounts import account_store, act_store, reset_store
from fair.accounts.account import Account, leads
from fair.accounts.act import What
from fair.accounts.act_writes import mail, tell
from fair.accounts.facts import AccountClosed, AccountRenamed, PasswordChanged
from fair.accounts.refusals import NotTheLead
from fair.accounts.writes import ENDS, change_lead, withdraw_all
from fair.contract.accounts import (
    ChangeAccount,
    ChangePassword,
    ChooseAccountLanguage,
    CloseAccount,
    EndAccount,
    MakeLead,
)
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import Role
from fair.people.person import check_name
from fair.screening.screen import check_fee


def change_password(work: Work, command: ChangePassword) -> Done:
    """Keep a new password; every other device of the account is signed out."""
    found = account_store.account(work, command.account_id)
    if found is None:
        raise NotFound
    keep_password(work, found, command.password_hash, but=command.but)
    tell(work, found, What.PASSWORD_CHANGED, by=found.id, device=command.device)
    return Done()


def keep_password(work: Work, of: Account, password_hash: str, *, but: str = "") -> None:
    """Keep a new password: links for another one end, and every device but one is signed out."""
    account_store.change_account(work, of.id, password_hash=password_hash)
    reset_store.end_all(work, of.id)
    work.record(PasswordChanged(account_id=of.id, but_login_id=but))


def change_account(work: Work, command: ChangeAccount) -> Done:
    """Change the asker's name."""
    me = work.actor
    account_store.change_account(work, me.account_id, name=check_name(command.given_name))
    work.record(AccountRenamed(account_id=me.account_id, employer_id=me.employer_id))
    return Done()


def choose_language(work: Work, command: ChooseAccountLanguage) -> Done:
    """Write mails to the asker in this language from now on."""
    account_store.change_account(work, work.actor.account_id, lang=command.lang)
    return Done()


def judge(said: ChangeAccount) -> None:
    """Refuse a name that asks a worker for money: seekers read it at each ring."""
    check_fee(said.given_name)


def make_lead(work: Work, command: MakeLead) -> Done:
    """Let a recruiter lead the team: the lead hands it on, or an organiser says so."""
    found = account_store.account(work, command.account_id)
    if found is None or not found.employer_id:
        raise NotFound
    require_lead(work, found.employer_id)
    if not found.lead:
        change_lead(work, found, by=work.actor.account_id)
    return Done()


def require_lead(work: Work, employer_id: str) -> None:
    """Refuse whoever neither leads this employer's team nor organises the fair.

    To another employer's people there is no such account (`NotFound`).
    """
    me = work.actor
    if me.role is Role.ORGANISER:
        return
    if not me.works_for(employer_id):
        raise NotFound
    if not leads(account_store.account(work, me.account_id), employer_id):
        raise NotTheLead


def close_account(work: Work, command: CloseAccount) -> Done:
    """Take a role away and sign its devices out; one's own account stays.

    Invitations that the account sent, or that wait for its address, work no more.
    """
    found = account_store.account(work, command.account_id)
    me = work.actor.account_id
    if found is None or found.id == me:
        raise NotFound
    mail(work, found, What.CLOSED, by=me)
    _close(work, found, by=me)
    return Done()


def end(work: Work, command: EndAccount) -> Done:
    """End an account whose last day is over, as if its role had been taken away."""
    found = account_store.account(work, command.account_id)
    if found is not None and found.over(work.now):
        mail(work, found, What.ENDED)
        _close(work, found, by="")
    return Done()


def _close(work: Work, found: Account, *, by: str) -> None:
    withdraw_all(work, by_account_id=found.id, why="closed", by=by)
    withdraw_all(work, email=found.email, why="closed", by=by)
    account_store.close_account(work, found.id)
    reset_store.end_all(work, found.id)
    act_store.forget(work, found.id)
    timers.stop(work, ENDS, found.id)
    work.record(
        AccountClosed(
            account_id=found.id,
            employer_id=found.employer_id,
            by_account_id=by,
            fair_id=found.fair_id,
        )
    )


def _ended(account_id: str) -> EndAccount:
    return EndAccount(account_id=account_id)


HANDLERS = {
    ChangePassword: change_password,
    ChangeAccount: change_account,
    ChooseAccountLanguage: choose_language,
    MakeLead: make_lead,
    CloseAccount: close_account,
    EndAccount: end,
}
DUE = {ENDS: _ended}
JUDGES = {ChangeAccount: judge}
