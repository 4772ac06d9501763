"""What happens to accounts and logins."""

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
class LoginRevoked(Fact):
    """Somebody signed out on one device (`login_id`), or everywhere (none): sockets close."""

    kind: ClassVar[str] = "login.revoked"
    person_id: str = ""
    account_id: str = ""
    login_id: str = ""

    @property
    def key(self) -> str:
        """The `Actor.key` of whoever signed out."""
        return self.person_id or self.account_id
