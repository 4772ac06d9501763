"""A call through the real product: two browsers, two microphones, each hears the other one."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import A_DEAD_SERVER, Browsers, Person
from tests.journeys.harness.server import Server, a_server
from tests.journeys.harness.tones import assert_hears, assert_silent, listen
from tests.rooms.meeting import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

LAN_HZ, MEI_HZ = 440, 880
PICTURE = """async (video) => {
  while (!video.videoWidth) await new Promise((done) => setTimeout(done, 50));
}"""


@pytest.fixture
async def server(
    meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    assert meeting.tickets
    async with a_server(request, tmp_path) as own:
        yield own


async def signed_in(people: Browsers, meeting: Meeting, name: str, hz: int) -> Person:
    device = "desktop" if name == "recruiter" else "phone"
    person = await people.person(name.capitalize(), device=device, hz=hz)  # type: ignore[arg-type]
    await person.context.add_cookies(
        [{"name": "fair_login", "value": meeting.tokens[name], "url": people.base_url}]
    )
    return person


async def both(people: Browsers, meeting: Meeting) -> tuple[Person, Person]:
    lan, mei = await asyncio.gather(
        signed_in(people, meeting, "lan", LAN_HZ), signed_in(people, meeting, "recruiter", MEI_HZ)
    )
    await asyncio.gather(lan.goto("/queues"), mei.goto(f"/desk/{meeting.scene.booth_id}"))
    return lan, mei


async def call_next(mei: Person) -> str:
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    return mei.page.url.rpartition("/")[2]


async def answered(people: Browsers, meeting: Meeting) -> tuple[Person, Person, str]:
    lan, mei = await both(people, meeting)
    call_id = await call_next(mei)
    ring = lan.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    await ring.get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url(f"**/calls/{call_id}")
    return lan, mei, call_id


async def hear_each_other(lan: Person, mei: Person) -> None:
    await asyncio.gather(
        assert_hears(lan.page, MEI_HZ, own=LAN_HZ), assert_hears(mei.page, LAN_HZ, own=MEI_HZ)
    )


async def test_they_hear_each_other_type_take_notes_and_hang_up(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await both(people, meeting)

    call_id = await call_next(mei)
    ring = lan.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    await expect(ring.get_by_role("heading", name="Huafeng")).to_be_visible()
    await expect(mei.page.locator('[data-ring="shown"]')).to_be_visible()
    await lan.shot("ring", whole=False)
    await mei.shot("call-ringing", whole=False)
    await assert_accessible(mei.page)
    await ring.get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url(f"**/calls/{call_id}")

    await hear_each_other(lan, mei)
    for person in (lan, mei):
        await expect(person.page.locator("call-stage p[data-fill=state]")).to_have_text(
            "Clear connection"
        )
        await expect(person.page.locator("[data-fill=clock]")).not_to_have_text("0:00")

    await lan.page.get_by_label("Type instead of talking").fill("I hear you well")
    await lan.page.get_by_role("button", name="Send").click()
    await expect(mei.page.get_by_text("I hear you well")).to_be_visible()
    await mei.page.get_by_label("Your notes").fill("Six years of shirts")
    await expect(mei.page.locator("call-notes [data-fill=state]")).to_have_text("Saved")
    await asyncio.gather(lan.shot("call"), mei.shot("call"))
    await assert_accessible(lan.page)
    await assert_accessible(mei.page)

    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    for person in (lan, mei):
        await expect(person.page.get_by_text("The call is over")).to_be_visible()
        await assert_silent(person.page, timeout_s=1)
    await mei.page.reload()
    await expect(mei.page.get_by_label("Your notes")).to_have_value("Six years of shirts")
    await lan.shot("call-over")


async def test_a_reload_and_a_killed_server_leave_the_talk_going(
    people: Browsers, meeting: Meeting, server: Server
) -> None:
    lan, mei, _ = await answered(people, meeting)
    await hear_each_other(lan, mei)

    for person in (lan, mei):
        person.excuse(A_DEAD_SERVER)
    await server.kill()
    await hear_each_other(lan, mei)
    await server.start()

    await lan.page.reload()
    await hear_each_other(lan, mei)
    await mei.page.reload()
    await hear_each_other(lan, mei)


async def test_a_ring_survives_a_reload_and_a_restart(
    people: Browsers, meeting: Meeting, server: Server
) -> None:
    lan, mei = await both(people, meeting)
    call_id = await call_next(mei)
    ring = lan.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    for person in (lan, mei):
        person.excuse(A_DEAD_SERVER)

    await server.restart()
    await lan.goto("/me")
    await expect(ring).to_be_visible()
    await ring.get_by_role("button", name="Answer").click()

    await lan.page.wait_for_url(f"**/calls/{call_id}")
    await hear_each_other(lan, mei)


async def test_a_second_tab_asks_which_one_carries_the_sound(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei, call_id = await answered(people, meeting)
    await hear_each_other(lan, mei)

    second = await lan.new_page()
    await second.goto(f"{people.base_url}/calls/{call_id}")
    question = second.get_by_role("alertdialog")
    await expect(question).to_be_visible()
    await assert_silent(second, timeout_s=1)
    await question.get_by_role("button", name="This page").click()

    await assert_hears(second, MEI_HZ, own=LAN_HZ)
    await assert_hears(mei.page, LAN_HZ, own=MEI_HZ)
    await expect(lan.page.get_by_text("goes on on another page")).to_be_visible()
    await assert_silent(lan.page, timeout_s=1)


async def test_two_devices_ring_and_one_answers(people: Browsers, meeting: Meeting) -> None:
    lan, mei = await both(people, meeting)
    tablet = await signed_in(people, meeting, "lan", 1320)
    await tablet.goto("/me")

    await call_next(mei)
    rings = [person.page.get_by_role("dialog") for person in (lan, tablet)]
    for ring in rings:
        await expect(ring).to_be_visible()
    await rings[0].get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")

    await expect(rings[1]).to_be_hidden()
    await hear_each_other(lan, mei)


async def test_without_a_microphone_one_still_hears_and_can_type(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await both(people, meeting)
    await lan.context.add_init_script(
        "navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    await call_next(mei)
    await lan.page.reload()
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")

    await expect(lan.page.get_by_text("The microphone was refused")).to_be_visible()
    await assert_hears(lan.page, MEI_HZ)
    await lan.page.get_by_label("Type instead of talking").fill("My microphone is broken")
    await lan.page.get_by_role("button", name="Send").click()
    await expect(mei.page.get_by_text("My microphone is broken")).to_be_visible()
    await lan.shot("call-no-microphone")


async def test_video_runs_only_while_both_want_it(people: Browsers, meeting: Meeting) -> None:
    lan, mei, _ = await answered(people, meeting)
    await expect(lan.page.locator("call-stage p[data-fill=state]")).to_have_text("Clear connection")

    await lan.page.get_by_role("button", name="Video").click()
    await expect(mei.page.get_by_text("Lan would like to turn video on")).to_be_visible()
    await expect(lan.page.locator("[data-own-video]")).to_be_hidden()
    await mei.page.get_by_role("button", name="Video").click()

    for person in (lan, mei):
        await expect(person.page.locator("[data-own-video]")).to_be_visible()
        await person.page.locator("[data-remote-video]").evaluate(PICTURE)
    await lan.shot("call-video", whole=False)

    await lan.page.get_by_role("button", name="Video").click()
    for person in (lan, mei):
        await expect(person.page.locator("[data-own-video]")).to_be_hidden()
    await expect(mei.page.get_by_text("Lan has turned video off.")).to_be_visible()
    await expect(lan.page.get_by_text("You have turned video off.")).to_be_visible()
    await hear_each_other(lan, mei)


async def test_muting_is_silence_for_the_other_side(people: Browsers, meeting: Meeting) -> None:
    lan, mei, _ = await answered(people, meeting)
    await hear_each_other(lan, mei)

    await lan.page.get_by_role("button", name="Mute").click()
    await expect(lan.page.get_by_text("Your microphone is off")).to_be_visible()

    for _ in range(5):  # what was said a moment ago still arrives
        if (await listen(mei.page, timeout_s=2)).level <= -60:
            break
    await assert_silent(mei.page, timeout_s=2)
    await assert_hears(lan.page, MEI_HZ)


async def test_a_ring_that_no_screen_shows_is_said_and_the_next_may_be_called(
    people: Browsers, meeting: Meeting
) -> None:
    """Lan's phone lies in a pocket: nothing happens anywhere, and still Mei is told."""
    mei = await signed_in(people, meeting, "recruiter", MEI_HZ)
    await mei.goto(f"/desk/{meeting.scene.booth_id}")
    await call_next(mei)
    await expect(mei.page.get_by_text("Reaching their phone")).to_be_visible()

    await expect(mei.page.get_by_text("You may call the next person")).to_be_visible(timeout=15_000)
    await mei.page.get_by_role("button", name="Stop ringing").click()

    await mei.page.wait_for_url("**/desk/*")
    await expect(mei.page.get_by_role("button", name="Call next: Qian Bo")).to_be_visible()
