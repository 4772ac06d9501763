"""News comes in while somebody writes: every field of every page with a live part is left alone.

Which fields there are is read off the templates, so that none can be forgotten. The composed words
are real: they come through the debugger's door for keyboards of Chinese and Japanese.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import ElementHandle, Locator, Page, expect

from fair.contract.booths import DutyStart
from fair.contract.helpdesk import AskForHelp, TakeHelp
from fair.contract.helpdesk_acts import CorrectNumber
from fair.contract.queue import JoinQueue
from fair.contract.rooms_chat import Say
from tests.enrolments.asking import code_of, waits
from tests.filings.abroad import ABROAD, one_more_overseas_company
from tests.hiring.stage import Stage, a_post
from tests.journeys.harness.live_pages import Field, live_pages
from tests.journeys.harness.writing import Rewriter, Writer, state_of
from tests.journeys.house import House, a_house, in_a_call
from tests.looks.walks import DOUBTFUL

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(150),
]
in_one_house = pytest.mark.asyncio(loop_scope="module")

WRITTEN = """[...document.querySelectorAll("main input, main textarea")].filter((one) =>
  !["hidden", "radio", "checkbox", "file"].includes(one.type) && !one.readOnly &&
  !one.matches(":disabled") && !one.closest(".no-js"))"""
FIELDS = f"""() => {WRITTEN}.map((one) =>
  [one.form?.dataset.command ?? "", one.name.split(".")[0], one.type])"""
MORPHING = (Path(__file__).parent / "harness" / "morphing.js").read_text("utf-8")
NTH = f"(n) => {WRITTEN}[n]"
SHOWN = """async ({ module, before, after, focus, text, caret }) => {
  const { show } = await import(module.replace("morph.js", "fragment.js"));
  const { learn } = await import(module);
  const part = document.createElement("section");
  document.querySelector("main").append(part);
  part.innerHTML = before;
  learn(part);
  const one = part.querySelector(focus);
  one.focus();
  if (text) {
    one.value = text;
    one.dispatchEvent(new Event("input", { bubbles: true }));
    one.setSelectionRange(caret, caret);
  }
  for (const html of after) show(part, html);
  const now = document.activeElement;
  const said = [now === one, now.localName, now.value ?? now.textContent, now.selectionStart];
  part.remove();
  return said;
}"""
PICKED = {"date": "2031-05-04", "datetime-local": "2031-05-04T10:20", "number": "12"}
"""Fields whose text the browser makes itself: nobody composes in them."""
VISITS: dict[str, list[tuple[str, str]]] = {
    "booths/booth.html": [("bo", "booth"), ("mei", "booth")],
    "booths/my_booth.html": [("mei", "my booth")],
    "desk/desk.html": [("mei", "desk"), ("mei", "owed")],
    "appointments/desk.html": [("mei", "appointments")],
    "queue/queues.html": [("lan", "queues")],
    "hiring/new.html": [("mei", "new offer")],
    "board/case.html": [("bo", "case")],
    "board/looks.html": [("olga", "looks")],
    "helpdesk/need.html": [("lan", "need help")],
    "helpdesk/helping.html": [("olga", "helping"), ("olga", "helping number")],
    "people/me.html": [("bo", "me")],
    "readiness/ready.html": [("olga", "ready")],
    "vacancies/vacancy.html": [("olga", "post"), ("olga", "post abroad")],
    "rooms/call.html": [("lan", "call"), ("mei", "call")],
}
"""Every page with a live part and something to write in, and who has to look to see all of it."""
OUTSIDE = {"sign_in/confirm.html"}
"""Its live part is empty until it leads on."""
ANJI = "bo@anji.example"
ASKED_BY_SEEKERS = ("chat.ask", "text")
ELSEWHERE = {
    ("booths/my_booth.html", ASKED_BY_SEEKERS),
    ("desk/desk.html", ASKED_BY_SEEKERS),
    *(("desk/desk.html", ("interview.conclude", name)) for name in ("what", "where", "when")),
    ("rooms/call.html", ("interview.conclude", "until")),
    ("booths/my_booth.html", ("line.tell", "text")),
    ("desk/desk.html", ("handing.ask", "why")),
    # For who was muted or sent out, which nobody here was.
    *((page, ("case.open", "text")) for page in ("desk/desk.html", "queue/queues.html")),
    ("helpdesk/need.html", ("case.open", "text")),
}
"""In a template that several pages share, and shown on another one: recruiters ask nobody."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The furnished fair: the organiser has words, companies and a filing to decide about."""
    async with a_house(tmp_path_factory.mktemp("house"), _a_doubt_and_a_colleague) as made:
        yield made


