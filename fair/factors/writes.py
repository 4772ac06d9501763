"""Proving, ending and forgetting a second step inside somebody else's work."""

from fair.db import Work
from fair.decisions import Refusal
from fair.factors import reads, store
from fair.factors.facts import FactorEnded, RecoveryCodeUsed
from fair.factors.refusals import FactorCodeUsed, NoFactor, WrongFactorCode


def prove(work: Work, account_id: str, step: int, hashed: str) -> None:
    """Use up the step of an app's code, or a code on paper (its hash): each works once.

    Refuses `NoFactor`, `FactorCodeUsed`, `WrongFactorCode`.
    """
    refusal: type[Refusal] | None = None
    if reads.factor(work.connection, account_id) is None:
        refusal = NoFactor
    elif hashed:
        if not store.use_code(work, account_id, hashed):
            refusal = WrongFactorCode
        else:
            left = reads.codes_left(work.connection, account_id)
            work.record(RecoveryCodeUsed(account_id=account_id, left=left))
    elif not store.use_step(work, account_id, step):
        refusal = FactorCodeUsed
    if refusal:
        raise refusal


def end(work: Work, account_id: str, *, at_the_server: bool = False) -> None:
    """Take a second step away; refuses `NoFactor` where there is none."""
    if not store.forget(work, account_id):
        raise NoFactor
    by = work.actor.account_id
    work.record(FactorEnded(account_id=account_id, by_account_id=by, at_the_server=at_the_server))


def forget(work: Work, account_id: str) -> None:
    """Forget everything about the second step of an account that has ended."""
    store.forget(work, account_id)
    store.stop_asking(work, account_id)
