"""Making links and logins, inside somebody else's work."""

import secrets

from fair.accounts import act_writes
from fair.accounts import reads as accounts
from fair.accounts.account import normal_email
from fair.accounts.act import What
from fair.db import Work
from fair.decisions import NotFound
from fair.factors import writes as factors
from fair.sign_in import login_store
from fair.sign_in.login import Login, token_hash


def issue_login(
    work: Work, *, person_id: str = "", account_id: str = "", device: str = "", browser: str = ""
) -> str:
    """Sign a person or an account in and return the token; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    now = work.now
    made = Login(work.new_id(), person_id, account_id, device, now, now, browser=browser)
    login_store.add_login(work, made, token_hash(token))
    return token


def sign_in_link(work: Work, *, person_id: str = "", account_id: str = "") -> str:
    """Make a new sign-in link for somebody and return its id, an earlier one ends.

    The address is /k/ and `link_token(settings.secret, KEY, id)` of `accounts.link`.
    """
    return login_store.open_link(work, person_id=person_id, account_id=account_id)


def no_way_in(work: Work, person_id: str) -> None:
    """End the link of somebody who is not to sign in at all: nobody real is behind them."""
    login_store.end_link(work, person_id=person_id)


def remove_by_hand(work: Work, email: str) -> None:
    """Take the second step of the account of an address away, and tell its owner.

    Refuses `NotFound` where nobody has the address, and `NoFactor`.
    """
    account_id, _ = accounts.password_of(work.connection, normal_email(email))
    account = accounts.working(work.connection, account_id)
    if account is None:
        raise NotFound
    factors.end(work, account_id, at_the_server=True)
    act_writes.tell(work, account, What.FACTOR_TAKEN_AWAY)
