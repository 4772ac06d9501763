"""A filing is taken back, and may hold again."""

from typing import Any

from fair.contract.base import Done
from fair.contract.filings import RestoreFiling, WithdrawFiling
from fair.db import Work
from fair.decisions import WrongState, move
from fair.employers import reads as employers
from fair.filings import reads, store
from fair.filings.facts import FilingRestored, FilingWithdrawn
from fair.filings.filing import MOVES_FILING, FilingState, Withdrawal, known_by
from fair.filings.refusals import NoSuchFiling
from fair.ledger import hashes_of


def withdraw(work: Work, command: WithdrawFiling) -> Done:
    """Note that a filing no longer holds; what rests on it closes in the same work."""
    employer = employers.known(work.connection, command.employer_id)
    if not known_by(command.number):
        raise NoSuchFiling
    if reads.withdrawal(work.connection, employer.id, command.number):
        raise WrongState
    made = Withdrawal(
        id=work.new_id(),
        employer_id=employer.id,
        number=command.number,
        state=FilingState.WITHDRAWN,
        withdrawn_at=work.now,
        reason=command.reason,
    )
    store.add(work, made)
    hashes = hashes_of(made.id, number=known_by(made.number))
    work.record(FilingWithdrawn(filing_id=made.id, employer_id=employer.id, hashes=hashes))
    return Done()


def restore(work: Work, command: RestoreFiling) -> Done:
    """Let a filing hold again; what closed for it is shown in the same work."""
    found = reads.withdrawal(work.connection, command.employer_id, command.number)
    if found is None:
        raise WrongState
    store.move(work, found.id, move(MOVES_FILING, found.state, "restore"))
    work.record(FilingRestored(filing_id=found.id, employer_id=found.employer_id))
    return Done()


HANDLERS: dict[Any, Any] = {WithdrawFiling: withdraw, RestoreFiling: restore}
