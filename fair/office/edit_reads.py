"""What the form of the office changes, as it is now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from fair.contract.office import SetOffice
from fair.decisions import Actor
from fair.office.store import office


def as_said(connection: Connection, _actor: Actor, _asked: SetOffice) -> Mapping[str, Any] | None:
    """Return the office's name, telephone, hours and licence."""
    found = office(connection)
    return {
        "names": found.names, "phone": found.phone, "hours": found.hours, "permit": found.permit,
    }  # fmt: skip


AS_IT_IS: dict[Any, Any] = {SetOffice: as_said}
