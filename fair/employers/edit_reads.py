"""What the forms of an employer and of its licence change, as it is now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from fair.contract.employers import EmployerChange, LicenceSubmit
from fair.decisions import Actor
from fair.employers import reads

_CENTS = 100


def employer(
    connection: Connection, _actor: Actor, asked: EmployerChange
) -> Mapping[str, Any] | None:
    """Return an employer's names and kind."""
    found = reads.employer(connection, asked.employer_id)
    if found is None:
        return None
    return {"legal_name": found.name, "kind": found.kind.value, "names": found.names}


def licence(connection: Connection, actor: Actor, asked: LicenceSubmit) -> Mapping[str, Any] | None:
    """Return the licence that waits for a check and would be written over, or an empty form."""
    if not (actor.oversees or actor.works_for(asked.employer_id)):
        return None
    found = reads.submitted_licence(connection, asked.employer_id)
    if found is None:
        return dict.fromkeys(LicenceSubmit.edited)
    cents = found.reserve_cents
    return {
        "number": found.number,
        "authority": found.authority,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "reserve_yuan": None if cents is None else cents // _CENTS,
    }


AS_IT_IS: dict[Any, Any] = {EmployerChange: employer, LicenceSubmit: licence}
