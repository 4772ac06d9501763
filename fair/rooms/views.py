"""What each audience of `rooms` may see: facts → events, signalling, and who may hear them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from fair import turn_server
from fair.accounts.facts import AccountRenamed
from fair.contract import rooms_bridge, rooms_microphone, signalling
from fair.contract import rooms_chat as contract
from fair.contract.base import Event
from fair.contract.people import BlockChanged
from fair.db import utc_now
from fair.decisions import Actor, Malformed, NotAllowed, NotFound, WrongState
from fair.glossary import CallState, Role
from fair.looks import reads as looks
from fair.looks.facts import LOOK_FACTS, LookFact
from fair.looks.look import LookKind
from fair.people.facts import (
    ConsentWithdrawn,
    EmployerBlocked,
    EmployerUnblocked,
    PersonChanged,
    PersonErased,
)
from fair.rooms import call_reads, chat_reads
from fair.rooms.call import Call
from fair.rooms.facts import (
    CALL_FACTS,
    CallFact,
    CallLegTaken,
    CallRang,
    CallTyped,
    MessageHidden,
    MessagePosted,
    QuestionAnswered,
)
from fair.rooms.leg import DESCRIBER, ForBridge, check_epoch
from fair.rooms.refusals import CallOver
from fair.settings import Settings


def _sides(fact: CallFact) -> tuple[str, str]:
    return f"person:{fact.person_id}", f"account:{fact.account_id}"


def call_news(connection: Connection, facts: Sequence[CallFact]) -> Iterable[Event]:
    """Tell both sides of a call, and nobody else, what happened to it."""
    for fact in facts:
        if isinstance(fact, CallRang):
            yield signalling.CallRings(person_id=fact.person_id, call_id=fact.call_id)
        call = call_reads.call(connection, fact.call_id)
        for to in _sides(fact):
            if isinstance(fact, CallTyped):
                yield signalling.CallSaid(to=to, call_id=fact.call_id)
            elif isinstance(fact, CallLegTaken):
                yield signalling.LegChanged(
                    to=to, call_id=fact.call_id, side=Role(fact.side), epoch=fact.epoch
                )
            elif call:
                yield signalling.CallChanged(
                    to=to, call_id=fact.call_id, booth_id=fact.booth_id, state=call.state
                )


def people_news(connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell calls and rooms where somebody stands who is called otherwise, or is not to be seen."""
    persons = {one for fact in facts if (one := getattr(fact, "person_id", ""))}
    accounts = {one for fact in facts if (one := getattr(fact, "account_id", ""))}
    for call in call_reads.calls_with(connection, persons, accounts):
        for to in call.hearers:
            yield signalling.CallChanged(
                to=to, call_id=call.id, booth_id=call.booth_id, state=call.state
            )
    for booth_id in chat_reads.rooms_with(connection, persons, accounts):
        yield contract.MessageShown(booth_id=booth_id)


