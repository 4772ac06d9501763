"""What each audience may see of logins and links."""

from sqlalchemy import Connection

from fair import one_time
from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.accounts.link import KEY, link_token
from fair.contract.factors import TakeFactorAway
from fair.db import utc_now
from fair.decisions import NotFound, Refusal
from fair.factors import reads as factors
from fair.factors.factor import Factor, written
from fair.factors.step import OFFER
from fair.locked import unlocked
from fair.people.reads import asker
from fair.sign_in import reads
from fair.sign_in.contexts import Devices, OwnFactor, OwnLink, Proof, Second, SecondOf, SettingUp
from fair.web import Viewer


def own_link(connection: Connection, viewer: Viewer, base_url: str, secret: str) -> OwnLink:
    """Return the asker's own link; `url` is empty where it was turned off."""
    who = asker(connection, viewer.person_id)
    ref = reads.key_link(connection, who.id)
    return {"url": f"{base_url}/k/{link_token(secret, KEY, ref)}" if ref else ""}


def devices(connection: Connection, viewer: Viewer) -> Devices:
    """Return where the reader is signed in."""
    return {"logins": reads.logins(connection, viewer.actor)}


# --- the second step ------------------------------------------------------------------------------


def setting_up(
    viewer: Viewer, account: Account, server_secret: str, refusal: Refusal | None, offer: str
) -> SettingUp:
    """Return the form of setting an app up by what was `offered` to this account."""
    secret = unlocked(server_secret, OFFER, offer)["secret"]
    return {
        "door": False,
        "offer": offer,
        "picture": one_time.picture(one_time.address(secret, account.email)),
        "key": written(secret).replace("-", " "),
        "email": account.email,
        "error": viewer.words.refusal(refusal) if refusal else "",
        "left": 0,
        "until": utc_now(),
    }


def own(
    connection: Connection, viewer: Viewer, found: Factor, refusal: Refusal | None
) -> OwnFactor:
    """Return what somebody sees of the own second step."""
    return {
        "since": found.made_at,
        "codes_left": factors.codes_left(connection, found.account_id),
        "error": viewer.words.refusal(refusal) if refusal else "",
    }


def second(connection: Connection, viewer: Viewer) -> Second:
    """Return whether the reader's account has a second step."""
    return {"has": factors.factor(connection, viewer.actor.account_id) is not None}


def second_of(connection: Connection, viewer: Viewer, account_id: str) -> SecondOf:
    """Return whether a colleague has one; nothing to whoever may not take it away."""
    mine = account_id == viewer.actor.account_id
    may = viewer.may(TakeFactorAway.name) and not mine
    return {
        "account_id": account_id,
        "has": may and factors.factor(connection, account_id) is not None,
    }


# --- proving once more ----------------------------------------------------------------------------


def proof_of(connection: Connection, account: Account) -> str:
    """Return by what an account proves once more who it is: "code", "password", or "" in a demo."""
    if factors.factor(connection, account.id):
        return "code"
    return "password" if accounts.password_of(connection, account.email)[1] else ""


def proof(connection: Connection, viewer: Viewer, wrong: Refusal | None) -> Proof:
    """Return the field in which the reader proves once more who they are."""
    account = accounts.working(connection, viewer.actor.account_id)
    if account is None:
        raise NotFound
    return {
        "by": proof_of(connection, account),
        "email": account.email,
        "error": viewer.words.refusal(wrong) if wrong else "",
    }
