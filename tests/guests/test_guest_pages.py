"""What the pages show of who is brought into a call, as HTML."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fair.contract.booths import DutyStart
from fair.contract.guests import BringColleague, LetGuestIn
from fair.cookies import GUEST
from fair.glossary import GuestState
from tests.booths.scene import seen
from tests.guests.test_guests import KEY, Talk
from tests.rooms.meeting import a_meeting
from tests.world import running


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    async with running(tmp_path) as world:
        meeting = await a_meeting(world)
        await world.do(DutyStart(booth_id=meeting.scene.booth_id), meeting.scene.colleague)
        call_id, _, _ = await meeting.on_legs()
        yield Talk(meeting, call_id)


async def test_a_colleague_is_asked_at_the_desk_waits_and_is_in_with_the_yes(talk: Talk) -> None:
    scene, wei = talk.meeting.scene, talk.meeting.tokens["colleague"]
    asked = BringColleague(call_id=talk.call_id, account_id=talk.wei.account_id)
    guest = talk.guest((await talk.do(asked, talk.mei)).guest_id)
    assert "Mei asks you into a call" in await seen(scene, f"/desk/{scene.booth_id}", wei)
    before = await seen(scene, f"/guests/{guest.id}", wei)
    assert "They read your name now" in before
    assert "Zhao Lan" not in before
    call = await seen(scene, f"/calls/{talk.call_id}", talk.meeting.tokens["lan"])
    assert "May Wei hear you?" in call

    await talk.do(LetGuestIn(guest_id=guest.id), talk.lan)
    inside = await seen(scene, f"/guests/{guest.id}", wei)
    assert "Zhao Lan" in inside
    assert "<guest-stage" in inside


async def test_a_link_shows_a_strangers_page_nothing_and_the_guests_own_page_the_call(
    talk: Talk,
) -> None:
    link = await talk.link(talk.lan)
    async with talk.meeting.world.web() as web:
        assert "Your name" in (await web.get(f"/guests/come/{link.token}")).text
        guest = await talk.comes(link.token)
        assert guest.state is GuestState.WAITING
        assert (await web.get(f"/guests/come/{link.token}")).status_code == 410
        assert (await web.get(f"/guests/{guest.id}")).status_code == 404
        await talk.do(LetGuestIn(guest_id=guest.id), talk.lan)
        web.cookies.set(GUEST, KEY)
        page = await web.get(f"/guests/{guest.id}")
        assert "<guest-stage" in page.text
        web.cookies.set(GUEST, "another")
        assert (await web.get(f"/guests/{guest.id}")).status_code == 404
