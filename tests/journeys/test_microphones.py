"""Each side of a call reads what the other has to talk with, and what is its own.

Nobody is told that the networks or the other side are at fault for what is their own.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import A_DEAD_SERVER, Browsers, Person
from tests.journeys.harness.cut_networks import cut, networks
from tests.journeys.harness.server import Server, a_server
from tests.journeys.harness.tones import assert_hears
from tests.journeys.test_call import LAN_HZ, MEI_HZ, answered, hear_each_other, signed_in
from tests.rooms.meeting import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

# The device itself, as the browser meets it: `broken` is the error that opening it gives, per
# person and kept over a reload; `unplug` ends the sound as a pulled headset does.
DEVICE = """
const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
let sent = null;
window.awake = 0;
const stay = WakeLock.prototype.request;
WakeLock.prototype.request = async function request(...what) {
  const held = await stay.apply(this, what);
  window.awake += 1;
  held.addEventListener("release", () => { window.awake -= 1; });
  return held;
};
navigator.mediaDevices.getUserMedia = async (wish) => {
  const broken = localStorage.getItem("broken");
  if (broken && (broken !== "OverconstrainedError" || wish.audio?.deviceId)) {
    throw new DOMException("no", broken);
  }
  return (sent = await real(wish));
};
window.plugged = () => navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
window.unplug = () => {
  const [track] = sent.getAudioTracks();
  track.stop();
  track.dispatchEvent(new Event("ended"));
};
"""

AWAKE = """async (locks) => {
  while (window.awake !== locks) await new Promise((done) => setTimeout(done, 50));
}"""


@pytest.fixture
async def server(
    meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    assert meeting.tickets
    async with a_server(request, tmp_path) as own:
        yield own


async def breaks(person: Person, error: str) -> None:
    """Let every opening of this person's microphone fail like this; "" lets it work again."""
    await person.page.evaluate("(broken) => localStorage.setItem('broken', broken)", error)


def theirs(person: Person) -> Locator:
    return person.page.locator("[data-fill=theirs]")


def state(person: Person) -> Locator:
    return person.page.locator("call-stage p[data-fill=state]")


async def talking(people: Browsers, meeting: Meeting) -> tuple[Person, Person]:
    """Lan and Mei talk; what their devices do is in the test's hands."""
    lan, mei, _ = await answered(people, meeting)
    for person in (lan, mei):
        await person.context.add_init_script(DEVICE)
        await person.page.reload()
    await hear_each_other(lan, mei)
    return lan, mei


