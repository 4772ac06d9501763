"""What the commands of `people` do, and the small functions for higher slices."""

from collections.abc import Callable
from typing import Any

from fair.people import code_actions, login_actions, person_actions
from fair.people.login import LoginRevoked
from fair.people.login_actions import add_account, invite_to, issue_login, sign_in_link
from fair.people.person_actions import add_person, attend, give_consent, keep_file

HANDLERS: dict[Any, Any] = {
    **person_actions.HANDLERS,
    **code_actions.HANDLERS,
    **login_actions.HANDLERS,
}
REACTIONS: dict[Any, Any] = {}
DUE: dict[str, Callable[[str], Any]] = {}

__all__ = [
    "DUE",
    "HANDLERS",
    "REACTIONS",
    "LoginRevoked",
    "add_account",
    "add_person",
    "attend",
    "give_consent",
    "invite_to",
    "issue_login",
    "keep_file",
    "sign_in_link",
]