async def _a_doubt_and_a_colleague(stage: Stage, paths: dict[str, str]) -> None:
    await stage.world.do(DutyStart(booth_id=stage.scene.booth_id), stage.scene.colleague)
    await stage.world.do(Say(booth_id=stage.scene.booth_id, text=DOUBTFUL), stage.mei)
    await waits(stage.world, stage.scene.fair_id)
    await waits(
        stage.world, stage.scene.fair_id, code=code_of(2), legal_name="Anji Bamboo", email=ANJI
    )
    donghai = await one_more_overseas_company(stage.scene)
    paths["post abroad"] = f"/vacancies/{await a_post(stage.world, donghai, 1, **ABROAD)}"
    ana, gu = await stage.person("Ana"), await stage.person("Gu")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), ana)
    ids = [(await stage.world.do(AskForHelp(page="/queues"), who)).request_id for who in (ana, gu)]
    for request_id, called in zip(ids, ("helping", "helping number"), strict=True):
        await stage.world.do(TakeHelp(request_id=request_id), stage.scene.organiser)
        paths[called] = f"/organise/help/{request_id}"
    said = {"request_id": ids[1], "phone": "13911110001", "way": "rung", "reason": "New"}
    await stage.world.do(CorrectNumber.model_validate(said), stage.scene.organiser)
    paths["need help"] = "/need-help"
    paths["ready"] = f"/organise/fairs/{stage.scene.fair_id}/ready"
    paths["looks"] = f"/board/{stage.scene.fair_id}/looks"
    paths["appointments"] = f"/desk/{stage.scene.booth_id}/appointments"


async def seen_fields(writer: Writer) -> list[tuple[str, str, str]]:
    return [tuple(one) for one in await writer.page.evaluate(FIELDS)]


async def hold_against_news(writer: Writer, nth: int, kind: str) -> None:
    """Write in one field while the part is fetched afresh, changed all around; see it untouched."""
    handle = (await writer.page.evaluate_handle(NTH, nth)).as_element()
    assert handle is not None
    await handle.evaluate("(field) => { field.focus(); field.select(); }")
    if kind in PICKED:
        await handle.fill(PICKED[kind])
        await writer.news(handle)
        assert (await state_of(handle))["value"] == PICKED[kind]
        assert (await state_of(handle))["focused"]
        return
    await writer.commit("ab")
    await handle.evaluate("(field) => field.setSelectionRange(1, 1)")
    await writer.compose("にほん")
    await writer.news(handle)
    assert await state_of(handle) == caret("aにほんb", 4)

    await writer.compose("にほんご")
    await writer.commit("日本語")
    assert await state_of(handle) == caret("a日本語b", 4)

    await handle.evaluate("(field) => field.setSelectionRange(1, 3)")
    await writer.compose("nihao")
    await writer.compose("nihao")
    await writer.commit("你好")
    await handle.evaluate("(field) => field.setSelectionRange(0, 2)")
    await writer.news(handle)
    assert await state_of(handle) == caret("a你好語b", 0, 2)


def caret(value: str, start: int, end: int | None = None) -> dict[str, Any]:
    """Return how a field stands that nobody touched but its writer."""
    return {
        "value": value, "from": start, "to": start if end is None else end,
        "stands": True, "focused": True,
    }  # fmt: skip


async def there(one: Locator) -> ElementHandle:
    """Return the very element, not whatever is found in its place later."""
    found = await one.element_handle()
    assert found is not None
    return found


