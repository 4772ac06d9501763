"""Commands of logins and links: being signed in on a device, and ceasing to be."""

from fair.accounts import reads as accounts
from fair.contract.base import Done
from fair.contract.sign_in import (
    EndLink,
    EndOldLogins,
    NewLink,
    OpenLogin,
    ProveLogin,
    RevokeEveryLogin,
    RevokeLogin,
    RevokeOtherLogins,
    WarnOwner,
)
from fair.db import Work
from fair.decisions import NotFound
from fair.factors import reads as factors
from fair.people import reads as people
from fair.people.writes import use
from fair.sign_in import login_store
from fair.sign_in.facts import AccountGuessedAt, LoginRevoked
from fair.sign_in.login import Login
from fair.sign_in.refusals import LinkOver, SecondStepFirst


def open_login(work: Work, command: OpenLogin) -> Done:
    """Keep a device signed in under a token that only the browser holds."""
    who = command.person_id or command.account_id
    if command.link_id and login_store.link_owner(work, command.link_id) != who:
        raise LinkOver
    if command.account_id:
        staff = accounts.working(work.connection, command.account_id)
        if staff is None or staff.over(work.now):
            raise NotFound
    # Whichever door somebody came by: the pages ask, and this is the last guard.
    needs = command.account_id and factors.factor(work.connection, command.account_id)
    if needs and not command.proved:
        raise SecondStepFirst
    if command.person_id:
        person = people.person(work.connection, command.person_id)
        if person is None or person.erased:
            raise NotFound
        use(work, person.id)
    made = Login(
        work.new_id(),
        command.person_id,
        command.account_id,
        command.device,
        work.now,
        work.now,
        browser=command.browser,
        aloud=command.aloud or login_store.read_aloud(work, command.link_id),
    )
    login_store.add_login(work, made, command.token_hash)
    return Done()


def prove(work: Work, command: ProveLogin) -> Done:
    """Note that whoever holds an open login proved who they are now."""
    if not login_store.prove(work, command.login_id):
        raise NotFound
    return Done()


def revoke(work: Work, command: RevokeLogin) -> Done:
    """Sign one device of the asker out; another one's way back, the own link, is a new one."""
    found = login_store.login(work, command.login_id)
    mine = found and (found.person_id or found.account_id) == work.actor.key
    if not found or not mine:
        raise NotFound
    login_store.revoke(work, login_id=found.id)
    _revoked(work, found.id)
    if found.id != work.actor.login_id:
        _renew_link(work)
    return Done()


def revoke_others(work: Work, command: RevokeOtherLogins) -> Done:  # noqa: ARG001 - holds nothing
    """Sign every device of the asker out but this one; the own link is a new one."""
    _revoke_all(work, but=work.actor.login_id)
    _renew_link(work)
    return Done()


def revoke_all(work: Work, command: RevokeEveryLogin) -> Done:  # noqa: ARG001 - holds nothing
    """Sign every device of the asker out."""
    _revoke_all(work, but="")
    return Done()


def _revoke_all(work: Work, but: str) -> None:
    me = work.actor
    for login_id in login_store.open_logins(work, person_id=me.person_id, account_id=me.account_id):
        if login_id != but:
            login_store.revoke(work, login_id=login_id)
            _revoked(work, login_id)


def _renew_link(work: Work) -> None:
    """Whoever was signed out may have read the link; one that was turned off stays off."""
    person_id = work.actor.person_id
    if person_id and login_store.end_link(work, person_id=person_id):
        login_store.open_link(work, person_id=person_id)


def _revoked(work: Work, login_id: str) -> None:
    me = work.actor
    work.record(LoginRevoked(person_id=me.person_id, account_id=me.account_id, login_id=login_id))


def end_old(work: Work, command: EndOldLogins) -> Done:  # noqa: ARG001 - holds nothing
    """End what is too old or was not used for too long; their sockets close."""
    for row in work.all(login_store.over(work.now)):
        login_store.revoke(work, login_id=row.id)
        work.record(
            LoginRevoked(person_id=row.person_id, account_id=row.account_id, login_id=row.id)
        )
    return Done()


def new_link(work: Work, command: NewLink) -> Done:  # noqa: ARG001 - holds nothing
    """Give the asker a new link; the old one works no more."""
    login_store.open_link(work, person_id=work.actor.person_id)
    return Done()


def end_link(work: Work, command: EndLink) -> Done:  # noqa: ARG001 - holds nothing
    """Turn the asker's link off."""
    if not login_store.end_link(work, person_id=work.actor.person_id):
        raise LinkOver
    return Done()


def warn_owner(work: Work, command: WarnOwner) -> Done:
    """Record that an account is guessed at; its owner is told by the reaction."""
    work.record(AccountGuessedAt(account_id=command.account_id, what=command.what))
    return Done()


HANDLERS = {
    OpenLogin: open_login,
    ProveLogin: prove,
    RevokeLogin: revoke,
    RevokeOtherLogins: revoke_others,
    RevokeEveryLogin: revoke_all,
    NewLink: new_link,
    EndLink: end_link,
    WarnOwner: warn_owner,
    EndOldLogins: end_old,
}
