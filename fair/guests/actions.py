"""One function per command about who is brought into a call."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.contract import guests as contract
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotAllowed
from fair.employers import reads as employers
from fair.glossary import GuestState, Role
from fair.guests import facts, reads, refusals, store
from fair.guests import guest as rules
from fair.guests.guest import Guest, Sort
from fair.guests.writes import expect, gone, record
from fair.languages import DEFAULT
from fair.rooms import call_reads
from fair.rooms import call_writes as rooms
from fair.rooms.call import Call
from fair.rooms.refusals import CallOver, LegMoved, NoBridge
from fair.screening.screen import check_fee
from fair.sign_in.login import token_hash
from fair.words import country_name

# --- bringing in ---------------------------------------------------------------------------------


def bring_colleague(work: Work, command: contract.BringColleague) -> contract.GuestReply:
    """Ask a colleague who stands at the booth and is in no call; the person decides."""
    call = _joinable(work, command.call_id)
    _require_recruiting(work, call)
    rooms.of_recruiter(work, call.id)
    who = accounts.working(work.connection, command.account_id)
    if who is None or not work.actor.works_for(who.employer_id) or who.id == call.account_id:
        raise NotAllowed
    duty = booths.duty(work.connection, who.id)
    there = duty is not None and duty.booth_id == call.booth_id and duty.here
    busy = call_reads.open_call_of_account(work.connection, who.id)
    if not there or busy or reads.asked_of(work.connection, who.id):
        raise refusals.ColleagueAway
    employer = employers.known(work.connection, who.employer_id)
    asked = _ask(work, call, Sort.COLLEAGUE, account_id=who.id)
    _stands_at_the_door(work, rules.come(asked, "", who.name, employer.name, rules.HOME))
    return contract.GuestReply(guest_id=asked.id)


def make_link(work: Work, command: contract.MakeGuestLink) -> contract.GuestReply:
    """Make a link that brings one person in, once."""
    call = _joinable(work, command.call_id)
    if rooms.of_side(work, call.id)[1] is Role.RECRUITER:
        _require_recruiting(work, call)
    asked = _ask(work, call, Sort(command.sort), token=work.new_id() + work.new_id())
    return contract.GuestReply(guest_id=asked.id)


def _joinable(work: Work, call_id: str) -> Call:
    call, _ = rooms.of_side(work, call_id)
    if not call.talking:
        raise CallOver
    if call.typed:
        raise refusals.CallTyped
    if work.settings.calls == "direct":
        raise NoBridge
    return call


def _require_recruiting(work: Work, call: Call) -> None:
    booth = booths.booth(work.connection, call.booth_id)
    if booth is None or not employers.covered(work.connection, booth.employer_id):
        raise refusals.NotRecruiting


def _require_room(work: Work, call_id: str) -> None:
    if len(store.open_of_call(work, call_id)) >= rules.MOST_GUESTS:
        raise refusals.CallFull


def _ask(work: Work, call: Call, sort: Sort, account_id: str = "", token: str = "") -> Guest:
    _require_room(work, call.id)
    side = rooms.of_side(work, call.id)[1]
    made = Guest(
        id=work.new_id(),
        fair_id=call.fair_id,
        call_id=call.id,
        booth_id=call.booth_id,
        person_id=call.person_id,
        asked_by=side,
        sort=sort,
        state=GuestState.ASKED,
        asked_at=work.now,
        mark=work.new_id(),
        account_id=account_id,
        token=token,
    )
    store.add(work, made)
    record(work, made, facts.GuestAsked, asked_by=side, sort=sort, account_id=account_id)
    return made


# --- at the door ---------------------------------------------------------------------------------


def come(work: Work, command: contract.GuestComes) -> contract.GuestReply:
    """Say who one is, and wait. A guessed or used link and an ended call are one refusal."""
    found = store.by_token(work, command.token)
    if found is None or not _runs(work, found):
        raise refusals.GuestLinkOver
    if work.actor.person_id == found.person_id:
        raise NotAllowed
    if country_name(command.country, DEFAULT) in ("", command.country):
        raise refusals.UnknownCountry
    _stands_at_the_door(
        work,
        rules.come(
            found, token_hash(command.key), command.given_name, command.company, command.country
        ),
    )
    return contract.GuestReply(guest_id=found.id)


def ask_again(work: Work, command: contract.GuestAsksAgain) -> Done:
    """Stand at the door again after leaving."""
    found = _self(work, command.guest_id, command.key)
    if found.state is not GuestState.LEFT or not _runs(work, found):
        raise refusals.NotInCall
    _require_room(work, found.call_id)
    _stands_at_the_door(
        work, rules.come(found, found.key_hash, found.name, found.company, found.country)
    )
    return Done()


def _stands_at_the_door(work: Work, guest: Guest) -> None:
    store.save(work, guest)
    record(work, guest, facts.GuestCame, country=guest.country)


def _runs(work: Work, guest: Guest) -> bool:
    call = call_reads.call(work.connection, guest.call_id)
    return call is not None and call.talking


def let_in(work: Work, command: contract.LetGuestIn) -> Done:
    """Let somebody hear and speak: by the person, by name, and never by anybody else."""
    found = _of_person(work, command.guest_id, GuestState.WAITING)
    call = _joinable(work, found.call_id)
    if found.asked_by is Role.RECRUITER:
        _require_recruiting(work, call)
    if found.elsewhere and not command.agreed:
        raise refusals.ConsentNeeded
    inside = rules.let_in(found, work.now, consented=found.elsewhere)
    store.save(work, inside)
    expect(work, inside, rules.COMES_WITHIN_S)
    record(work, inside, facts.GuestLetIn, consented=inside.consented)
    rooms.bridge(work, call, Role.SEEKER)
    return Done()


def refuse(work: Work, command: contract.RefuseGuest) -> Done:
    """Say no."""
    gone(work, _of_person(work, command.guest_id, GuestState.WAITING), "refuse")
    return Done()


def _of_person(work: Work, guest_id: str, state: GuestState) -> Guest:
    found = store.guest(work, guest_id)
    if found.person_id != work.actor.person_id:
        raise NotAllowed
    if found.state is not state:
        raise refusals.NotInCall
    return found


# --- in the call, and out ------------------------------------------------------------------------


def put_out(work: Work, command: contract.PutGuestOut) -> Done:
    """Send somebody out, or take a link or a question back. Twice is once."""
    found = store.guest(work, command.guest_id)
    _, side = rooms.of_side(work, found.call_id)
    if side is not Role.SEEKER and (found.asked_by is not side or found.state is GuestState.INSIDE):
        raise NotAllowed
    if found.state in rules.OPEN:
        gone(work, found, "put_out")
    return Done()


def leave(work: Work, command: contract.GuestLeaves) -> Done:
    """Go. Twice is once."""
    found = _self(work, command.guest_id, command.key)
    if found.state in (GuestState.WAITING, GuestState.INSIDE):
        gone(work, found, "leave")
    return Done()


def take_leg(work: Work, command: contract.GuestTakesLeg) -> contract.GuestLegReply:
    """Let a page carry the guest's sound, once they are let in."""
    found = _inside(work, command.guest_id, command.key)
    seated = replace(found, epoch=found.epoch + 1)
    store.save(work, seated)
    expect(work, seated, rules.SILENT_S)
    record(work, seated, facts.GuestSeated, epoch=seated.epoch)
    return contract.GuestLegReply(epoch=seated.epoch)


