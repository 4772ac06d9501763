"""What happens to accounts and invitations."""

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


@dataclass(frozen=True, kw_only=True)
class AccountJoined(Fact):
    """An invited person made an account."""

    kind: ClassVar[str] = "account.joined"
    account_id: str
    role: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class AccountRenamed(Fact):
    """A member of staff is called otherwise from now on."""

    kind: ClassVar[str] = "account.renamed"
    account_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Fact):
    """A member of staff lost the role: signed out everywhere, for good."""

    kind: ClassVar[str] = "account.closed"
    account_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Fact):
    """An account has a new password: every device but the one that chose it is signed out."""

    kind: ClassVar[str] = "account.password_changed"
    account_id: str
    but_login_id: str
