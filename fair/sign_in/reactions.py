"""What signing in does when somebody comes, is to be proved again, or may come in no more."""

from typing import Any

from fair import signals
from fair.accounts import reads as accounts
from fair.accounts.facts import AccountClosed, PasswordChanged
from fair.db import Work
from fair.decisions import N_, Fact
from fair.factors import writes as factors
from fair.factors.facts import FactorEnded, FactorSet, RecoveryCodeUsed
from fair.languages import DEFAULT
from fair.people import reads as people
from fair.people.facts import PersonChanged, PersonErased, PersonRegistered
from fair.sign_in import code_store, login_store, reads
from fair.sign_in.code_writes import send_code
from fair.sign_in.facts import AccountGuessedAt, LoginRevoked
from fair.words import catalogue

MAIL_LASTS_S = 7 * 24 * 3600.0
MAILS: dict[type[Fact], tuple[str, str]] = {
    FactorSet: (
        N_("A second step was set up"),
        N_(
            "Hello {name}, signing in to your account asks for a code of an app from now on. If "
            "that was not you, tell another organiser at once."
        ),
    ),
    FactorEnded: (
        N_("The second step was removed"),
        N_(
            "Hello {name}, signing in to your account asks for the password alone from now on. If "
            "that was not you and you asked nobody for it, tell an organiser at once and change "
            "your password."
        ),
    ),
    RecoveryCodeUsed: (
        N_("A recovery code was used"),
        N_(
            "Hello {name}, somebody signed in to your account, or changed its second step, with a "
            "recovery code. Codes left: {left}. If that was not you, change your password at once."
        ),
    ),
    AccountGuessedAt: (
        N_("Somebody tries passwords at your account"),
        N_(
            "Hello {name}, many wrong passwords were tried at your account today, on devices where "
            "you never signed in. None of them was right. You can go on as ever; if you use your "
            "password elsewhere too, choose a new one."
        ),
    ),
}
KNOWS_THE_PASSWORD = (
    N_("Somebody knows your password"),
    N_(
        "Hello {name}, somebody typed your password and then wrong codes of the second step, on "
        "devices where you never signed in. Nobody got in by them. Change your password now."
    ),
)


def registered(work: Work, fact: PersonRegistered) -> None:
    """Somebody new gets a link of their own, and a code to a number that is not confirmed."""
    if not reads.key_link(work.connection, fact.person_id):
        login_store.open_link(work, person_id=fact.person_id)
    _prove(work, fact.person_id)


def changed(work: Work, fact: PersonChanged) -> None:
    """A new number is to be proved."""
    if fact.what == "number":
        _prove(work, fact.person_id)


def _prove(work: Work, person_id: str) -> None:
    who = people.person(work.connection, person_id)
    if who and not who.confirmed:
        send_code(work, who)


def erased(work: Work, fact: PersonErased) -> None:
    """Forget every login, link and code of a person, and sign all devices out, once."""
    login_store.forget(work, fact.person_id)
    code_store.forget(work, fact.person_id, work.erased_numbers.get(fact.person_id, ""))
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


def told(work: Work, fact: FactorSet | FactorEnded | RecoveryCodeUsed | AccountGuessedAt) -> None:
    """Tell the owner of an account by mail what was done to its second step, or is tried."""
    account = accounts.working(work.connection, fact.account_id)
    if account is None:
        return
    code = isinstance(fact, AccountGuessedAt) and fact.what == "code"
    subject, text = KNOWS_THE_PASSWORD if code else MAILS[type(fact)]
    words = catalogue(DEFAULT)
    signals.mail(
        work,
        account_id=account.id,
        to=account.email,
        subject=words.gettext(subject),
        text=words.gettext(text, name=account.name, left=getattr(fact, "left", 0)),
        dedupe=f"{fact.kind}:{account.id}:{work.now:%Y-%m-%dT%H:%M}",
        lasts_s=MAIL_LASTS_S,
    )


REACTIONS: dict[Any, Any] = {
    **{kind: [told] for kind in MAILS},
    PersonRegistered: [registered],
    PersonChanged: [changed],
    PersonErased: [erased],
    PasswordChanged: [password_changed],
    AccountClosed: [account_closed],
}
