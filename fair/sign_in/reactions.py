"""What signing in does when somebody comes, or may come in no more."""

from typing import Any

from fair.accounts import act_writes
from fair.accounts import reads as accounts
from fair.accounts.act import What
from fair.accounts.facts import AccountClosed, PasswordChanged
from fair.db import Work
from fair.decisions import Fact
from fair.factors import writes as factors
from fair.factors.facts import FactorEnded, FactorSet, RecoveryCodesRenewed, RecoveryCodeUsed
from fair.people.facts import PersonErased, PersonRegistered
from fair.sign_in import login_store, reads
from fair.sign_in.facts import AccountGuessedAt, LoginRevoked

WHATS: dict[type[Fact], What] = {
    FactorSet: What.FACTOR_SET,
    RecoveryCodeUsed: What.RECOVERY_CODE_USED,
    RecoveryCodesRenewed: What.RECOVERY_CODES_RENEWED,
}


def registered(work: Work, fact: PersonRegistered) -> None:
    """Somebody new gets a link of their own."""
    if not reads.key_link(work.connection, fact.person_id):
        login_store.open_link(work, person_id=fact.person_id)


def erased(work: Work, fact: PersonErased) -> None:
    """Forget every login and link of a person, and sign all devices out, once."""
    login_store.forget(work, fact.person_id)
    told = (one for one in work.facts if isinstance(one, LoginRevoked))
    if not any(one.person_id == fact.person_id and not one.login_id for one in told):
        work.record(LoginRevoked(person_id=fact.person_id))


def password_changed(work: Work, fact: PasswordChanged) -> None:
    """Sign every device of the account out but the one that chose the new password."""
    for login_id in login_store.open_logins(work, account_id=fact.account_id):
        if login_id != fact.but_login_id:
            login_store.revoke(work, login_id=login_id)
            work.record(LoginRevoked(account_id=fact.account_id, login_id=login_id))


def account_closed(work: Work, fact: AccountClosed) -> None:
    """Sign whoever lost the role out everywhere, and forget the second step."""
    factors.forget(work, fact.account_id)
    login_store.revoke(work, account_id=fact.account_id)
    work.record(LoginRevoked(account_id=fact.account_id))


def told(work: Work, fact: FactorSet | RecoveryCodeUsed | RecoveryCodesRenewed) -> None:
    """Tell the owner of an account what was done to its second step."""
    _tell(work, fact.account_id, WHATS[type(fact)])


def ended(work: Work, fact: FactorEnded) -> None:
    """Tell the owner of an account that the second step is gone, and who took it away."""
    away = fact.by_account_id or fact.at_the_server
    what = What.FACTOR_TAKEN_AWAY if away else What.FACTOR_ENDED
    _tell(work, fact.account_id, what, by=fact.by_account_id)


def guessed_at(work: Work, fact: AccountGuessedAt) -> None:
    """Tell the owner of an account that somebody tries passwords, or knows the password."""
    code = fact.what == "code"
    _tell(work, fact.account_id, What.CODES_TRIED if code else What.PASSWORDS_TRIED)


def _tell(work: Work, account_id: str, what: What, *, by: str = "") -> None:
    account = accounts.working(work.connection, account_id)
    if account:
        act_writes.tell(work, account, what, by=by)


REACTIONS: dict[Any, Any] = {
    **{kind: [told] for kind in WHATS},
    FactorEnded: [ended],
    AccountGuessedAt: [guessed_at],
    PersonRegistered: [registered],
    PersonErased: [erased],
    PasswordChanged: [password_changed],
    AccountClosed: [account_closed],
}
