"""Nobody believes a browser's clock: not its own pages, and not the server."""

import re
from pathlib import Path

import pytest

from fair.contract.all import COMMANDS, RELAYS
from fair.contract.base import Command, Relay
from fair.roles import SYSTEM

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
# What reads the device's clock, and why: never for what a page shows as the time.
READS_DEVICE = {
    "clock.js": "only as a hint that it was set or slept",
    "workers/queues.js": "throws away what is kept, without network: no other clock is there",
}
DEVICE_CLOCK = re.compile(
    r"\bDate\s*\.\s*now\b|\bnew\s+Date\s*(?:\(\s*\)|(?![\s(]))|(?<!new )(?<!\.)\bDate\s*\(\s*\)"
    r"|\.timeOrigin\b|\.format(?:ToParts)?\(\s*\)"
)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
# A time in a command is one that somebody plans and typed, never one that a browser read off.
PLANNED = {
    "opens_at": "when a fair or a session begins",
    "closes_at": "when it ends",
    "starts_at": "when an appointment is to begin",
    "when": "the next step after a talk",
    "seen": "no moment: the mark of what a form showed",
}
MOMENT = re.compile(r"(?:^|_)(?:at|when|now|time|timestamp|instant|ms|since|sent|seen)$")


def device_clocks_in(source: str) -> list[str]:
    """List what asks the device for the time in a script."""
    return DEVICE_CLOCK.findall(COMMENT.sub("", source))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_page_asks_the_server_s_clock_for_the_time(path: Path) -> None:
    may = str(path.relative_to(ROOT / "static" / "js")) in READS_DEVICE
    assert may or not device_clocks_in(path.read_text("utf-8")), (
        "use serverNow() of clock.js, or performance.now() for a length of time"
    )


@pytest.mark.parametrize("name", READS_DEVICE)
def test_what_may_read_the_device_s_clock_does(name: str) -> None:
    assert device_clocks_in((ROOT / "static" / "js" / name).read_text("utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "const now = Date.now();",
        "say(new Date());",
        "function said(at, now = new Date( )) {}",
        "const text = Date();",
        "const now = new Date;",
        "const at = performance.timeOrigin + performance.now();",
        "new Intl.DateTimeFormat(language).format()",
    ],
)
def test_each_way_to_ask_the_device_is_found(line: str) -> None:
    assert device_clocks_in(line)


@pytest.mark.parametrize(
    "line",
    [
        "early.dateTime = new Date(found.early).toISOString();",
        "const made = Date.parse(view.at);",
        "new Intl.DateTimeFormat(language).format(instant)",
        "// never Date.now()",
        "const until = performance.now() + 1000;",
        "Date.UTC(at.getFullYear(), 0, 1)",
    ],
)
def test_what_reads_no_clock_is_left_alone(line: str) -> None:
    assert not device_clocks_in(line)


def test_no_command_tells_the_server_when_something_happened() -> None:
    asked: list[type[Command | Relay]] = [*COMMANDS.values(), *RELAYS.values()]
    told = {
        f"{kind.name}: {field}"
        for kind in asked
        if kind.by != SYSTEM
        for field in kind.model_fields
        if MOMENT.search(field) and field not in PLANNED
    }

    assert not told
