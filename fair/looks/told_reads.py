"""Looks with their histories and the names of who wrote and who decided."""

from collections.abc import Sequence

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.looks import reads
from fair.looks.look import Look
from fair.looks.told import Step, Told


def told(connection: Connection, looks: Sequence[Look]) -> list[Told]:
    """Return these looks, in their order, with what was done to each."""
    history = reads.history(connection, [one.id for one in looks])
    who = {step.account_id for steps in history.values() for step in steps}
    who |= {one.account_id for one in looks}
    names = {key: one.name for key, one in accounts.accounts(connection, who - {""}).items()}
    return [
        Told(
            one,
            tuple(Step(done, names.get(done.account_id, "")) for done in history[one.id]),
            names.get(one.account_id, ""),
        )
        for one in looks
    ]
