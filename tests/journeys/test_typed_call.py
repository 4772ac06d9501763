"""Lan types and has a helper: nobody is asked for a microphone, and it counts the same."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from fair.contract.queue import JoinQueue, LeaveQueue
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Browsers, Device, Person
from tests.journeys.harness.server import Server, a_server
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

# What a page asks of the device is counted before any of its own programs run.
COUNT = """
window.askedFor = [];
const devices = navigator.mediaDevices;
if (devices) {
  const real = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (wish) => { window.askedFor.push("microphone"); return real(wish); };
}
const Peer = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Peer {
  constructor(...given) { super(...given); window.askedFor.push("connection"); }
};
"""


@pytest.fixture
async def meeting(tmp_path: Path) -> Meeting:
    """An open booth with Lan alone in its line, who types and has somebody beside her."""
    async with running(tmp_path) as world:
        made = await a_meeting(world)
        for name, who in (("lan", made.lan), ("bo", made.bo)):
            await world.do(LeaveQueue(ticket_id=made.tickets[name]), who)
        await world.do(
            JoinQueue(booth_id=made.scene.booth_id, ready_in=0, text_only=True, helper=True),
            made.lan,
        )
        return made


@pytest.fixture
async def server(
    meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    assert meeting.tickets
    async with a_server(request, tmp_path) as own:
        yield own


async def signed_in(
    people: Browsers, meeting: Meeting, name: str, *, scripts: bool = True
) -> Person:
    device: Device = "desktop" if name == "recruiter" else "phone"
    person = await people.person(name.capitalize(), device=device, java_script_enabled=scripts)
    await person.context.add_init_script(COUNT)
    await person.context.add_cookies(
        [{"name": "fair_login", "value": meeting.tokens[name], "url": people.base_url}]
    )
    return person


async def test_two_people_type_and_nobody_is_asked_for_a_microphone(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await asyncio.gather(
        signed_in(people, meeting, "lan"), signed_in(people, meeting, "recruiter")
    )
    await asyncio.gather(lan.goto("/queues"), mei.goto(f"/desk/{meeting.scene.booth_id}"))
    before = mei.page.locator(".desk__main .beside")
    await expect(before).to_contain_text("Would rather type")
    await expect(before).to_contain_text("A helper is there")

    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    await expect(mei.page.get_by_text("types instead of talking")).to_be_visible()
    await expect(mei.page.get_by_text("A helper is there")).to_be_visible()
    ring = lan.page.get_by_role("dialog")
    await expect(ring.get_by_text("You type. The microphone stays off.")).to_be_visible()
    await ring.get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")

    state = "call-stage p[data-fill=state]"
    for person in (lan, mei):
        await expect(person.page.locator(state)).to_have_text(
            "You both type here. The microphone is off."
        )
        await expect(person.page.get_by_role("button", name="Mute")).to_have_count(0)
    await assert_accessible(lan.page)
    for writer, reader, words in ((lan, mei, "Good morning"), (mei, lan, "Six years of shirts?")):
        await writer.page.get_by_label("Write here").fill(words)
        await writer.page.get_by_role("button", name="Send").click()
        await expect(reader.page.get_by_text(words)).to_be_visible()
    for person in (lan, mei):
        await expect(person.page.locator("[data-fill=clock]")).not_to_have_text("0:00")
        assert await person.page.evaluate("window.askedFor") == []
    await asyncio.gather(lan.shot("typed-call"), mei.shot("typed-call"))

    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    for person in (lan, mei):
        await expect(person.page.get_by_text("The call is over")).to_be_visible()
        assert await person.page.evaluate("window.askedFor") == []
    await expect(mei.page.get_by_text("You talked for 0 min 0 s.")).to_have_count(0)


async def test_what_is_typed_without_a_network_waits_and_is_sent(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await asyncio.gather(
        signed_in(people, meeting, "lan"), signed_in(people, meeting, "recruiter")
    )
    lan.excuse("ERR_INTERNET_DISCONNECTED")
    await asyncio.gather(lan.goto("/queues"), mei.goto(f"/desk/{meeting.scene.booth_id}"))
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")
    await lan.page.get_by_role("button", name="One moment, please.").click()
    await expect(mei.page.get_by_text("One moment, please.")).to_be_visible()

    await lan.context.set_offline(True)
    await lan.page.get_by_label("Write here").fill("I am in a tunnel")
    await lan.page.get_by_role("button", name="Send").click()
    await expect(lan.page.locator(".unsent")).to_contain_text(
        "Not sent yet: there is no connection."
    )
    await lan.page.get_by_label("Write here").fill("and write on")
    await lan.context.set_offline(False)

    await expect(mei.page.get_by_text("I am in a tunnel")).to_be_visible()
    await expect(mei.page.locator(".message__body")).to_have_count(2)
    await expect(lan.page.get_by_label("Write here")).to_have_value("and write on")


async def test_without_javascript_it_rings_one_writes_and_hangs_up(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await asyncio.gather(
        signed_in(people, meeting, "lan", scripts=False), signed_in(people, meeting, "recruiter")
    )
    await asyncio.gather(lan.goto("/queues"), mei.goto(f"/desk/{meeting.scene.booth_id}"))
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")

    await lan.page.wait_for_url("**/calls/*", timeout=40_000)  # the page went there by itself
    await expect(mei.page.get_by_text("It rings on their screen.")).to_be_visible()
    await lan.shot("plain-ring")
    await lan.page.get_by_role("button", name="Answer").click()
    await lan.page.get_by_role("link", name="Write").click()
    await lan.page.get_by_label("Write here").fill("Good morning")
    await lan.page.get_by_role("button", name="Send").click()
    await expect(mei.page.get_by_text("Good morning")).to_be_visible()
    await mei.page.get_by_label("Write here").fill("Six years of shirts?")
    await mei.page.get_by_role("button", name="Send").click()
    await expect(lan.page.get_by_text("Six years of shirts?")).to_be_visible(timeout=30_000)
    await lan.shot("plain-call")
    await lan.page.get_by_role("button", name="Hang up", exact=True).click()

    await expect(lan.page.get_by_text("The call is over")).to_be_visible()
    await expect(mei.page.get_by_text("The call is over")).to_be_visible()
