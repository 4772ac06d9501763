"""What a member of staff's own form changes, as it is now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from fair.accounts import reads
from fair.contract.accounts import ChangeAccount
from fair.decisions import Actor


def account(
    connection: Connection, actor: Actor, _asked: ChangeAccount
) -> Mapping[str, Any] | None:
    """Return the asker's name."""
    found = reads.account(connection, actor.account_id)
    return {"given_name": found.name} if found else None


AS_IT_IS: dict[Any, Any] = {ChangeAccount: account}
