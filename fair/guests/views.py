"""What each audience may see of guests: facts → events, the way to the bridge, who listens."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.accounts.facts import AccountRenamed
from fair.contract import guests as contract
from fair.contract.base import Event
from fair.decisions import Actor, NotAllowed, NotFound, WrongState
from fair.glossary import GuestState
from fair.guests import facts, reads, refusals
from fair.guests.facts import GuestFact
from fair.rooms import call_reads
from fair.rooms.leg import ForBridge
from fair.rooms.refusals import CallOver, LegMoved


def guest_news(connection: Connection, told: Sequence[GuestFact]) -> Iterable[Event]:
    """Tell both sides of the call and the guest, and nobody else."""
    for fact in told:
        guest = reads.guest(connection, fact.guest_id)
        call = call_reads.call(connection, fact.call_id)
        if guest is None or call is None:
            continue
        for to in (*call.hearers, guest.audience):
            yield contract.GuestChanged(to=to, call_id=call.id, guest_id=guest.id)


def renamed_news(connection: Connection, told: Sequence[AccountRenamed]) -> Iterable[Event]:
    """Tell the guests of a recruiter's call, and who is asked into it, that the name changed."""
    renamed = {fact.account_id for fact in told}
    for guest in reads.open_now(connection):
        call = call_reads.call(connection, guest.call_id)
        if call and call.account_id in renamed:
            yield contract.GuestChanged(to=guest.audience, call_id=call.id, guest_id=guest.id)


def to_bridge(connection: Connection, actor: Actor, asked: contract.GuestDescribes) -> ForBridge:
    """Check that this page is that of a guest who was let in, and say whose description it is.

    Refuses strangers, who waits or was sent out, and pages whose sound another one took.
    """
    guest = reads.guest(connection, asked.guest_id)
    if guest is None:
        raise NotFound
    if not reads.is_self(guest, actor, asked.key):
        raise NotAllowed
    if guest.state is not GuestState.INSIDE:
        raise refusals.NotInCall
    call = call_reads.call(connection, guest.call_id)
    if call is None or not call.talking:
        raise CallOver
    if not call.bridged or call.typed:
        raise WrongState
    if asked.epoch != guest.epoch or not asked.epoch:
        raise LegMoved
    return ForBridge(
        to=guest.audience, call_id=call.id, side=guest.side, epoch=asked.epoch, n=asked.n,
        sdp=asked.description.sdp,
    )  # fmt: skip


def hears_guest(connection: Connection, _actor: Actor, mark: str) -> bool:
    """Only who was told the mark can name it."""
    return reads.listens(connection, mark)


NEWS: tuple[Any, ...] = ((facts.GUEST_FACTS, guest_news), ((AccountRenamed,), renamed_news))
AUDIENCES: dict[str, Any] = {"guest": hears_guest}
RELAYS: dict[Any, Any] = {contract.GuestDescribes: to_bridge}