async def looked_at(house: House, who: str, where: str) -> set[Field]:
    """Write in every field of a page while news comes in; return which fields there were."""
    person = await house.at(who, where)
    writer, rewriter = await Writer.at(person.page), Rewriter()
    await writer.unfold()
    found = await seen_fields(writer)
    await person.page.route("**/*", rewriter)
    try:
        written = {found.index(one): one[2] for one in dict.fromkeys(found)}
        for nth, kind in written.items():
            await hold_against_news(writer, nth, kind)
        for nth, kind in written.items():
            left = await writer.page.evaluate(f"(n) => ({NTH})(n).value", nth)
            assert left == PICKED.get(kind, "a你好語b"), f"{found[nth]} was left, and says {left}"
    finally:
        await person.page.unroute_all(behavior="wait")
    assert await seen_fields(writer) == found
    assert rewriter.times
    await person.page.evaluate("sessionStorage.clear()")
    return {(command, name) for command, name, _ in found}


def test_every_page_with_a_live_part_and_a_field_is_visited() -> None:
    assert {page for page, fields in live_pages().items() if fields} == set(VISITS) | OUTSIDE


@in_one_house
@pytest.mark.parametrize("page", VISITS)
async def test_who_writes_is_left_alone_by_news(house: House, page: str) -> None:
    if page == "rooms/call.html":
        await in_a_call(house)

    found = set[Field]()
    for who, where in VISITS[page]:
        found |= await looked_at(house, who, where)

    assert found == {one for one in live_pages()[page] if (page, one) not in ELSEWHERE}


@in_one_house
async def test_a_field_takes_the_server_s_value_once_it_is_left_untouched(house: House) -> None:
    page = (await house.at("mei", "new offer")).page
    writer = await Writer.at(page)
    await writer.unfold()
    field = page.get_by_label("Place of work")
    await field.focus()
    await page.route("**/*", Rewriter())

    await writer.news(await there(field))
    await expect(field).to_have_value("")
    await expect(page.get_by_label("Bonus")).to_have_value("theirs")
    await page.get_by_label("Bonus").focus()

    await expect(field).to_have_value("theirs")
    await page.unroute_all(behavior="wait")


@in_one_house
async def test_enter_ends_a_composed_word_and_sends_nothing(house: House) -> None:
    bo = await house.at("bo", "booth")
    writer = await Writer.at(bo.page)
    field = bo.page.get_by_label("Write to everybody here")
    await field.focus()
    for code in (13, 229):
        await writer.compose("にほん")
        await writer.enter_in_a_word(code)
        await writer.commit("日本")

    await expect(field).to_have_value("日本日本")
    await field.press("Enter")
    await expect(field).to_have_value("")
    await expect(bo.page.get_by_text("日本日本")).to_have_count(1)
    assert not await bo.page.get_by_text("にほん").count()


async def shown(house: House, **given: Any) -> list[Any]:
    """Show a part after another one, with the focus on something in it; return what has it then."""
    page = (await house.at("bo", "help")).page
    return list(await page.evaluate(SHOWN, {"module": await module(page), **given}))


async def module(page: Page) -> str:
    script = await page.locator("script[type=module]").first.get_attribute("src")
    assert script is not None
    return script.replace("js/app.js", "js/helpers/morph.js")


@in_one_house
async def test_what_stood_still_for_a_while_is_known_when_it_moves(house: House) -> None:
    def rows(**said: str) -> str:
        one = '<li class="row"><a href="/x/{}">{}</a></li>'
        return f"<ul>{''.join(one.format(*item) for item in said.items())}</ul>"

    still = rows(a="An", b="Bo", c="Cai")
    later = [still, still, rows(d="Di", c="Cai, waiting 5 min", a="An")]

    found = await shown(house, before=still, after=later, focus="[href='/x/c']")

    assert found[:3] == [True, "a", "Cai, waiting 5 min"]


@in_one_house
async def test_a_field_that_moved_takes_its_writer_along(house: House) -> None:
    form = (
        '<form action="/commands/chat.answer" data-command="chat.answer">'
        '<input type="hidden" name="message_id" value="m1"><input name="text"></form>'
    )
    fold = f"<details><summary>1 earlier question</summary><div>{form}</div></details>"

    found = await shown(
        house, before=form, after=[fold], focus="[name=text]", text="At seven", caret=2
    )

    assert found == [False, "input", "At seven", 2]


@in_one_house
async def test_any_part_becomes_any_other_and_what_has_the_focus_stays(house: House) -> None:
    page = (await house.at("bo", "help")).page

    wrong = await page.evaluate(MORPHING, {"module": await module(page), "rounds": 250})

    assert not wrong, "\n".join(wrong[:5])