def stay(work: Work, command: contract.GuestStays) -> Done:
    """Keep that the page is there."""
    found = _inside(work, command.guest_id, command.key)
    if found.epoch != command.epoch:
        raise LegMoved
    expect(work, found, rules.SILENT_S)
    return Done()


def silent(work: Work, command: contract.GuestSilent) -> Done:
    """No page of the guest was there for a while."""
    found = store.guest(work, command.guest_id)
    if found.state is GuestState.INSIDE:
        gone(work, found, "leave")
    return Done()


def _self(work: Work, guest_id: str, key: str) -> Guest:
    found = store.guest(work, guest_id)
    if not reads.is_self(found, work.actor, key):
        raise NotAllowed
    return found


def _inside(work: Work, guest_id: str, key: str) -> Guest:
    found = _self(work, guest_id, key)
    if found.state is not GuestState.INSIDE:
        raise refusals.NotInCall
    return found


def judge(said: contract.GuestComes) -> None:
    """Refuse a name that asks a worker for money: the person reads it."""
    check_fee(f"{said.given_name} {said.company}")


def _silent(ref: str) -> contract.GuestSilent:
    return contract.GuestSilent(guest_id=ref)


HANDLERS: dict[Any, Any] = {
    contract.BringColleague: bring_colleague,
    contract.MakeGuestLink: make_link,
    contract.GuestComes: come,
    contract.GuestAsksAgain: ask_again,
    contract.LetGuestIn: let_in,
    contract.RefuseGuest: refuse,
    contract.PutGuestOut: put_out,
    contract.GuestLeaves: leave,
    contract.GuestTakesLeg: take_leg,
    contract.GuestStays: stay,
    contract.GuestSilent: silent,
}
JUDGES: dict[Any, Any] = {contract.GuestComes: judge}
DUE: dict[str, Callable[[str], Any]] = {rules.SILENT: _silent}
