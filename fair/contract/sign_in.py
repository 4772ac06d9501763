"""Messages of the slice `sign_in`: links, devices, staff and invitations."""

from typing import Annotated, Literal

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.glossary import Role

Id = Annotated[str, Field(max_length=12)]
ShortText = Annotated[str, Field(max_length=200)]
EVERYONE = (Role.SEEKER, Role.RECRUITER, Role.ORGANISER)


class InvitedReply(Reply):
    invitation_id: str


class AccountReply(Reply):
    account_id: str


# --- links and devices ---------------------------------------------------------------------------


class NewLink(Command, name="link.renew", by=(Role.SEEKER,), rate=(10, 600)):
    """Replace one's own sign-in link by a new one; the old one works no more."""


class EndLink(Command, name="link.end", by=(Role.SEEKER,)):
    """Turn one's own sign-in link off."""


class OpenLogin(
    Command,
    name="login.open",
    by=(Role.SYSTEM,),
    refusals=("link-over",),
    example={"person_id": "p00000000001", "token_hash": "0" * 64, "device": "Android · WeChat"},
):
    """Keep a device signed in; the edge proved who it is by link, code, password, registering."""

    token_hash: Annotated[str, Field(min_length=64, max_length=64)]
    device: Annotated[str, Field(max_length=60)] = ""
    person_id: Id = ""
    account_id: Id = ""
    link_id: Id = ""


class RevokeLogin(Command, name="login.revoke", by=EVERYONE, example={"login_id": "n00000000001"}):
    """Sign one of the asker's own devices out."""

    login_id: Id


class RevokeOtherLogins(Command, name="login.revoke_others", by=EVERYONE):
    """Sign all of the asker's devices out but this one."""


class RevokeEveryLogin(Command, name="login.revoke_all", by=EVERYONE):
    """Sign all of the asker's devices out."""


# --- staff ---------------------------------------------------------------------------------------


class Invite(
    Command,
    name="account.invite",
    by=(Role.ORGANISER, Role.RECRUITER),
    reply=InvitedReply,
    refusals=("bad-email", "email-taken"),
    rate=(120, 600),
    example={"email": "mei@huafeng.example", "role": "recruiter", "employer_id": "e00000000001"},
):
    """Invite somebody as a recruiter of an employer, or (organisers only) as an organiser."""

    email: ShortText
    role: Literal["recruiter", "organiser"] = "recruiter"
    employer_id: Id = ""


class WithdrawInvitation(
    Command,
    name="account.withdraw_invitation",
    by=(Role.ORGANISER, Role.RECRUITER),
    refusals=("invitation-over",),
    example={"invitation_id": "v00000000001"},
):
    """Make an invitation's link worthless."""

    invitation_id: Id


class JoinByInvitation(
    Command,
    name="account.join",
    by=(Role.SYSTEM,),
    reply=AccountReply,
    refusals=("invitation-over", "email-taken", "bad-name"),
    example={"invitation_id": "v00000000001", "given_name": "Mei", "password_hash": "$argon2id$…"},
):
    """Make the account of an invited person. The edge checked the link and hashed the password."""

    invitation_id: Id
    given_name: ShortText
    password_hash: ShortText


class ChangePassword(
    Command,
    name="account.change_password",
    by=(Role.SYSTEM,),
    example={"account_id": "a00000000001", "password_hash": "$argon2id$…", "but": ""},
):
    """Keep a new password and sign the other devices out; the edge checked the old one."""

    account_id: Id
    password_hash: ShortText
    but: Id = ""


class ChangeAccount(
    Command,
    name="account.change",
    by=(Role.ORGANISER, Role.RECRUITER),
    refusals=("bad-name",),
    example={"given_name": "Mei Zhou"},
):
    """Change the name that seekers and colleagues read."""

    given_name: ShortText


class CloseAccount(
    Command,
    name="account.close",
    by=(Role.ORGANISER,),
    example={"account_id": "a00000000002"},
):
    """Take a member of staff's role away; every device of theirs is signed out at once."""

    account_id: Id
