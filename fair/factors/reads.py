"""Read-only queries of second steps that other slices may use; frozen values."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from fair import one_time, plain
from fair.db import utc_now
from fair.factors.factor import Asking, Factor, code_hash, fresh
from fair.factors.refusals import NoFactor
from fair.factors.store import factor_asking_table, factor_table, recovery_code_table
from fair.locked import unlocked

DIGITS = 6
PURPOSE = "second step"  # what the secret of an app is locked for


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found right in a code: the step of an app's code, or the hash of one on paper."""

    step: int = 0
    code_hash: str = ""


def factor(connection: Connection, account_id: str) -> Factor | None:
    """Return the second step of an account, or None."""
    row = connection.execute(
        select(factor_table).where(factor_table.c.account_id == account_id)
    ).first()
    return Factor(row.account_id, row.locked, row.last_step, row.made_at) if row else None


def having(connection: Connection, account_ids: Collection[str]) -> frozenset[str]:
    """Return which of these accounts have a second step."""
    at = factor_table.c.account_id
    return frozenset(connection.execute(select(at).where(at.in_(sorted(account_ids)))).scalars())


def codes_left(connection: Connection, account_id: str) -> int:
    """Return how many codes on paper are unused."""
    at = recovery_code_table
    query = select(func.count()).where(at.c.account_id == account_id, at.c.used_at.is_(None))
    return int(connection.execute(query).scalar() or 0)


def asking(connection: Connection, account_id: str) -> Asking:
    """Return how often somebody put the second step off."""
    at = factor_asking_table
    row = connection.execute(select(at).where(at.c.account_id == account_id)).first()
    return Asking(row.times, row.first_at) if row else Asking()


def proof(connection: Connection, account_id: str, code: str, server_secret: str) -> Proof:
    """Return what a typed code proves, which still has to be used up (`factor.prove`).

    Refuses `NoFactor`, `WrongFactorCode`, `FactorCodeUsed`; whether a code on paper is right is
    found out by using it.
    """
    found, said = factor(connection, account_id), plain.code(code)
    if found is None:
        raise NoFactor
    if len(said) > DIGITS:
        return Proof(code_hash=code_hash(account_id, said))
    secret = unlocked(server_secret, PURPOSE, found.locked).get("secret", "")
    steps = one_time.steps_of(secret, said, utc_now()) if secret else ()
    return Proof(step=fresh(steps, found.last_step))
