"""Commands of second steps. The edge proved the digits; that each works once is decided here."""

from dataclasses import replace

from fair.contract.base import Done
from fair.contract.factors import (
    EndFactor,
    ProveFactor,
    PutOffFactor,
    RenewRecoveryCodes,
    SetFactor,
    TakeFactorAway,
)
from fair.db import Work
from fair.decisions import NotAllowed
from fair.factors import reads, store
from fair.factors.factor import Factor
from fair.factors.facts import FactorPutOff, FactorSet, RecoveryCodesRenewed
from fair.factors.refusals import FactorThere, SetUpNow
from fair.factors.writes import end, prove


def set_up(work: Work, command: SetFactor) -> Done:
    """Keep an app's secret and ten codes; the code that showed it is used up."""
    if reads.factor(work.connection, command.account_id):
        raise FactorThere
    store.add(work, Factor(command.account_id, command.locked, command.step, work.now))
    store.keep_codes(work, command.account_id, command.code_hashes)
    store.stop_asking(work, command.account_id)
    work.record(FactorSet(account_id=command.account_id))
    return Done()


def proved(work: Work, command: ProveFactor) -> Done:
    """Use a code up."""
    prove(work, command.account_id, command.step, command.code_hash)
    return Done()


def ended(work: Work, command: EndFactor) -> Done:
    """Take the asker's second step away, by itself."""
    prove(work, command.account_id, command.step, command.code_hash)
    end(work, command.account_id)
    return Done()


def renew(work: Work, command: RenewRecoveryCodes) -> Done:
    """Keep ten new codes on paper in the place of the old ones."""
    prove(work, command.account_id, command.step, command.code_hash)
    store.keep_codes(work, command.account_id, command.code_hashes)
    work.record(RecoveryCodesRenewed(account_id=command.account_id))
    return Done()


def put_off(work: Work, command: PutOffFactor) -> Done:
    """Let somebody in who was asked for a second step and will set it up later."""
    if reads.factor(work.connection, command.account_id):
        raise FactorThere
    asked = reads.asking(work.connection, command.account_id)
    if not asked.may_wait(work.now):
        raise SetUpNow
    more = replace(asked, times=asked.times + 1, first_at=asked.first_at or work.now)
    store.put_off(work, command.account_id, more)
    work.record(FactorPutOff(account_id=command.account_id, times=more.times))
    return Done()


def take_away(work: Work, command: TakeFactorAway) -> Done:
    """Take a colleague's second step away, who lost the phone and the codes."""
    if command.account_id == work.actor.account_id:
        raise NotAllowed
    end(work, command.account_id)
    return Done()


HANDLERS = {
    SetFactor: set_up,
    ProveFactor: proved,
    EndFactor: ended,
    RenewRecoveryCodes: renew,
    PutOffFactor: put_off,
    TakeFactorAway: take_away,
}
