"""Fixtures of the journeys: a server of one's own, and people at browsers.

async def test_ada_joins(server: Server, people: Browsers) -> None:
    ada = await people.person("Ada", device="phone", hz=440)
    await ada.goto("/")
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.journeys.harness import warm
from tests.journeys.harness.browsers import CHROMIUM, Browsers, browsers
from tests.journeys.harness.report import FAILED
from tests.journeys.harness.server import Server, a_server
from tests.journeys.house import House, a_house
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

HANGS_S = 240  # a journey starts servers and browsers; on two busy cores one takes two minutes

# What lasts longest goes first, so that no core is left idle behind it (`--dist=loadfile` gives a
# worker a file at a time). Measured with `--durations=0`; a name that is not here lasts a minute.
LONGEST = (
    "test_sick_server.py", "test_chaos.py", "test_locked_phone.py", "test_upgrade_under_load.py",
    "test_access.py", "test_calls_in_bad_weather.py", "test_microphones.py", "test_newcomer.py",
    "test_relayed_call.py", "test_new_organiser.py", "test_demo.py", "test_killed_server.py",
    "test_call.py",
    "test_lines.py", "test_fair_day.py", "test_recruiter_day.py", "test_clock_set_forward.py",
    "test_bad_networks.py", "test_unsent.py", "test_two_leaders.py", "test_refresh.py",
)  # fmt: skip


# Sound, and clocks that are set ahead, need a core while they last: beside another heavy file a
# call goes over the bridge before its relay has answered, and a text outlasts a test's patience.
ALONE = frozenset(
    {
        "test_answering.py", "test_bad_networks.py", "test_bridge_call.py", "test_call.py",
        "test_calls_in_bad_weather.py", "test_company.py", "test_floods.py",
        "test_hidden_address.py", "test_locked_phone.py", "test_microphones.py",
        "test_newcomer.py", "test_relayed_call.py", "test_telephone.py", "test_typed_call.py",
    }
)  # fmt: skip


def _begins(item: pytest.Item) -> int:
    name = item.path.name
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; a journey that says nothing else is ended as hanging after `HANGS_S`."""
    items.sort(key=_begins)
    for item in items:
        if item.path.name in ALONE and item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.alone)
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(HANGS_S))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let what servers come from be ready by the first of them, and in nobody's time."""
    here = Path(__file__).parent
    if not session.config.option.collectonly and any(
        here in item.path.parents for item in session.items
    ):
        warm.begun()


@pytest.fixture
async def server(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Server]:
    """A running `fair serve` with an empty database; its log is shown when the test fails."""
    async with a_server(request, tmp_path) as own:
        yield own


@pytest.fixture
async def meeting(tmp_path: Path) -> Meeting:
    """An open booth with Lan first and Bo second in its line, left behind in the database."""
    async with running(tmp_path) as world:
        return await a_meeting(world)


@pytest.fixture
def base_url(server: Server) -> str:
    """Where people go when they open a path; the harness's own tests put another site here."""
    return server.url


@pytest.fixture
async def people(
    tmp_path: Path, base_url: str, request: pytest.FixtureRequest
) -> AsyncIterator[Browsers]:
    """Brings people to the test's server; at the end nobody may have met an error."""
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is missing: apt-get install chromium (or run `make tools`)")
    async with browsers(tmp_path, base_url) as found:
        yield found
        failed = request.node.stash.get(FAILED, False)
        await found.close(failed=failed)
        if not failed:
            found.assert_no_troubles()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One furnished fair, server and browser for all tests of a file, which share its loop."""
    async with a_house(tmp_path_factory.mktemp("house")) as made:
        yield made
