"""What an organiser says of the office."""

from typing import Any

from fair.contract.base import Done
from fair.contract.office import SetOffice
from fair.db import Work
from fair.ledger import hashes_of
from fair.office import store
from fair.office.facts import OfficeSet
from fair.office.office import OFFICE, Contact, must_be_dialled


def set_office(work: Work, command: SetOffice) -> Done:
    """Say how the office is reached; every fair that says nothing of its own has it at once."""
    must_be_dialled(command.phone)
    said = Contact(command.names, command.phone, command.hours, command.permit)
    store.keep(work, said)
    hashes = hashes_of(
        OFFICE, names=said.names, phone=said.phone, hours=said.hours, permit=said.permit
    )
    work.record(OfficeSet(hashes=hashes))
    return Done()


HANDLERS: dict[Any, Any] = {SetOffice: set_office}
