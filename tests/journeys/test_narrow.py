"""Staff at the smallest phone: whatever a page offers can be read and pressed, folds open."""

import re
from collections import deque
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize, expect

from fair.contract.accounts import Invite
from fair.contract.board import AnswerCase
from fair.contract.employers import EmployerChange
from fair.contract.factors import SetFactor
from fair.contract.people import Register
from fair.contract.programme_halls import PostAnnouncement
from fair.decisions import VISITOR
from fair.glossary import EmployerKind, Role
from tests.booths.scene import staff
from tests.hiring.stage import Stage
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
]

NARROW = (Path(__file__).parent / "harness" / "narrow.js").read_text("utf-8")
PHONE: ViewportSize = {"width": 360, "height": 740}
LONG = "Margarethe Takahashi-Featherstonehaugh"
STAFF = ("/board", "/organise", "/desk", "/offers/", "/me")
AN_ID = re.compile(r"(?<=/)[0-9A-Za-z]{12,}|\?.*|#.*")
LINKS = (
    "all => all.map(one => one.getAttribute('href')).filter(href => href && href.startsWith('/'))"
)


async def crowded(stage: Stage, paths: dict[str, str]) -> None:
    """Long names, a colleague of every kind, somebody unconfirmed, a case that is answered."""
    world, scene = stage.world, stage.scene
    await staff(world, LONG, Role.RECRUITER, scene.employer_id)
    nils, _ = await staff(world, "Nils Featherstonehaugh", Role.ORGANISER)
    factor = SetFactor(
        account_id=nils.account_id,
        locked="x" * 60,
        step=1,
        code_hashes=tuple(f"{nth:064}" for nth in range(10)),
    )
    await world.do(factor)
    for role, employer_id in (("organiser", ""), ("recruiter", scene.employer_id)):
        email = f"margarethe.takahashi.featherstonehaugh.{role}@example.org"
        await world.do(Invite(email=email, role=role, employer_id=employer_id), scene.organiser)
    change = EmployerChange(
        employer_id=scene.employer_id, legal_name="Sunrise Garments Ltd", kind=EmployerKind.DIRECT
    )
    await world.do(change, scene.organiser)
    text = "Lunch is from 12:00 to 13:00. Your place is kept."
    await world.do(PostAnnouncement(fair_id=scene.fair_id, text=text), scene.organiser)
    register = Register(
        fair_id=scene.fair_id, given_name=LONG, phone="13900001234", born_on=date(1990, 4, 30)
    )
    await world.do(register, VISITOR)
    case_id = paths["case"].rpartition("/")[2]
    await world.do(AnswerCase(case_id=case_id, text="We look into it."), scene.organiser)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The furnished fair with what makes rows long."""
    async with a_house(tmp_path_factory.mktemp("narrow"), crowded) as made:
        yield made


async def on_the_phone(house: House, who: str, lang: str = "en") -> Page:
    """Return somebody's page on the smallest phone, in a language."""
    person = await house.person(who, device="phone")
    await person.page.set_viewport_size(PHONE)
    await person.goto("/me")
    choose = f"form[action='/language'] button[value='{lang}']"
    async with person.page.expect_navigation():
        await person.page.locator(choose).evaluate("button => button.click()")
    await expect(person.page.locator("html")).to_have_attribute("lang", re.compile(lang))
    return person.page


async def faults_of(house: House, who: str, lang: str, *begin: str) -> tuple[dict[str, str], str]:
    """Walk every page that links lead to, one of each kind; return what did not fit, and where."""
    page = await on_the_phone(house, who, lang)
    ahead, met, faults = deque(begin), set[str](), dict[str, str]()
    while ahead:
        path = ahead.popleft()
        kind = AN_ID.sub("*", path)
        if kind in met or not kind.startswith(STAFF) or kind.endswith(".csv"):
            continue
        met.add(kind)
        await page.goto(house.server.url + path)
        if found := await page.evaluate(NARROW):
            faults[path] = "; ".join(found)
        ahead.extend(await page.locator("a").evaluate_all(LINKS))
    print(*(f"{path}: {found}" for path, found in faults.items()), sep="\n")
    return faults, " ".join(sorted(met))


@pytest.mark.parametrize("lang", ["en", "ja"])
async def test_an_organiser_can_read_and_press_everything_on_a_phone(
    house: House, lang: str
) -> None:
    begin = "/board", "/organise", "/organise/people", "/organise/team", "/organise/vacancies"
    faults, met = await faults_of(house, "olga", lang, *begin)

    assert "/organise/employers/*" in met
    assert "/organise/cases/*" in met
    assert "/organise/fairs/*" in met
    assert not faults


@pytest.mark.parametrize("lang", ["en", "ja"])
async def test_a_recruiter_can_read_and_press_everything_on_a_phone(
    house: House, lang: str
) -> None:
    begin = "/desk", house.paths["new offer"], house.paths["offer"], "/desk/colleagues"
    faults, met = await faults_of(house, "mei", lang, *begin)

    assert "/desk/vacancies" in met
    assert "/desk/people" in met
    assert not faults


@pytest.mark.parametrize("height", [740, 640])
async def test_the_whole_ring_is_in_sight_on_a_phone(house: House, height: int) -> None:
    page = await on_the_phone(house, "lan", "ja")
    await page.set_viewport_size({"width": 360, "height": height})
    ring = page.locator("dialog.ring")
    if not await ring.get_attribute("open"):
        mei = await house.at("mei", "desk")
        call = mei.page.locator("form[data-command='ticket.call_next'] button")
        if await call.count():
            await call.click()
    await expect(ring).to_have_attribute("open", "")
    await expect(ring.locator(".ring__money")).to_be_in_viewport(ratio=1)

    below = await ring.evaluate("ring => ring.scrollHeight - ring.clientHeight")
    assert below <= 0
