"""Every template is rendered by some test: a whole run that leaves one out fails and names it.

What a template asks of a thing (`booth.number`) only shows itself then. And a route shows no page
that it does not declare. `tests/conftest.py` takes both from here.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, Template

from fair.edge import BROKEN
from fair.refusing import REFUSED
from fair.web import Site

ROOT = Path(__file__).parents[1]
RENDERED = pytest.StashKey[set[str]]()
NARROW = ("keyword", "markexpr", "lf", "deselect", "collectonly")


@pytest.fixture(autouse=True, scope="session")
def notes_templates(request: pytest.FixtureRequest) -> Generator[None]:
    """Note each template that is taken to be rendered, included or extended."""
    noted = request.config.stash.setdefault(RENDERED, set())
    take = Environment.get_template

    def noting(self: Environment, name: str | Template, *rest: Any, **more: Any) -> Template:
        taken = take(self, name, *rest, **more)
        noted.add(taken.name or "")
        return taken

    show = Site.page

    async def showing(self: Site, asked: Any, page: Any, *rest: Any, **more: Any) -> Any:
        declared = getattr(getattr(asked.scope.get("route"), "endpoint", None), "pages", ())
        assert page in (*declared, REFUSED, BROKEN), f"{asked.url.path} does not declare {page}"
        return await show(self, asked, page, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "get_template", noting)
        patch.setattr(Site, "page", showing)
        yield


def whole(config: pytest.Config) -> bool:
    """True where all tests (but perhaps the journeys) are asked for."""
    wanted = {Path(config.invocation_params.dir, one).resolve() for one in config.args}
    return wanted == {ROOT / "tests"} and not any(config.getoption(one, None) for one in NARROW)


def missing(config: pytest.Config) -> list[str]:
    """Return the templates that no test rendered."""
    noted = config.stash.setdefault(RENDERED, set())
    templates = ROOT / "templates"
    return sorted(
        name
        for path in templates.rglob("*.html")
        if (name := str(path.relative_to(templates))) not in noted
    )


class Reporter:
    """Gathers what each process noted, and speaks at the end."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a process of pytest-xdist noted."""
        noted = node.config.stash.setdefault(RENDERED, set())
        noted |= set(getattr(node, "workeroutput", {}).get("rendered", ()))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Hand over what this process noted, or fail the run for what nobody did."""
        config = session.config
        if hasattr(config, "workeroutput"):
            noted = config.stash.setdefault(RENDERED, set())
            config.workeroutput["rendered"] = sorted(noted)
        elif exitstatus == 0 and whole(config) and missing(config):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any, config: pytest.Config) -> None:
        """Name the templates that no test rendered."""
        if whole(config) and (left := missing(config)):
            terminalreporter.section("templates that no test rendered")
            terminalreporter.write_line("\n".join(left))
