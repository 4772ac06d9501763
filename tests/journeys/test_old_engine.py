"""A messaging app with an old engine: what it lacks is supplied, or a sentence says so."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from tests.booths.scene import Scene, a_scene
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.old_engine import old_engine
from tests.journeys.harness.server import a_server
from tests.journeys.harness.tones import assert_hears
from tests.world import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

ADA_HZ, MEI_HZ = 440, 880
OLD = "This browser is old"
HEARD_AFTERWARDS = """() => {
  let heard = 0;
  const ends = new AbortController();
  document.addEventListener("said", () => { heard += 1; }, { signal: ends.signal });
  ends.abort();
  document.dispatchEvent(new Event("said"));
  return heard;
}"""


@pytest.fixture
async def scene(tmp_path: Path) -> Scene:
    """A fair and a booth that are open, with Mei on duty and nobody in line."""
    async with running(tmp_path) as world:
        made = await a_scene(world)
        await made.started()
        return made


@pytest.fixture
async def server(scene: Scene, tmp_path: Path, request: pytest.FixtureRequest):
    assert scene.booth_id
    async with a_server(request, tmp_path) as own:
        yield own


async def registers(ada: Person, scene: Scene, phone: str) -> None:
    page = ada.page
    await ada.goto(f"/fairs/{scene.fair_id}/register")
    await page.get_by_label("Your name").fill(ada.name)
    await page.get_by_label("Your mobile number").fill(phone)
    for label, value in (("Year", "1991"), ("Month", "4"), ("Day", "30")):
        await page.get_by_label(label, exact=True).fill(value)
    await page.get_by_role("button", name="Join the fair").click()
    await page.wait_for_url("**/me/confirm**")


async def joins(ada: Person, scene: Scene) -> None:
    await ada.goto(f"/booths/{scene.booth_id}")
    await ada.page.get_by_role("button", name="Join the queue").click()
    await ada.page.wait_for_url("**/queues")
    await expect(ada.page.locator('[data-fill="place"]')).to_have_text("1")


async def test_what_an_old_engine_lacks_keeps_nobody_from_queueing_talking_and_typing(
    people: Browsers, scene: Scene
) -> None:
    ada = await people.person("Ada", hz=ADA_HZ)
    await ada.context.add_init_script(old_engine())
    mei = await people.person("Mei", device="desktop", hz=MEI_HZ)
    await mei.context.add_cookies(
        [{"name": "fair_login", "value": scene.tokens["recruiter"], "url": people.base_url}]
    )
    await registers(ada, scene, "138 0013 8001")
    await joins(ada, scene)

    # News and chat, both ways, without a reload.
    await ada.goto(f"/booths/{scene.booth_id}")
    await mei.goto(f"/booths/{scene.booth_id}")
    for one, other, said in (
        (ada, mei, "Is there a bus?"),
        (mei, ada, "Every hour, from the gate"),
    ):
        chat = one.page.locator('form[data-command="chat.say"]')
        await chat.locator("input.input").fill(said)
        await chat.get_by_role("button").click()
        await expect(other.page.get_by_text(said)).to_be_visible()

    # The ring comes to whatever page is open; its answer leads to sound.
    await mei.goto(f"/desk/{scene.booth_id}")
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    ring = ada.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    await expect(ring.locator("[data-fill=left]")).to_contain_text(re.compile(r"\d"))
    await ring.get_by_role("button", name="Answer").click()
    await ada.page.wait_for_url("**/calls/*")
    await assert_hears(ada.page, MEI_HZ, own=ADA_HZ)
    await assert_hears(mei.page, ADA_HZ, own=MEI_HZ)
    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    await expect(ada.page.get_by_text("The call is over")).to_be_visible()
    await expect(ada.page.get_by_text(OLD)).to_be_hidden()

    # A button that says something says it here too: which kind of trouble it was.
    await ada.goto(f"/booths/{scene.booth_id}")
    await ada.page.locator("details.money > summary").filter(visible=True).first.click()
    await ada.page.get_by_role("button", name="I was asked for money").click()
    await ada.page.wait_for_url("**/cases/*")
    assert await ada.page.evaluate(HEARD_AFTERWARDS) == 0, "what has left the page listens on"


async def test_where_the_scripts_cannot_run_a_sentence_says_so_and_the_forms_work(
    people: Browsers, scene: Scene
) -> None:
    """The engine knows no private methods, as Safari before 15; then one script gets lost."""
    bo = await people.person("Bo")
    bo.excuse("SyntaxError|exception|ERR_FAILED|taken for old")

    async def unreadable(route: Route) -> None:
        await route.fulfill(content_type="text/javascript", body="class Old { #m(( {} }")

    await bo.page.route("**/js/elements/live_fragment.js", unreadable)
    await registers(bo, scene, "138 0013 8002")
    sentence = bo.page.get_by_text(OLD)
    await expect(sentence).to_be_visible()
    await expect(bo.page.get_by_role("link", name="Your own link")).to_be_visible()
    await joins(bo, scene)
    await expect(sentence).to_be_visible()
    await expect(bo.page.get_by_role("dialog")).to_be_hidden()
    await bo.shot("old-engine", whole=False)

    await bo.page.unroute_all(behavior="wait")
    await bo.page.route("**/js/elements/live_fragment.js", lambda route: route.abort())
    await bo.page.reload()
    await expect(bo.page.get_by_text("Part of this page did not arrive.")).to_be_visible()
    await expect(sentence).to_be_hidden()
    await bo.page.unroute_all(behavior="wait")
    await bo.page.get_by_role("link", name="Load it again").click()
    await expect(bo.page.locator("html.js")).to_be_attached()
    await expect(bo.page.get_by_text("did not arrive")).to_be_hidden()
