"""Logins, links, accounts and invitations: being signed in, and ceasing to be."""

import secrets

from fair.contract.base import Done
from fair.contract.people_logins import (
    AccountReply,
    ChangeAccount,
    ChangePassword,
    CloseAccount,
    EndLink,
    Invite,
    InvitedReply,
    JoinByInvitation,
    NewLink,
    OpenLogin,
    RevokeEveryLogin,
    RevokeLogin,
    RevokeOtherLogins,
    WithdrawInvitation,
)
from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import Role
from fair.people import login_store, person_store
from fair.people.account import (
    INVITATION_LASTS,
    Account,
    AccountClosed,
    AccountInvited,
    AccountJoined,
    EmailTaken,
    Invitation,
    may_invite,
    normal_email,
    use,
)
from fair.people.login import LinkOver, Login, LoginRevoked, token_hash
from fair.people.person import check_name


def issue_login(work: Work, *, person_id: str = "", account_id: str = "", device: str = "") -> str:
    """Sign a person or an account in and return the token; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    made = Login(work.new_id(), person_id, account_id, device, work.now)
    login_store.add_login(work, made, token_hash(token))
    return token


def sign_in_link(work: Work, *, person_id: str = "", account_id: str = "") -> str:
    """Make a new sign-in link for somebody and return its id, an earlier one ends.

    The address is /k/ and `login.link_token(settings.secret, login.KEY, id)`.
    """
    return login_store.open_link(work, person_id=person_id, account_id=account_id)


def open_login(work: Work, command: OpenLogin) -> Done:
    """Keep a device signed in under a token that only the browser holds."""
    who = command.person_id or command.account_id
    if command.link_id and login_store.link_owner(work, command.link_id) != who:
        raise LinkOver
    if command.account_id and login_store.account(work, command.account_id) is None:
        raise NotFound
    if command.person_id:
        person = person_store.person(work, command.person_id)
        if person is None or person.erased:
            raise NotFound
    made = Login(work.new_id(), command.person_id, command.account_id, command.device, work.now)
    login_store.add_login(work, made, command.token_hash)
    return Done()


def revoke(work: Work, command: RevokeLogin) -> Done:
    """Sign one device of the asker out."""
    found = login_store.login(work, command.login_id)
    mine = found and (found.person_id or found.account_id) == work.actor.key
    if not found or not mine:
        raise NotFound
    login_store.revoke(work, login_id=found.id)
    _revoked(work, found.id)
    return Done()


def revoke_others(work: Work, command: RevokeOtherLogins) -> Done:  # noqa: ARG001 - holds nothing
    """Sign every device of the asker out but this one."""
    _revoke_all(work, but=work.actor.login_id)
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


def _revoked(work: Work, login_id: str) -> None:
    me = work.actor
    work.record(LoginRevoked(person_id=me.person_id, account_id=me.account_id, login_id=login_id))


def new_link(work: Work, command: NewLink) -> Done:  # noqa: ARG001 - holds nothing
    """Give the asker a new link; the old one works no more."""
    login_store.open_link(work, person_id=work.actor.person_id)
    return Done()


def end_link(work: Work, command: EndLink) -> Done:  # noqa: ARG001 - holds nothing
    """Turn the asker's link off."""
    if not login_store.end_link(work, person_id=work.actor.person_id):
        raise LinkOver
    return Done()


# --- staff ---------------------------------------------------------------------------------------


def add_account(
    work: Work, *, name: str, email: str, role: Role, employer_id: str = "", password_hash: str
) -> str:
    """Save an account and return its id; refuses an address that has one."""
    address = normal_email(email)
    if login_store.account_of(work, address):
        raise EmailTaken
    made = Account(work.new_id(), check_name(name), address, role, employer_id)
    login_store.add_account(work, made, password_hash)
    work.record(AccountJoined(account_id=made.id, role=str(role), employer_id=employer_id))
    return made.id


def invite_to(work: Work, *, email: str, role: Role, employer_id: str = "") -> str:
    """Save an invitation and return its id; refuses an address that has an account.

    Unless the organiser (or the command line) invites the same account again: that is how a
    forgotten password is replaced.
    """
    address = normal_email(email)
    if taken := login_store.account_of(work, address):
        found = login_store.account(work, taken)
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
    login_store.add_invitation(work, made)
    work.record(AccountInvited(invitation_id=made.id, role=str(role), employer_id=employer_id))
    return made.id


def invite(work: Work, command: Invite) -> InvitedReply:
    """Invite a recruiter or an organiser."""
    role, me = Role(command.role), work.actor
    may_invite(me.role, me.employer_id, role, command.employer_id)
    found = invite_to(work, email=command.email, role=role, employer_id=command.employer_id)
    return InvitedReply(invitation_id=found)


def withdraw_invitation(work: Work, command: WithdrawInvitation) -> Done:
    """Make an invitation's link worthless."""
    found, me = login_store.invitation(work, command.invitation_id), work.actor
    if found is None:
        raise NotFound
    may_invite(me.role, me.employer_id, found.role, found.employer_id)
    use(found, "withdraw", work.now)
    login_store.end_invitation(work, found.id, accepted=False)
    return Done()


def join(work: Work, command: JoinByInvitation) -> AccountReply:
    """Make the account of an invited person, or give an account that was there a new password."""
    found = login_store.invitation(work, command.invitation_id)
    use(found, "accept", work.now)
    if found is None:
        raise NotFound
    login_store.end_invitation(work, found.id, accepted=True)
    if known := login_store.account_of(work, found.email):
        login_store.change_account(work, known, name=check_name(command.given_name))
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
    if login_store.account(work, command.account_id) is None:
        raise NotFound
    login_store.change_account(work, command.account_id, password_hash=command.password_hash)
    for login_id in login_store.open_logins(work, account_id=command.account_id):
        if login_id != command.but:
            login_store.revoke(work, login_id=login_id)
            work.record(LoginRevoked(account_id=command.account_id, login_id=login_id))
    return Done()


def change_account(work: Work, command: ChangeAccount) -> Done:
    """Change the asker's name."""
    login_store.change_account(work, work.actor.account_id, name=check_name(command.given_name))
    return Done()


def close_account(work: Work, command: CloseAccount) -> Done:
    """Take a role away and sign its devices out; one's own account stays.

    Invitations that the account sent work no more.
    """
    found = login_store.account(work, command.account_id)
    if found is None or found.id == work.actor.account_id:
        raise NotFound
    login_store.close_account(work, found.id)
    login_store.revoke(work, account_id=found.id)
    login_store.end_invitations_by(work, found.id)
    work.record(AccountClosed(account_id=found.id, employer_id=found.employer_id))
    work.record(LoginRevoked(account_id=found.id))
    return Done()


HANDLERS = {
    OpenLogin: open_login,
    RevokeLogin: revoke,
    RevokeOtherLogins: revoke_others,
    RevokeEveryLogin: revoke_all,
    NewLink: new_link,
    EndLink: end_link,
    Invite: invite,
    WithdrawInvitation: withdraw_invitation,
    JoinByInvitation: join,
    ChangePassword: change_password,
    ChangeAccount: change_account,
    CloseAccount: close_account,
}
