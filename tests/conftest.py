"""What every test gets: a clean environment, no network but loopback, and honest reports.

A real thing that a test needs and that is missing fails the test by name; it is never skipped.
"""

import os
import shutil
import socket
from collections.abc import AsyncGenerator, Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests import rendered
from tests.journeys.harness.report import FAILED, LOGS
from tests.rendered import notes_templates

if TYPE_CHECKING:
    from tests.booths.scene import Scene
    from tests.world import World

settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "nightly", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)
# Under CI the same examples every time, so that a verdict is about the change and nothing else.
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
# For `make mutants`: a failing example is enough, nobody reads it.
settings.register_profile(
    "mutants", settings.get_profile("ci"), phases=(Phase.explicit, Phase.generate)
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "dev")
)

# A developer's own settings must not reach the tests; which database they use is no setting.
CHOSEN = "FAIR_TEST_DATABASE"
for name in [name for name in os.environ if name.startswith("FAIR_") and name != CHOSEN]:
    del os.environ[name]
# A server that a test starts need not compile a thousand files again, whatever the machine's habit.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


__all__ = ["notes_templates"]


def pytest_configure(config: pytest.Config) -> None:
    """Let a whole run fail for a template that no test renders."""
    config.pluginmanager.register(rendered.Reporter())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, on PostgreSQL, what is about the SQLite file itself; the run says how many."""
    if os.environ.get(CHOSEN, "sqlite") == "sqlite":
        return
    for item in items:
        if (about := item.get_closest_marker("sqlite_file")) is not None:
            item.add_marker(pytest.mark.skip(reason=f"about the SQLite file: {about.args[0]}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured, so that a figure is read and not only held."""
    figures = {
        str(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "figure"
    }
    for figure in sorted(figures):
        terminalreporter.write_line(figure)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Remember a failure for the fixtures, and show the logs of the servers that took part."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    if report.failed and report.when != "setup":
        for log in item.stash.get(LOGS, []):
            report.sections.append(("the server's log, its end", log()[-8000:]))
    return report


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Generator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = str(address[0])
            assert host.startswith("127.") or host in {"::1", "localhost"}, (
                f"a test tried to reach {host}"
            )
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def databases_of_this_test() -> Generator[None]:
    """Drop behind each test what it made on a database server."""
    yield
    from tests import databases

    databases.drop_made()


@pytest.fixture
def needs() -> Callable[[str, str], str]:
    """`needs("node", "nodejs")`: the program's path, or a failure naming the package."""

    def find(program: str, package: str) -> str:
        path = shutil.which(program)
        if path is None:
            pytest.fail(f"{program} is missing: apt-get install {package} (or run `make tools`)")
        return path

    return find


@pytest.fixture
async def world(tmp_path: Path) -> AsyncGenerator["World"]:
    """A server object on a fresh database."""
    # Imported here, so that the tests which need no server run even when it does not import.
    from tests.world import running

    async with running(tmp_path) as made:
        yield made


@pytest.fixture
async def scene(world: "World") -> "Scene":
    """Give an employer with a licence, a booth and a recruiter on duty at an open fair."""
    from tests.booths.scene import a_scene

    made = await a_scene(world)
    await made.started()
    return made
