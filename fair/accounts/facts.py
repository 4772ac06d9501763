"""What happens to accounts and invitations, and whose act it was (empty: at the server)."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class AccountInvited(Fact):
    """Somebody was invited to work for an employer (or, without one, for the organiser)."""

    kind: ClassVar[str] = "account.invited"
    invitation_id: str
    role: str
    employer_id: str
    by_account_id: str


@dataclass(frozen=True, kw_only=True)
class InvitationHandedOver(Fact):
    """An invitation's link was mailed to its address, or shown once to who invited."""

    kind: ClassVar[str] = "invitation.handed_over"
    quiet: ClassVar[bool] = True
    invitation_id: str
    how: str
    by_account_id: str


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Fact):
    """An invitation opens nothing any more.

    By an act (`withdrawn`), as its address has an account now (`joined`), or as who sent it or
    was to come lost the role (`closed`).
    """

    kind: ClassVar[str] = "invitation.withdrawn"
    invitation_id: str
    why: str
    by_account_id: str
    employer_id: str = ""


@dataclass(frozen=True, kw_only=True)
class AccountJoined(Fact):
    """An invited person made an account; `by_account_id` had sent the invitation."""

    kind: ClassVar[str] = "account.joined"
    account_id: str
    role: str
    employer_id: str
    by_account_id: str


@dataclass(frozen=True, kw_only=True)
class LeadChanged(Fact):
    """An employer's team has another lead."""

    kind: ClassVar[str] = "account.lead_changed"
    account_id: str
    was_account_id: str
    employer_id: str
    by_account_id: str


@dataclass(frozen=True, kw_only=True)
class AccountRenamed(Fact):
    """A member of staff is called otherwise from now on."""

    kind: ClassVar[str] = "account.renamed"
    account_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class ResetAsked(Fact):
    """A link for a new password was sent to an account's address, or printed at the server."""

    kind: ClassVar[str] = "account.reset_asked"
    quiet: ClassVar[bool] = True
    account_id: str
    how: str


@dataclass(frozen=True, kw_only=True)
class ResetUsed(Fact):
    """A new password was chosen with a link that was sent for it."""

    kind: ClassVar[str] = "account.reset_used"
    quiet: ClassVar[bool] = True
    account_id: str


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Fact):
    """An account has a new password: every device but the one that chose it is signed out."""

    kind: ClassVar[str] = "account.password_changed"
    quiet: ClassVar[bool] = True
    account_id: str
    but_login_id: str


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Fact):
    """A member of staff lost the role: signed out everywhere, for good."""

    kind: ClassVar[str] = "account.closed"
    account_id: str
    employer_id: str
    by_account_id: str
