"""What happens to logins."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class AccountGuessedAt(Fact):
    """Many wrong passwords or codes were tried at an account; told once a day at most."""

    kind: ClassVar[str] = "account.guessed_at"
    quiet: ClassVar[bool] = True
    account_id: str
    what: str


@dataclass(frozen=True, kw_only=True)
class LoginRevoked(Fact):
    """Somebody signed out on one device (`login_id`), or everywhere (none): sockets close."""

    kind: ClassVar[str] = "login.revoked"
    quiet: ClassVar[bool] = True
    person_id: str = ""
    account_id: str = ""
    login_id: str = ""

    @property
    def key(self) -> str:
        """The `Actor.key` of whoever signed out."""
        return self.person_id or self.account_id
