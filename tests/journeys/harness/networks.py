"""Two people in networks that do not reach each other, only the server and what it runs.

Each network is a namespace of the kernel with one cable to this machine. There is a way from both
to the address `server` and none between them: no address that one browser has helps the other.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.harness.browsers import CHROMIUM


@dataclass(frozen=True)
class Network:
    """One person's network; `chromium` starts a browser in it, with these `flags` besides."""

    name: str
    server: str
    chromium: Path

    def flags(self, url: str, spki: str = "") -> list[str]:
        """Let the browser find `url`, give it the microphone there, and trust one certificate."""
        return [
            f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {self.server}, EXCLUDE 127.0.0.1",
            f"--unsafely-treat-insecure-origin-as-secure={url}",
            *([f"--ignore-certificate-errors-spki-list={spki}"] if spki else []),
        ]


@contextmanager
def two_networks(directory: Path) -> Iterator[tuple[Network, Network]]:
    """Two networks for as long as a test. It needs root, and says so where one is not."""
    if os.geteuid():
        pytest.fail("this test makes networks of its own: run it as root (sudo make test-journeys)")
    own = os.getpid()
    block = f"10.{200 + own // 250 % 50}.{own % 250}"
    server = f"{block}.9"
    try:
        one = _network(directory, f"fa{own}", server, f"{block}.1", f"{block}.2")
        other = _network(directory, f"fb{own}", server, f"{block}.5", f"{block}.6")
        # Linux answers for an address on whichever cable it is asked.
        _ip("addr", "add", f"{server}/32", "dev", f"fa{own}c")
        yield one, other
    finally:
        for name in (f"fa{own}", f"fb{own}"):
            _ip("netns", "del", name, check=False)  # its end of the cable goes with it
            _ip("link", "del", f"{name}c", check=False)


def _network(directory: Path, name: str, server: str, near: str, far: str) -> Network:
    inside = ("netns", "exec", name, "ip")
    _ip("netns", "add", name)
    _ip("link", "add", f"{name}c", "type", "veth", "peer", "name", "eth0", "netns", name)
    _ip("addr", "add", f"{near}/30", "dev", f"{name}c")
    _ip("link", "set", f"{name}c", "up")
    _ip(*inside, "addr", "add", f"{far}/30", "dev", "eth0")
    _ip(*inside, "link", "set", "lo", "up")
    _ip(*inside, "link", "set", "eth0", "up")
    _ip(*inside, "route", "add", f"{server}/32", "via", near)
    program = directory / f"chromium-{name}"
    program.write_text(f'#!/bin/sh\nexec nsenter --net=/run/netns/{name} {CHROMIUM} "$@"\n')
    program.chmod(0o755)
    return Network(name, server, program)


def _ip(*said: str, check: bool = True) -> None:
    done = subprocess.run(["ip", *said], check=False, capture_output=True, text=True)
    assert not check or not done.returncode, f"ip {' '.join(said)}: {done.stderr}"
