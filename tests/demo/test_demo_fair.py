"""A demo fair is made by the commands that people send, and nothing invented leaves it."""

import asyncio
import re
import stat
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from fair.board.rows_reads import verify_rows
from fair.booths import reads as booths
from fair.contract.programme import CloseFair, CreateFair, OpenFair, PublishFair
from fair.contract.programme_demo import AddDemoStaff, AddSimulatedPerson
from fair.decisions import SYSTEM, Actor, Refusal
from fair.demo import birth, links
from fair.glossary import BoothState, FairState, LicenceState, Role
from fair.people import reads as people
from fair.programme import reads as programme
from fair.vacancies import reads as vacancies
from tests.world import World, running

ORGANISER = Actor(Role.ORGANISER, account_id="a00000000001")
HOURS = {
    "opens_at": datetime.now(UTC) - timedelta(hours=1),
    "closes_at": datetime.now(UTC) + timedelta(hours=8),
}
PERSON = {
    "given_name": "萧福生",
    "phone": "+86 190 0000 0001",
    "born_on": date(1988, 6, 15),
    "lang": "zh-Hans",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A whole demo fair in a folder, made once for the tests that only look at it."""
    folder = tmp_path_factory.mktemp("demo")

    async def make() -> dict[str, Any]:
        async with running(folder) as world:
            return await birth.Birth(world.server).make()

    return folder, asyncio.run(make())


@pytest.fixture
async def visited(demo: tuple[Path, dict[str, Any]]) -> AsyncIterator[World]:
    """The server of that demo."""
    async with running(demo[0], second_factor="optional") as world:  # as `fair demo` runs it
        yield world


@pytest.fixture
def made(demo: tuple[Path, dict[str, Any]]) -> dict[str, Any]:
    """The links of that demo."""
    return demo[1]


async def a_fair(world: World, *, demo: bool, by: Actor = SYSTEM) -> str:
    reply = await world.do(
        CreateFair(
            title="Spring", zone="Asia/Tokyo", demo=demo, hall_titles={"en": "Hall 1"}, **HOURS
        ),
        by,
    )
    return str(reply.fair_id)


async def test_a_demo_fair_is_open_and_full(visited: World, made: dict[str, Any]) -> None:
    fair = visited.look(programme.fair, made["fair_id"])
    stands = visited.look(booths.booths_of_fair, fair.id)
    posts = [post for one in stands for post in visited.look(vacancies.vacancies_of_booth, one.id)]
    states = [one.state for one in stands]

    assert fair.demo
    assert fair.state is FairState.OPEN
    assert fair.closes_at > datetime.now(UTC) + timedelta(hours=11)
    assert len(visited.look(programme.halls, fair.id)) == 4
    assert len(stands) == 39
    assert len(posts) >= 500
    assert {states.count(BoothState.PAUSED), states.count(BoothState.CLOSED)} == {1}
    assert visited.chain_holds()


async def test_every_licence_is_verified_and_one_is_due_for_its_check(
    visited: World, made: dict[str, Any]
) -> None:
    states = [row.state for row in visited.rows("select state from licence")]

    assert states.count(LicenceState.DUE) == 1
    assert states.count(LicenceState.VERIFIED) == 38
    assert made["fair_id"]


@pytest.mark.parametrize(
    ("who", "leads_to"), [("organiser", "/board"), ("recruiter", "/desk"), ("seeker", "/")]
)
async def test_each_printed_link_signs_its_person_in(
    visited: World, made: dict[str, Any], who: str, leads_to: str
) -> None:
    async with visited.web() as browser:
        asked = await browser.get(made[who])
        csrf = re.findall(r'name="csrf" value="([^"]+)"', asked.text)[-1]
        answer = await browser.post(made[who], data={"csrf": csrf}, follow_redirects=True)

    assert answer.status_code == 200
    assert answer.url.path.startswith(leads_to)
    assert "DEMO" in answer.text
    assert "fair_login" in browser.cookies


async def test_no_password_opens_an_account_of_the_demo(
    visited: World, made: dict[str, Any]
) -> None:
    assert made["recruiter"]
    hashes = {row.password_hash for row in visited.rows("select password_hash from account")}
    assert hashes == {""}


@pytest.mark.parametrize("command", [AddSimulatedPerson, AddDemoStaff])
async def test_nobody_simulated_enters_a_real_fair(world: World, command: Any) -> None:
    fair_id = await a_fair(world, demo=False, by=ORGANISER)
    asked = command.model_validate({**command.example, "fair_id": fair_id})

    with pytest.raises(Refusal) as said:
        await world.do(asked)

    assert said.value.code == "not-a-demo"
    assert world.rows("select id from person") == []
    assert world.rows("select id from account") == []


async def test_a_demo_is_not_made_where_real_fairs_are(world: World) -> None:
    await a_fair(world, demo=False, by=ORGANISER)

    with pytest.raises(Refusal) as said:
        await a_fair(world, demo=True)

    assert said.value.code == "real-fairs-here"


async def test_a_fair_that_is_made_beside_a_demo_is_a_demo_too(world: World) -> None:
    await a_fair(world, demo=True)

    made = await a_fair(world, demo=False, by=ORGANISER)

    assert world.look(programme.fair, made).demo


async def test_a_demo_never_becomes_real(world: World) -> None:
    fair_id = await a_fair(world, demo=True)
    asked = AddSimulatedPerson.model_validate({"fair_id": fair_id, **PERSON})
    person_id = (await world.do(asked)).person_id

    with pytest.raises(Exception, match="demo_is_fixed"):
        await world.work(lambda work: work.write(text("update fair set demo = 0")))

    assert world.look(programme.fair, fair_id).demo
    assert world.look(people.person, person_id).confirmed


async def test_the_links_are_for_this_account_alone_and_hold_for_this_secret(
    visited: World, made: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "var" / "links.json"

    links.keep(file, made)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert links.kept(file, visited.server.settings.secret) == made
    assert links.kept(file, "another secret " * 3) is None


async def test_a_demo_goes_on_until_it_is_closed(world: World) -> None:
    fair_id = await a_fair(world, demo=True)
    await world.do(PublishFair(fair_id=fair_id))
    await world.do(OpenFair(fair_id=fair_id))
    assert await asyncio.to_thread(links.still_open, world.database, fair_id)

    await world.do(CloseFair(fair_id=fair_id))

    assert not await asyncio.to_thread(links.still_open, world.database, fair_id)


async def test_every_row_of_a_demo_follows_from_its_ledger(visited: World) -> None:
    found = visited.look(verify_rows)

    assert found.holds, [*found.breaks, *map(str, found.differences)][:9]
    assert found.rows["participant"] > 100
    assert not found.from_before
