"""An organiser stops a file that comes in."""

from typing import Any

from fair.contract.base import Done
from fair.contract.intake import CancelImport
from fair.db import Work
from fair.intake import run_writes


def cancel(work: Work, command: CancelImport) -> Done:
    """Stop it: what is in stays, the rest is not brought. Refuses `WrongState` where it is over."""
    run_writes.end(work, command.intake_id, cancelled=True)
    return Done()


HANDLERS: dict[Any, Any] = {CancelImport: cancel}
