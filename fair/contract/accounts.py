"""Messages of the slice `accounts`: staff, their invitations and their passwords."""

from typing import Annotated, Literal

from fair.contract.base import Command, Reply
from fair.contract.people import GivenName
from fair.contract.text_types import Email, Id, OptionalId, Token
from fair.roles import ORGANISERS, RECRUITERS, STAFF, SYSTEM

PasswordHash = Annotated[str, Token(200)]


class InvitedReply(Reply):
    invitation_id: str


class AccountReply(Reply):
    account_id: str


class Invite(
    Command,
    name="account.invite",
    by=ORGANISERS | RECRUITERS,
    reply=InvitedReply,
    refusals=("bad-email", "email-taken"),
    rate=(120, 600),
    example={"email": "mei@huafeng.example", "role": "recruiter", "employer_id": "e00000000001"},
):
    """Invite somebody as a recruiter of an employer, or (organisers only) as an organiser."""

    email: Annotated[str, Email(200)]
    role: Literal["recruiter", "organiser"] = "recruiter"
    employer_id: OptionalId = ""


class WithdrawInvitation(
    Command,
    name="account.withdraw_invitation",
    by=ORGANISERS | RECRUITERS,
    refusals=("invitation-over",),
    example={"invitation_id": "v00000000001"},
):
    """Make an invitation's link worthless."""

    invitation_id: Id


class JoinByInvitation(
    Command,
    name="account.join",
    by=SYSTEM,
    reply=AccountReply,
    refusals=("invitation-over", "email-taken", "bad-name"),
    proves=True,
    example={"invitation_id": "v00000000001", "given_name": "Mei", "password_hash": "$argon2id$…"},
):
    """Make the account of an invited person. The edge checked the link and hashed the password."""

    invitation_id: Id
    given_name: GivenName
    password_hash: PasswordHash


class ChangePassword(
    Command,
    name="account.change_password",
    by=SYSTEM,
    proves=True,
    example={"account_id": "a00000000001", "password_hash": "$argon2id$…", "but": ""},
):
    """Keep a new password and sign the other devices out; the edge checked the old one."""

    account_id: Id
    password_hash: PasswordHash
    but: OptionalId = ""


class ChangeAccount(
    Command,
    name="account.change",
    by=STAFF,
    refusals=("bad-name",),
    example={"given_name": "Mei Zhou"},
):
    """Change the name that seekers and colleagues read."""

    given_name: GivenName


class CloseAccount(
    Command,
    name="account.close",
    by=ORGANISERS,
    example={"account_id": "a00000000002"},
):
    """Take a member of staff's role away; every device of theirs is signed out at once."""

    account_id: Id
