"""Making accounts, invitations, links and logins, inside somebody else's work."""

import secrets

from fair.db import Work
from fair.glossary import Role
from fair.people.person import check_name
from fair.sign_in import account_store, login_store
from fair.sign_in.account import INVITATION_LASTS, Account, Invitation, normal_email
from fair.sign_in.facts import AccountInvited, AccountJoined
from fair.sign_in.login import Login, token_hash
from fair.sign_in.refusals import EmailTaken


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


# --- staff ---------------------------------------------------------------------------------------


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
    account_store.add_invitation(work, made)
    work.record(AccountInvited(invitation_id=made.id, role=str(role), employer_id=employer_id))
    return made.id
