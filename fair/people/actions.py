"""One function per command of `people`: load, decide, save."""

from collections.abc import Callable
from typing import Any

HANDLERS: dict[Any, Any] = {}
REACTIONS: dict[Any, Any] = {}
DUE: dict[str, Callable[[str], Any]] = {}


from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class LoginRevoked(Fact):
    """Somebody signed out or lost a role; `key` is their `Actor.key`."""

    kind: ClassVar[str] = "login.revoked"
    key: str
