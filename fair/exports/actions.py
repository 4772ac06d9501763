"""Somebody of the staff asks for a file of rows, and the house notes it."""

from typing import Any

from fair.contract.base import Done
from fair.contract.exports import ExportReply, MakeExport, NoteFile
from fair.db import Work
from fair.exports import reads, store
from fair.exports.export import LASTS, Export
from fair.exports.facts import ExportMade, FileTaken


def make(work: Work, command: MakeExport) -> ExportReply:
    """Note the file, for an hour; it is put together when it is taken."""
    fair = reads.fair_of(work.connection, work.actor, command.fair_id)
    made = Export(
        id=work.new_id(), fair_id=fair.id, employer_id=work.actor.employer_id,
        account_id=work.actor.account_id, what=command.what, form=command.form,
        purpose=command.purpose, made_at=work.now, expires_at=work.now + LASTS,
    )  # fmt: skip
    store.add(work, made)
    work.record(
        ExportMade(
            fair_id=made.fair_id, export_id=made.id, employer_id=made.employer_id,
            account_id=made.account_id, what=made.what.value, form=made.form,
            purpose=made.purpose.value, expires_at=made.expires_at,
        )
    )  # fmt: skip
    return ExportReply(export_id=made.id)


def note(work: Work, command: NoteFile) -> Done:
    """Note that a file leaves the house, by whoever it is carried out for."""
    who = work.actor.behalf or work.actor
    work.record(
        FileTaken(
            fair_id=command.fair_id, account_id=who.account_id, what=command.what,
            form=command.form,
        )
    )  # fmt: skip
    return Done()


HANDLERS: dict[Any, Any] = {MakeExport: make, NoteFile: note}
