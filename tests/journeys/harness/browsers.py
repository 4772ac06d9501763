"""People at real browsers: Debian's Chromium, one process per person, each with its own microphone.

Playwright's asynchronous interface, because a journey has several people who act at the same
moment (`asyncio.gather(ada.page.click(...), bo.page.click(...))`), and because its synchronous one
leaves a running loop in the thread, which pytest-asyncio's own tests then trip over.

Whatever a person should never meet is collected as a trouble and fails the test at its end: an
error in the console, an exception, a violated Content-Security-Policy, a request to another host.
A test that causes one on purpose excuses it: `ada.excuse("ERR_CONNECTION_REFUSED")`.
"""

import os
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    WebSocket,
    async_playwright,
)

from tests.journeys.harness.tones import make_tone

ROOT = Path(__file__).parents[3]
SCREENS = ROOT / "var" / "screens"
CHROMIUM = "/usr/bin/chromium"
PICTURES = os.environ.get("PICTURES") == "1"

Device = Literal["phone", "desktop"]
Scheme = Literal["light", "dark"]

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but this machine's own resolves, so a foreign request fails at once and is seen.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # Calls work on a machine that has no network but loopback.
    "--allow-loopback-in-peer-connection",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]

PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/156.0.0.0 Mobile Safari/537.36"
)
DEVICES: dict[Device, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
        "user_agent": PHONE_AGENT,
    },
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}

REPORT_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI || "inline code"}`);
});
addEventListener("load", () => {
  if (document.getElementById("old-engine")?.hidden === false) console.error("taken for old");
});
"""

A_DEAD_SERVER = (
    "WebSocket|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE"
    "|ERR_CONTENT_LENGTH_MISMATCH"
)
"""What a browser says of a server that is killed: before an answer, within one, or ever since."""


@dataclass
class Person:
    """Somebody at a browser. `page` is Playwright's; the rest is what journeys need often."""

    name: str
    device: Device
    hz: int
    base_url: str
    context: BrowserContext
    page: Page
    seen: list[str] = field(default_factory=list)
    excused: list[str] = field(default_factory=list)

    async def goto(self, path: str) -> Response | None:
        """Open a path of the server under test, or a whole address (a sign-in link)."""
        return await self.page.goto(path if "://" in path else self.base_url + path)

    async def new_page(self) -> Page:
        """Open a second tab of the same person; its troubles count too."""
        page = await self.context.new_page()
        self.watch(page)
        return page

    async def shot(self, name: str, *, whole: bool = True) -> None:
        """Save a picture, where somebody asked for pictures (`make test-journeys PICTURES=1`)."""
        if PICTURES:
            await self.pictured(name, whole=whole)

    async def pictured(self, name: str, *, scheme: Scheme = "light", whole: bool = True) -> Path:
        """Save a picture as var/screens/<name>-<device>-<scheme>.png and say where it is."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        path = SCREENS / f"{name}-{self.device}-{scheme}.png"
        await self.page.emulate_media(color_scheme=scheme)
        await self.page.screenshot(path=path, full_page=whole, animations="disabled")
        await self.page.emulate_media(color_scheme="light")
        return path

    def excuse(self, pattern: str) -> None:
        """From now on, troubles that match this regular expression are meant by the test."""
        self.excused.append(pattern)

    @property
    def troubles(self) -> list[str]:
        """What this person met and should not have."""
        return [
            text
            for text in self.seen
            if not any(re.search(pattern, text) for pattern in self.excused)
        ]

    def watch(self, page: Page) -> None:
        """Collect everything that a person should never meet on this page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"exception: {error}"))
        page.on("crash", lambda _: self.seen.append("the page crashed"))
        page.on("request", self._request)
        page.on("websocket", self._socket)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        self._host(request.url)

    def _socket(self, socket: WebSocket) -> None:
        self._host(socket.url)

    def _host(self, url: str) -> None:
        parts = urlsplit(url)
        own = parts.netloc == urlsplit(self.base_url).netloc
        if not own and parts.scheme not in {"data", "blob", "about"}:
            self.seen.append(f"foreign host: {url}")


class Browsers:
    """Starts one Chromium per person and looks after all of them until the end of the test.

    `shared`: one Chromium for everybody, with a profile for each: where nobody's sound matters.
    """

    def __init__(
        self, playwright: Playwright, directory: Path, base_url: str, *, shared: bool = False
    ) -> None:
        self._shared = shared
        self._browser: Browser | None = None
        self._playwright = playwright
        self._directory = directory
        self._stack = AsyncExitStack()
        self.base_url = base_url
        self.people: list[Person] = []

    async def person(
        self,
        name: str,
        *,
        device: Device = "phone",
        hz: int = 440,
        locale: str = "en-GB",
        base_url: str = "",
        program: str | Path = CHROMIUM,
        flags: Sequence[str] = (),
        **context_options: Any,
    ) -> Person:
        """Bring somebody in: a new browser process, a new empty profile, a microphone at `hz`.

        `program` starts the browser, with these `flags` besides.
        `context_options` are Playwright's for a context: `java_script_enabled=False`,
        `permissions=[]`, `reduced_motion="reduce"`, `storage_state=...`.
        """
        browser = self._browser if self._shared else None
        if browser is None:
            browser = self._browser = await self._launched(hz, program, flags)
        options = {**DEVICES[device], "locale": locale, "timezone_id": "Asia/Shanghai"}
        context = await browser.new_context(**{**options, **context_options})
        context.set_default_timeout(15_000)
        await context.add_init_script(REPORT_POLICY)
        page = await context.new_page()
        person = Person(name, device, hz, base_url or self.base_url, context, page)
        person.watch(page)
        self.people.append(person)
        return person

    async def _launched(self, hz: int, program: str | Path, more: Sequence[str]) -> Browser:
        tone = self._directory / f"tone-{hz}.wav"
        if not tone.exists():
            make_tone(tone, hz)
        flags = [*FLAGS, f"--use-file-for-fake-audio-capture={tone}", *more]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        browser = await self._playwright.chromium.launch(executable_path=program, args=flags)
        self._stack.push_async_callback(browser.close)
        return browser

    async def close(self, *, failed: bool) -> None:
        """After a failed test keep each person's last sight in var/screens; then close all."""
        try:
            if failed:
                for person in self.people:
                    print(f"{person.name} at {person.page.url}: {person.seen or 'no troubles'}")
                    await self._last_sight(person)
        finally:
            await self._stack.aclose()

    async def _last_sight(self, person: Person) -> None:
        name = f"failed-{self._directory.name}-{person.name.lower()}"
        try:
            print(f"last sight: {await person.pictured(name, whole=False)}")
        except Exception as error:  # noqa: BLE001 - must not hide the test's own failure
            print(f"no last sight of {person.name}: {error}")

    def assert_no_troubles(self) -> None:
        """Nobody met an error, a blocked script or a foreign host."""
        troubles = [f"{p.name}: {text}" for p in self.people for text in p.troubles]
        assert not troubles, "\n".join(["People met troubles:", *troubles])


@asynccontextmanager
async def browsers(
    directory: Path, base_url: str, *, shared: bool = False
) -> AsyncIterator[Browsers]:
    """Playwright for the length of one test; `Browsers.person` starts what is needed."""
    async with async_playwright() as playwright:
        yield Browsers(playwright, directory, base_url, shared=shared)
