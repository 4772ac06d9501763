"""Everything of `fair demo` but the server itself: the database, what is printed, the crowd."""

import asyncio
import contextlib
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from fair import one_server, private
from fair.app import Server
from fair.db import Database
from fair.demo import birth, links
from fair.settings import Settings
from fair.upgrade import upgrade

log = logging.getLogger("fair.demo")
DATABASE_URL = "sqlite:///var/demo.db"
LINKS = Path("var/demo-links.json")
LOCK = Path("var/demo.lock")
READY_S = 60.0
PARTING_S = 5.0


def hold(url: str) -> str:
    """Keep other demos off this folder for as long as this process lives.

    Returns the address of the one that runs here already; an empty string where none does.
    """
    private.own_folder(LOCK.parent)
    return one_server.hold(LOCK, url)


def prepare(settings: Settings, *, fresh: bool) -> dict[str, Any]:
    """Return the links of the demo in this database; make one where none is open any more.

    A demo that still runs is gone on with, so that a restart loses nobody's place. The file of an
    earlier demo is thrown away; in a database that is no file of ours a second fair is made.
    """
    found = links.kept(LINKS, settings.secret)
    mine = found is not None and found.get("database_url") == settings.database_url
    if found is not None and mine and not fresh and _goes_on(settings, str(found["fair_id"])):
        return found
    if mine or settings.database_url == DATABASE_URL:
        _throw_away(settings.database_url)
    upgrade(settings.database_url)
    made = asyncio.run(birth.make(Server(settings)))
    links.keep(LINKS, {**made, "database_url": settings.database_url})
    return made


def _goes_on(settings: Settings, fair_id: str) -> bool:
    try:
        upgrade(settings.database_url)
        database = Database(settings.database_url)
        try:
            return links.still_open(database, fair_id)
        finally:
            database.stop()
    except Exception:  # whatever is wrong with the file of an earlier demo, a new one is made
        log.info("the earlier demo cannot be gone on with", exc_info=True)
        return False


def _throw_away(url: str) -> None:
    """Delete the file of an earlier demo; a demo cannot be made where real fairs are."""
    kind, _, name = url.partition(":///")
    if kind == "sqlite" and name:
        for ending in ("", "-wal", "-shm", ".ledger.key"):
            Path(name + ending).unlink(missing_ok=True)


def simulate(url: str, file: Path, crowd: int) -> int:
    """Let the crowd into a fair that runs already; return its exit code when it has ended."""
    return subprocess.call(  # noqa: S603 - our own module
        [
            *(sys.executable, "-m", "fair.crowd"),
            *("--url", url, "--links", str(file), "--crowd", str(crowd)),
        ]
    )


class Companion:
    """What runs beside the server: prints the welcome when it is ready, then lets the crowd in."""

    def __init__(self, url: str, said: str, crowd: int, echo: Callable[[str], None]) -> None:
        self.url, self.said, self.crowd, self.echo = url, said, crowd, echo
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="companion", daemon=True)

    def start(self) -> None:
        """Begin to ask whether the server is ready."""
        self._thread.start()

    def stop(self) -> None:
        """Send the crowd home, and wait for it."""
        self._ending.set()
        self._thread.join(PARTING_S)
        child, self._child = self._child, None
        if child is None or child.poll() is not None:
            return
        if child.stdin is not None:
            child.stdin.close()
        child.terminate()
        try:
            child.wait(PARTING_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _run(self) -> None:
        until = time.monotonic() + READY_S
        with httpx.Client(trust_env=False, timeout=2) as client:
            while time.monotonic() < until and not self._ending.wait(0.05):
                with contextlib.suppress(httpx.HTTPError):
                    if client.get(f"{self.url}/readyz").is_success:
                        self.echo(self.said)
                        self._let_in()
                        return

    def _let_in(self) -> None:
        if not self.crowd or self._ending.is_set():
            return
        # The crowd ends when its standard input does, so it never outlives us, however we end.
        self._child = subprocess.Popen(  # noqa: S603 - our own module
            [
                *(sys.executable, "-m", "fair.crowd", "--with-parent"),
                *("--url", self.url, "--links", str(LINKS), "--crowd", str(self.crowd)),
            ],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
