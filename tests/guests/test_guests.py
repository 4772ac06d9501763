"""Who is brought into a call: by whom, with whose yes, and who is not."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from fair.board.rows_reads import verify_rows
from fair.contract import guests as contract
from fair.contract.booths import DutyStart
from fair.contract.employers import LicenceSuspend
from fair.contract.rooms import HangUp
from fair.contract.rooms_medium import TypeInstead
from fair.decisions import VISITOR, Actor, NotAllowed, SignInFirst
from fair.employers import reads as employers
from fair.glossary import GuestState
from fair.guests import reads, refusals, views
from fair.guests.guest import COMES_WITHIN_S, SILENT_S, Guest
from fair.guests.store import guest_table
from fair.rooms import call_reads
from fair.rooms.refusals import CallOver, LegMoved
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

KEY, OTHER_KEY = "k" * 32, "o" * 32
SDP = {"type": "offer", "sdp": "v=0"}


@dataclass(frozen=True)
class Talk:
    """Lan talks with Mei; `wei` is a colleague on duty at the booth."""

    meeting: Meeting
    call_id: str

    @property
    def lan(self) -> Actor:
        return self.meeting.lan

    @property
    def mei(self) -> Actor:
        return self.meeting.mei

    @property
    def wei(self) -> Actor:
        return self.meeting.scene.colleague

    async def do(self, command: Any, actor: Actor = VISITOR) -> Any:
        return await self.meeting.world.do(command, actor)

    def guest(self, guest_id: str) -> Guest:
        found = self.meeting.world.look(reads.guest, guest_id)
        assert found is not None
        return found

    def inside(self) -> int:
        return self.meeting.world.look(reads.inside, self.call_id)

    async def link(self, who: Actor, sort: Any = "helper") -> Guest:
        made = await self.do(contract.MakeGuestLink(call_id=self.call_id, sort=sort), who)
        return self.guest(made.guest_id)

    async def comes(self, token: str, key: str = KEY, actor: Actor = VISITOR, **said: str) -> Guest:
        whole = {"given_name": "Ida", "country": "CN", **said}
        made = await self.do(contract.GuestComes(token=token, key=key, **whole), actor)
        return self.guest(made.guest_id)

    async def helper_inside(self) -> Guest:
        came = await self.comes((await self.link(self.lan)).token)
        await self.do(contract.LetGuestIn(guest_id=came.id), self.lan)
        await self.do(contract.GuestTakesLeg(guest_id=came.id, key=KEY, tab="ida-1"))
        return self.guest(came.id)

    def describes(
        self, guest: Guest, key: str = KEY, actor: Actor = VISITOR, epoch: int = 0
    ) -> Any:
        asked = contract.GuestDescribes(
            guest_id=guest.id, key=key, epoch=epoch or guest.epoch, n=1, description=SDP
        )
        return self.meeting.world.look(views.to_bridge, actor, asked)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    async with running(tmp_path) as world:
        meeting = await a_meeting(world)
        await world.do(DutyStart(booth_id=meeting.scene.booth_id), meeting.scene.colleague)
        call_id, _, _ = await meeting.on_legs()
        yield Talk(meeting, call_id)
        assert meeting.world.chain_holds()
        found = meeting.world.look(verify_rows)
        assert not [one for one in found.differences if one.table == "guest"]


async def test_a_colleague_on_duty_hears_only_after_the_persons_yes(talk: Talk) -> None:
    asked = contract.BringColleague(call_id=talk.call_id, account_id=talk.wei.account_id)
    guest = talk.guest((await talk.do(asked, talk.mei)).guest_id)
    assert (guest.state, guest.name, guest.company) == (GuestState.WAITING, "Wei", "Huafeng")
    with pytest.raises(refusals.NotInCall):
        talk.describes(guest, "", talk.wei, epoch=1)
    with pytest.raises(refusals.NotInCall):
        await talk.do(contract.GuestTakesLeg(guest_id=guest.id, tab="wei-1"), talk.wei)
    assert call_reads_path(talk) == "direct"

    await talk.do(contract.LetGuestIn(guest_id=guest.id), talk.lan)
    assert call_reads_path(talk) == "bridge"
    seat = await talk.do(contract.GuestTakesLeg(guest_id=guest.id, tab="wei-1"), talk.wei)
    said = talk.describes(guest, "", talk.wei, epoch=seat.epoch)
    assert (said.to, said.side) == (f"account:{talk.wei.account_id}", f"guest:{guest.id}")
    assert not talk.guest(guest.id).consented


def call_reads_path(talk: Talk) -> str:
    call = talk.meeting.world.look(call_reads.call, talk.call_id)
    assert call is not None
    return call.path


async def test_nobody_but_the_person_says_yes_or_no(talk: Talk) -> None:
    came = await talk.comes((await talk.link(talk.mei, "interpreter")).token)
    bo = talk.meeting.bo
    for command in (contract.LetGuestIn, contract.RefuseGuest):
        with pytest.raises(NotAllowed):
            await talk.do(command(guest_id=came.id), bo)
    with pytest.raises(NotAllowed):
        await talk.do(contract.LetGuestIn(guest_id=came.id), talk.mei)
    with pytest.raises(SignInFirst):
        await talk.do(contract.LetGuestIn(guest_id=came.id))
    assert talk.inside() == 0


async def test_who_is_refused_hears_nothing_and_does_not_ask_again(talk: Talk) -> None:
    came = await talk.comes((await talk.link(talk.lan)).token)
    await talk.do(contract.RefuseGuest(guest_id=came.id), talk.lan)
    assert talk.guest(came.id).state is GuestState.REFUSED
    for command in (
        contract.GuestAsksAgain(guest_id=came.id, key=KEY),
        contract.GuestTakesLeg(guest_id=came.id, key=KEY, tab="ida-1"),
    ):
        with pytest.raises(refusals.NotInCall):
            await talk.do(command)
    with pytest.raises(refusals.NotInCall):
        await talk.do(contract.LetGuestIn(guest_id=came.id), talk.lan)


@pytest.mark.parametrize(
    ("company", "country", "agrees"),
    [("", "CN", False), ("", "JP", True), ("Lianhe", "CN", True)],
    ids=["a helper at home", "abroad", "another company"],
)
async def test_abroad_or_of_another_company_takes_the_yes_that_names_it(
    talk: Talk, company: str, country: str, agrees: bool
) -> None:
    token = (await talk.link(talk.lan)).token
    came = await talk.comes(token, company=company, country=country)
    if agrees:
        with pytest.raises(refusals.ConsentNeeded):
            await talk.do(contract.LetGuestIn(guest_id=came.id), talk.lan)
        assert talk.inside() == 0
    await talk.do(contract.LetGuestIn(guest_id=came.id, agreed=agrees), talk.lan)
    assert talk.guest(came.id).consented is agrees
    assert talk.inside() == 1


async def test_a_guessed_link_a_used_one_and_one_taken_back_are_the_same_no(talk: Talk) -> None:
    link = await talk.link(talk.lan)
    came = await talk.comes(link.token)
    back = await talk.link(talk.lan)
    await talk.do(contract.PutGuestOut(guest_id=back.id), talk.lan)
    for token in (link.token, "0" * 24, back.token, ""):
        with pytest.raises((refusals.GuestLinkOver, ValueError)):
            await talk.comes(token, key=OTHER_KEY, given_name="Somebody else")
    assert talk.guest(came.id).name == "Ida"


async def test_another_key_or_another_account_is_not_the_guest(talk: Talk) -> None:
    guest = await talk.helper_inside()
    assert talk.describes(guest).side == f"guest:{guest.id}"
    for key, actor in ((OTHER_KEY, VISITOR), ("", VISITOR), ("", talk.mei), ("", talk.wei)):
        with pytest.raises(NotAllowed):
            talk.describes(guest, key, actor)
        with pytest.raises(NotAllowed):
            await talk.do(contract.GuestLeaves(guest_id=guest.id, key=key), actor)
    with pytest.raises(LegMoved):
        talk.describes(replace(guest, epoch=guest.epoch + 1))


async def test_a_colleague_of_another_employer_off_duty_or_in_a_call_is_not_brought_in(
    talk: Talk,
) -> None:
    other = talk.meeting.scene.stranger
    with pytest.raises(NotAllowed):
        await talk.do(
            contract.BringColleague(call_id=talk.call_id, account_id=other.account_id), talk.mei
        )
    with pytest.raises(NotAllowed):
        await talk.do(
            contract.BringColleague(call_id=talk.call_id, account_id=talk.wei.account_id), other
        )
    await talk.meeting.rung(
        person_id=talk.meeting.bo.person_id,
        ticket_id=talk.meeting.tickets["bo"],
        account_id=talk.wei.account_id,
    )
    with pytest.raises(refusals.ColleagueAway):
        await talk.do(
            contract.BringColleague(call_id=talk.call_id, account_id=talk.wei.account_id), talk.mei
        )


async def test_a_suspended_employer_brings_nobody_in_not_even_who_waits_already(
    talk: Talk,
) -> None:
    came = await talk.comes((await talk.link(talk.mei, "interpreter")).token)
    await suspended(talk)
    asked = contract.BringColleague(call_id=talk.call_id, account_id=talk.wei.account_id)
    with pytest.raises(refusals.NotRecruiting):
        await talk.do(asked, talk.mei)
    with pytest.raises(refusals.NotRecruiting):
        await talk.link(talk.mei, "interpreter")
    with pytest.raises(refusals.NotRecruiting):
        await talk.do(contract.LetGuestIn(guest_id=came.id), talk.lan)
    helper = await talk.comes((await talk.link(talk.lan)).token)
    await talk.do(contract.LetGuestIn(guest_id=helper.id), talk.lan)
    assert talk.inside() == 1


async def suspended(talk: Talk) -> None:
    scene = talk.meeting.scene
    licence = talk.meeting.world.look(employers.licence, scene.employer_id)
    assert licence is not None
    await talk.do(
        LicenceSuspend(licence_id=licence.id, reason="Two workers reported a fee."),
        scene.organiser,
    )


async def test_four_are_the_most(talk: Talk) -> None:
    for _ in range(2):
        await talk.link(talk.lan)
    with pytest.raises(refusals.CallFull):
        await talk.link(talk.mei, "interpreter")


async def test_who_is_put_out_or_leaves_does_not_come_back_without_a_new_yes(talk: Talk) -> None:
    guest = await talk.helper_inside()
    await talk.do(contract.GuestLeaves(guest_id=guest.id, key=KEY))
    with pytest.raises(refusals.NotInCall):
        talk.describes(guest)
    await talk.do(contract.GuestAsksAgain(guest_id=guest.id, key=KEY))
    with pytest.raises(refusals.NotInCall):
        talk.describes(guest)
    await talk.do(contract.LetGuestIn(guest_id=guest.id), talk.lan)
    await talk.do(contract.GuestTakesLeg(guest_id=guest.id, key=KEY, tab="ida-1"))

    with pytest.raises(NotAllowed):
        await talk.do(contract.PutGuestOut(guest_id=guest.id), talk.mei)
    await talk.do(contract.PutGuestOut(guest_id=guest.id), talk.lan)
    assert talk.guest(guest.id).state is GuestState.OUT
    with pytest.raises(refusals.NotInCall):
        talk.describes(talk.guest(guest.id))
    with pytest.raises(refusals.NotInCall):
        await talk.do(contract.GuestAsksAgain(guest_id=guest.id, key=KEY))


async def test_with_the_call_everybody_is_out_and_no_link_opens(talk: Talk) -> None:
    guest, link = await talk.helper_inside(), await talk.link(talk.lan)
    await talk.do(HangUp(call_id=talk.call_id), talk.mei)
    assert {one.state for one in (talk.guest(guest.id), talk.guest(link.id))} == {GuestState.OVER}
    with pytest.raises(refusals.GuestLinkOver):
        await talk.comes(link.token)
    with pytest.raises(CallOver):
        await talk.link(talk.lan)
    assert talk.guest(guest.id).name == "Ida"


async def test_a_guest_whose_page_is_gone_has_left(talk: Talk) -> None:
    guest = await talk.helper_inside()
    await talk.do(contract.GuestStays(guest_id=guest.id, key=KEY, epoch=guest.epoch))
    await talk.meeting.world.do(contract.GuestSilent(guest_id=guest.id))
    assert talk.guest(guest.id).state is GuestState.LEFT
    assert SILENT_S < COMES_WITHIN_S


async def test_nobody_is_brought_into_a_typed_call(talk: Talk) -> None:
    await talk.do(TypeInstead(call_id=talk.call_id), talk.lan)
    with pytest.raises(refusals.CallTyped):
        await talk.link(talk.lan)


async def test_the_ledger_names_each_step_and_no_name(talk: Talk) -> None:
    guest = await talk.helper_inside()
    await talk.do(contract.PutGuestOut(guest_id=guest.id), talk.lan)
    told = [one for one in talk.meeting.world.kinds() if one.startswith("guest.")]
    assert told == ["guest.asked", "guest.came", "guest.let_in", "guest.seated", "guest.gone"]
    [row] = talk.meeting.world.rows(select(guest_table))
    assert row.token == ""
    assert KEY not in row.key_hash


async def test_a_guests_page_hears_of_nobody_elses_call(talk: Talk) -> None:
    guest = await talk.helper_inside()
    assert talk.meeting.world.look(views.hears_guest, VISITOR, guest.mark)
    for strange in (guest.id, "", "0" * 12):
        assert not talk.meeting.world.look(views.hears_guest, VISITOR, strange)
