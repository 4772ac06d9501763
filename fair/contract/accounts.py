"""Messages of the slice `accounts`: staff, their invitations and their passwords."""

from datetime import date
from typing import Annotated, Literal

from fair.because import InvitationTaken, RoleTaken
from fair.contract.base import Command, Edit, Reply
from fair.contract.people import GivenName
from fair.contract.text_types import Email, Id, Line, OptionalId, Token
from fair.contract.texts import LanguageCode
from fair.languages import DEFAULT
from fair.roles import ORGANISERS, RECRUITERS, STAFF, SYSTEM

PasswordHash = Annotated[str, Token(200)]
TokenHash = Annotated[str, Token(64, least=64)]
Link = Annotated[str, Token(400)]
Device = Annotated[str, Line(60)]
LINK = "https://fair.example/sign-in/new-password/…"


class InvitedReply(Reply):
    invitation_id: str


class AccountReply(Reply):
    account_id: str


class Invite(
    Command,
    name="account.invite",
    by=ORGANISERS | RECRUITERS,
    reply=InvitedReply,
    refusals=("bad-email", "email-taken", "bad-last-day", "no-such-fair"),
    rate=(120, 600),
    fresh=True,
    example={"email": "mei@huafeng.example", "role": "recruiter", "employer_id": "e00000000001"},
):
    """Invite somebody as a recruiter of an employer; organisers also an organiser or an auditor.

    An organiser of one fair runs `fair_id` alone. An auditor reads one fair (`fair_id`; every one
    without) until the end of the `last_day`.
    """

    email: Annotated[str, Email(200)]
    role: Literal["recruiter", "organiser", "fair_organiser", "auditor"] = "recruiter"
    employer_id: OptionalId = ""
    fair_id: OptionalId = ""
    last_day: date | None = None


class HandInvitationOver(
    Command,
    name="account.hand_invitation_over",
    by=SYSTEM,
    refusals=("invitation-over", "link-was-handed-over"),
    proves=True,
    fresh=True,
    example={"invitation_id": "v00000000001", "by_account_id": "a00000000001", "link": LINK},
):
    """Mail an invitation's `link`, or (without one) note that it is shown to who invited: once."""

    invitation_id: Id
    by_account_id: OptionalId
    link: Link = ""
    lang: LanguageCode = DEFAULT


class WithdrawInvitation(
    Command,
    name="account.withdraw_invitation",
    by=ORGANISERS | RECRUITERS,
    refusals=("invitation-over", "not-the-lead"),
    takes=ORGANISERS | RECRUITERS,
    example={"invitation_id": "v00000000001", "reason": "no_need"},
):
    """Make an invitation's link worthless: one's own, or as the lead of the team or organiser."""

    invitation_id: Id
    reason: InvitationTaken


class JoinByInvitation(
    Command,
    name="account.join",
    by=SYSTEM,
    reply=AccountReply,
    refusals=("invitation-over", "email-taken", "bad-name", "fee-asked"),
    proves=True,
    example={"invitation_id": "v00000000001", "given_name": "Mei", "password_hash": "$argon2id$…"},
):
    """Make the account of an invited person; an account that is there is never touched.

    The edge checked the link and hashed the password.
    """

    invitation_id: Id
    given_name: GivenName
    password_hash: PasswordHash
    device: Device = ""
    lang: LanguageCode = DEFAULT


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
    device: Device = ""


class AskReset(
    Command,
    name="account.ask_reset",
    by=SYSTEM,
    refusals=("bad-email",),
    proves=True,
    example={"email": "mei@huafeng.example", "token_hash": "0" * 64, "link": LINK},
):
    """Mail a link for a new password. Whether the address has an account is not told."""

    email: Annotated[str, Email(200)]
    token_hash: TokenHash
    link: Link
    device: Device = ""


class UseReset(
    Command,
    name="account.use_reset",
    by=SYSTEM,
    refusals=("reset-over",),
    proves=True,
    example={"token_hash": "0" * 64, "password_hash": "$argon2id$…"},
):
    """Keep the password that was chosen with such a link, once; every device is signed out."""

    token_hash: TokenHash
    password_hash: PasswordHash
    device: Device = ""


class ChangeAccount(
    Edit,
    Command,
    name="account.change",
    edited=("given_name",),
    by=STAFF,
    refusals=("bad-name", "fee-asked"),
    example={"given_name": "Mei Zhou"},
):
    """Change the name that seekers and colleagues read."""

    given_name: GivenName


class ChooseAccountLanguage(
    Command,
    name="account.choose_language",
    by=STAFF,
    example={"lang": DEFAULT},
):
    """Write mails to the asker in the language that they chose at the top of a page."""

    lang: LanguageCode


class CloseAccount(
    Command,
    name="account.close",
    by=ORGANISERS,
    fresh=True,
    takes=ORGANISERS,
    example={"account_id": "a00000000002", "reason": "left"},
):
    """Take a member of staff's role away; every device of theirs is signed out at once."""

    account_id: Id
    reason: RoleTaken


class EndAccount(
    Command,
    name="account.end",
    by=SYSTEM,
    example={"account_id": "a00000000002"},
):
    """The last day of an account is over; every device of it is signed out."""

    account_id: Id


class MakeLead(
    Command,
    name="account.make_lead",
    by=ORGANISERS | RECRUITERS,
    fresh=True,
    refusals=("not-the-lead",),
    takes=ORGANISERS,
    example={"account_id": "a00000000002", "reason": "asked"},
):
    """Let a recruiter lead the team of their employer: the lead hands it on, or an organiser."""

    account_id: Id
    reason: RoleTaken | None = None