async def test_a_refused_microphone_is_said_to_both_and_never_as_a_fault_of_the_network(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await talking(people, meeting)
    await breaks(lan, "NotAllowedError")
    await lan.page.reload()

    await expect(theirs(mei)).to_have_text(
        "Zhao Lan has not allowed the microphone yet. They hear you and can type."
    )
    await expect(lan.page.get_by_text("The microphone was refused.")).to_be_visible()
    await expect(lan.page.get_by_text("Tap the sign at the left of the address")).to_be_visible()
    for other in ("There is no microphone here.", "In the menu choose Safari", "This app’s own"):
        await expect(lan.page.get_by_text(other).first).to_be_hidden()
    await assert_hears(lan.page, MEI_HZ)
    for person in (lan, mei):  # for longer than a connection without packets is given
        await expect(state(person)).to_have_text("Clear connection")
    await mei.page.wait_for_timeout(16_000)
    await expect(state(mei)).to_have_text("Clear connection")
    await expect(mei.page.locator("[data-panel=instead]")).to_be_hidden()
    await lan.shot("microphone-refused")
    await mei.shot("microphone-theirs-refused")
    await assert_accessible(lan.page)
    await assert_accessible(mei.page)

    await mei.page.reload()
    await expect(theirs(mei)).to_contain_text("has not allowed the microphone yet")

    await breaks(lan, "")
    await lan.page.get_by_role("button", name="Try again").click()
    await expect(theirs(mei)).to_be_hidden()
    await hear_each_other(lan, mei)


async def test_a_recruiter_without_a_microphone_is_said_to_the_seeker(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await talking(people, meeting)
    await breaks(mei, "NotFoundError")
    await mei.page.reload()

    await expect(theirs(lan)).to_contain_text("has no microphone. They hear you and type.")
    await expect(mei.page.get_by_text("There is no microphone here.")).to_be_visible()
    await assert_hears(mei.page, LAN_HZ)

    await breaks(mei, "NotReadableError")
    await mei.page.get_by_role("button", name="Try again").click()
    await expect(theirs(lan)).to_contain_text("Another program has the microphone")

    await lan.page.evaluate(AWAKE, 1)  # the screen stays on, and only for the talk
    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    await lan.page.evaluate(AWAKE, 0)


async def test_a_lost_headset_is_said_and_the_next_one_is_taken_by_itself(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await talking(people, meeting)
    await breaks(lan, "NotFoundError")
    await lan.page.evaluate("unplug()")

    await expect(theirs(mei)).to_contain_text("The microphone of Zhao Lan is gone.")
    await expect(lan.page.get_by_text("Your microphone is gone.")).to_be_visible()

    await breaks(lan, "")
    await lan.page.evaluate("plugged()")

    await expect(theirs(mei)).to_be_hidden()
    await expect(lan.page.get_by_text("Your microphone is gone.")).to_be_hidden()
    await hear_each_other(lan, mei)


async def test_the_chosen_microphone_is_kept_and_another_is_taken_when_it_goes(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await talking(people, meeting)
    for person, other, hz in ((lan, mei, LAN_HZ), (mei, lan, MEI_HZ)):
        await person.page.locator("[data-devices] summary").click()
        choice = person.page.locator("[data-input]")
        await choice.select_option(label="Fake Audio Input 1")
        await person.page.reload()
        chosen = person.page.locator("[data-input] option:checked")
        await expect(chosen).to_have_text("Fake Audio Input 1")
        await assert_hears(other.page, hz)

        await breaks(person, "OverconstrainedError")
        await person.page.evaluate("unplug()")

        await expect(person.page.locator("[data-fill=own]")).to_contain_text(
            "You talk through another microphone now: Fake Default Audio Input"
        )
        await expect(theirs(other)).to_be_hidden()
        await assert_hears(other.page, hz)


async def test_mute_is_told_and_kept_over_reloads_and_talking_while_muted_is_said_to_oneself(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await talking(people, meeting)
    mute = lan.page.get_by_role("button", name="Mute")
    await mute.click()

    await expect(theirs(mei)).to_have_text("Zhao Lan is muted.")
    own = lan.page.locator("[data-fill=own]")
    await expect(own).to_have_text("You are talking, but your microphone is off.")
    await lan.shot("microphone-muted")
    await expect(theirs(mei)).to_have_text("Zhao Lan is muted.")

    await lan.page.reload()
    await expect(mute).to_have_attribute("aria-pressed", "true")
    await expect(state(lan)).to_have_text("Your microphone is off")
    await mei.page.reload()
    await expect(theirs(mei)).to_have_text("Zhao Lan is muted.")

    await mute.click()
    await expect(theirs(mei)).to_be_hidden()
    await hear_each_other(lan, mei)


async def test_own_network_cut_is_said_as_ones_own_and_the_clock_stands_on_both_sides(
    people: Browsers, meeting: Meeting
) -> None:
    others = networks()
    lan = await signed_in(people, meeting, "lan", LAN_HZ)
    own = networks() - others
    mei = await signed_in(people, meeting, "recruiter", MEI_HZ)
    await lan.goto("/queues")
    await mei.goto(f"/desk/{meeting.scene.booth_id}")
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")
    await hear_each_other(lan, mei)
    for person in (lan, mei):
        person.excuse(A_DEAD_SERVER)

    with cut(own):
        await expect(state(lan)).to_contain_text("You are offline.", timeout=15_000)
        await expect(state(mei)).to_contain_text("Zhao Lan is not connected.", timeout=15_000)
        clocks = [person.page.locator("[data-fill=clock]") for person in (lan, mei)]
        stood = [await clock.inner_text() for clock in clocks]
        await lan.shot("own-network-cut", whole=False)
        await mei.shot("their-network-cut", whole=False)
        await mei.page.wait_for_timeout(3000)
        assert [await clock.inner_text() for clock in clocks] == stood

    for person in (lan, mei):
        await expect(state(person)).to_contain_text("Clear connection", timeout=30_000)
    await hear_each_other(lan, mei)
    for clock, before in zip(clocks, stood, strict=True):
        await expect(clock).not_to_have_text(before)


async def test_the_check_while_waiting_says_its_verdict_in_words_and_the_desk_reads_it(
    people: Browsers, meeting: Meeting
) -> None:
    lan = await signed_in(people, meeting, "lan", LAN_HZ)
    mei = await signed_in(people, meeting, "recruiter", MEI_HZ)
    await lan.context.add_init_script(DEVICE)
    await lan.goto("/queues")
    await mei.goto(f"/desk/{meeting.scene.booth_id}")
    known = mei.page.locator(".desk__main .beside > .chips").last
    await expect(known).to_contain_text("Microphone not tried yet")

    check = lan.page.locator("mic-check")
    await check.get_by_role("button", name="Try the microphone").click()
    asked = check.get_by_text("Your microphone works. Did you hear yourself?")
    await expect(asked).to_be_visible(timeout=5000)
    await expect(known).to_contain_text("Microphone works")
    await lan.shot("microphone-check")
    await assert_accessible(lan.page)
    await check.get_by_role("button", name="No", exact=True).click()
    await expect(check.get_by_text("turn the volume up")).to_be_visible()

    await breaks(lan, "NotAllowedError")
    await check.get_by_role("button", name="Try the microphone").click()
    await expect(check.get_by_text("Tap the sign at the left of the address")).to_be_visible()
    await expect(known).to_contain_text("Microphone not allowed")
    await lan.shot("microphone-check-refused")
    await mei.shot("microphone-desk")
    await breaks(lan, "NotReadableError")
    await check.get_by_role("button", name="Try the microphone").click()
    await expect(known).to_contain_text("taken by another program")
    await mei.page.reload()
    await expect(known).to_contain_text("taken by another program")
