"""Messages of the slice `sign_in`: links and devices."""

from typing import Annotated, Literal

from fair.contract.base import Command
from fair.contract.text_types import Id, Line, OptionalId, Token
from fair.roles import SEEKERS, SIGNED_IN, SYSTEM


class NewLink(Command, name="link.renew", by=SEEKERS, rate=(10, 600)):
    """Replace one's own sign-in link by a new one; the old one works no more."""


class EndLink(Command, name="link.end", by=SEEKERS):
    """Turn one's own sign-in link off."""


class OpenLogin(
    Command,
    name="login.open",
    by=SYSTEM,
    refusals=("link-over", "second-step-first"),
    proves=True,
    example={"person_id": "p00000000001", "token_hash": "0" * 64, "device": "Android · WeChat"},
):
    """Keep a device signed in; the edge proved who it is by link, code, password, registering."""

    token_hash: Annotated[str, Token(64, least=64)]
    device: Annotated[str, Line(60)] = ""
    person_id: OptionalId = ""
    account_id: OptionalId = ""
    link_id: OptionalId = ""
    proved: bool = False
    """The second step of the account was taken."""
    browser: Annotated[str, Token(64)] = ""
    """A mark of the browser, which stays the same whoever signs in there."""
    aloud: bool = False
    """The digits were read out by the help desk."""


class ProveLogin(
    Command,
    name="login.prove",
    by=SYSTEM,
    example={"login_id": "n00000000001"},
):
    """Note that a signed-in member of staff proved again who they are; the edge saw the proof."""

    login_id: Id


class RevokeLogin(Command, name="login.revoke", by=SIGNED_IN, example={"login_id": "n00000000001"}):
    """Sign one of the asker's own devices out; their own link is a new one from then on."""

    login_id: Id


class RevokeOtherLogins(Command, name="login.revoke_others", by=SIGNED_IN):
    """Sign all of the asker's devices out but this one; their own link is a new one."""


class EndOldLogins(Command, name="login.end_old", by=SYSTEM):
    """End the logins that are too old or were not used for too long."""


class WarnOwner(
    Command,
    name="account.warn_owner",
    by=SYSTEM,
    example={"account_id": "a00000000001", "what": "code"},
):
    """Tell the owner of an account that somebody tries many passwords or codes at it."""

    account_id: Id
    what: Literal["password", "code"]


class RevokeEveryLogin(Command, name="login.revoke_all", by=SIGNED_IN):
    """Sign all of the asker's devices out."""