def chat_news(_connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell a room that something new stands in it, or that something is gone."""
    for fact in facts:
        if isinstance(fact, MessageHidden):
            yield contract.MessageGone(booth_id=fact.booth_id, message_id=fact.message_id)
        else:
            yield contract.MessageShown(booth_id=fact.booth_id)


def look_news(connection: Connection, facts: Sequence[LookFact]) -> Iterable[Event]:
    """Tell a room or the sides of a call what became of words that the organiser looks at."""
    for look in looks.looks(connection, {one.look_id for one in facts}):
        if look.kind in (LookKind.MESSAGE, LookKind.ANSWER):
            yield contract.MessageShown(booth_id=look.booth_id)
        elif look.kind is LookKind.TYPED:
            call = call_reads.call(connection, look.kept.get("call_id", ""))
            for to in call.hearers if call else ():
                yield signalling.CallSaid(to=to, call_id=look.kept["call_id"])


def block_news(
    connection: Connection, facts: Sequence[EmployerBlocked | EmployerUnblocked]
) -> Iterable[Event]:
    """Tell the pages of who keeps an employer away, or does so no more; and nobody else."""
    for fact in facts:
        for booth_id in chat_reads.rooms_of(connection, fact.employer_id):
            yield BlockChanged(person_id=fact.person_id, booth_id=booth_id)


def to_bridge(
    connection: Connection, actor: Actor, asked: rooms_bridge.DescribeToBridge
) -> ForBridge:
    """Check that this page is in a call on the bridge, and say whose description it is.

    Refuses strangers, calls that are over or go another way, and pages whose leg was taken.
    """
    call, side = _of_page(connection, actor, asked.call_id, asked.epoch)
    if not call.bridged or call.typed:
        raise WrongState
    person, account = call.hearers
    return ForBridge(
        to=person if side is Role.SEEKER else account,
        call_id=call.id,
        side=side,
        epoch=asked.epoch,
        n=asked.n,
        sdp=asked.description.sdp,
    )


def pass_signal(connection: Connection, actor: Actor, asked: signalling.DescribeCall) -> Event:
    """Check that this page is in the call, and hand its signal to the other side's page.

    Refuses strangers, calls that are over, pages whose leg was taken, and a description of the
    kind that is not this side's to make.
    """
    call, side = _of_page(connection, actor, asked.call_id, asked.epoch)
    described = asked.signal.description
    if described and (described.type == "offer") != (side is DESCRIBER):
        raise Malformed
    return signalling.CallSignal(
        to=_other_page(call, side), call_id=call.id, epoch=asked.epoch, signal=asked.signal
    )


def paths(
    connection: Connection, actor: Actor, asked: signalling.AskPaths, settings: Settings
) -> signalling.PathsReply:
    """Answer which servers may pass on the sound of this leg, with credentials of its own.

    While it rings the two may have them ready: a password of the relay tells nobody an address,
    and a page asks nothing of the relay before *Answer*. Nobody gets any for somebody else's
    call, nor where both type.
    """
    call, side = _of_ring(connection, actor, asked) or _of_page(
        connection, actor, asked.call_id, asked.epoch
    )
    servers: tuple[signalling.PathServer, ...] = ()
    listed = turn_server.addresses(settings.turn_urls)
    if listed and not call.typed:
        until = utc_now() + timedelta(seconds=settings.turn_lifetime_s)
        whose = turn_server.mark(settings.turn_secret, call.id, side)
        made = turn_server.credentials(settings.turn_secret, whose, until)
        servers = (
            signalling.PathServer(
                urls=tuple(one.url for one in listed),
                username=made.username,
                credential=made.password,
            ),
        )
    return signalling.PathsReply(servers=servers, lasts_s=settings.turn_lifetime_s)


def _of_ring(
    connection: Connection, actor: Actor, asked: signalling.AskPaths
) -> tuple[Call, Role] | None:
    call = call_reads.call(connection, asked.call_id)
    side = call.side_of(actor.person_id, actor.account_id) if call else None
    rings = call is not None and call.state is CallState.RINGING and not call.by_telephone
    return (call, side) if call and side and rings and asked.epoch == 0 else None


def _of_page(connection: Connection, actor: Actor, call_id: str, epoch: int) -> tuple[Call, Role]:
    call = call_reads.call(connection, call_id)
    if call is None:
        raise NotFound
    side = call.side_of(actor.person_id, actor.account_id)
    if side is None:
        raise NotAllowed
    if not call.talking:
        raise CallOver
    if call.by_telephone:
        raise WrongState
    check_epoch(call_reads.leg(connection, call.id, side), epoch)
    return call, side


def pass_microphone(
    connection: Connection, actor: Actor, asked: rooms_microphone.TellMicrophone
) -> Event:
    """Check that this page is on its leg, and tell the other side's page what it talks with."""
    call, side = _of_page(connection, actor, asked.call_id, asked.epoch)
    return rooms_microphone.OtherMicrophone(
        to=_other_page(call, side), call_id=call.id, epoch=asked.epoch, has=asked.has,
        asks=asked.asks,
    )  # fmt: skip


def _other_page(call: Call, side: Role) -> str:
    person, account = call.hearers
    return account if side is Role.SEEKER else person


def hears_call(connection: Connection, actor: Actor, call_id: str) -> bool:
    """Only the two sides of a call hear it."""
    call = call_reads.call(connection, call_id)
    return call is not None and call.side_of(actor.person_id, actor.account_id) is not None


def hears_room(connection: Connection, actor: Actor, booth_id: str) -> bool:
    """Whoever may see its fair may read in a room."""
    return chat_reads.open_to(connection, actor, booth_id) is not None


NEWS: tuple[Any, ...] = (
    (CALL_FACTS, call_news),
    ((PersonChanged, ConsentWithdrawn, PersonErased, AccountRenamed), people_news),
    ((MessagePosted, QuestionAnswered, MessageHidden), chat_news),
    (LOOK_FACTS, look_news),
    ((EmployerBlocked, EmployerUnblocked), block_news),
)
AUDIENCES: dict[str, Any] = {"call": hears_call, "room": hears_room}
RELAYS: dict[Any, Any] = {
    signalling.DescribeCall: pass_signal,
    signalling.AskPaths: paths,
    rooms_bridge.DescribeToBridge: to_bridge,
    rooms_microphone.TellMicrophone: pass_microphone,
}
