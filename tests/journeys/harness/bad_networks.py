"""People in networks whose weather a test makes: each a namespace of the kernel behind a router.

The router (`router.py`) is a process of ours, joined to the networks by TUN devices: it loses,
delays and cuts as told, translates addresses, and counts who sent to whom. This machine is in the
same block, at the address `server`. Nothing of the machine's own routes or settings is touched.
"""

import fcntl
import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.harness.browsers import CHROMIUM
from tests.journeys.harness.nat import Kind
from tests.journeys.harness.networks import Network, _ip
from tests.journeys.harness.router import HOUSE
from tests.journeys.harness.server import ROOT
from tests.journeys.harness.weather import Weather

_TUNSETIFF, _TUN, _NO_INFORMATION = 0x400454CA, 0x0001, 0x1000
ADDRESSES = 6
"""How many addresses somebody has, to move from one to the next."""


@dataclass(frozen=True)
class Far(Network):
    """Somebody's network. `addresses` are theirs to move through; behind a `nat` they see none."""

    router: "Routed"
    addresses: tuple[str, ...]
    nat: Kind | None = None

    def weather(self, weather: Weather) -> None:
        """Let this be the weather from now on, both ways."""
        self.router.say(of=self.name, weather=asdict(weather))

    def moves(self, to: int) -> None:
        """Have another address: behind address translation nothing here tells the browser."""
        if self.nat:
            self.router.say(of=self.name, public=self.addresses[to])
            return
        inside = ("netns", "exec", self.name, "ip")
        _ip(*inside, "addr", "flush", "dev", "eth0")
        _ip(*inside, "addr", "add", f"{self.addresses[to]}/32", "dev", "eth0")
        _ip(*inside, "route", "replace", "default", "dev", "eth0")


@dataclass
class Routed:
    """The router's process, and how it is told."""

    process: "subprocess.Popen[str]"

    def say(self, **what: Any) -> dict[str, Any]:
        """Change something, and wait until it is so; nothing at all only asks."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def went(self) -> dict[str, int]:
        """Return how many UDP packets went from whom to whom: "a b", or "a house"."""
        found: dict[str, int] = self.say()["went"]
        return found


@contextmanager
def bad_networks(
    directory: Path, *nats: Kind | None, apart: bool = False
) -> Iterator[tuple[Far, ...]]:
    """One network for each of `nats`; None is a network without address translation.

    `apart`: there is no way between them, only to this machine.
    """
    if os.geteuid():
        pytest.fail("this test makes networks of its own: run it as root (sudo make test-journeys)")
    own = os.getpid()
    block = f"10.{150 + own // 250 % 50}.{own % 250}"
    server = f"{block}.1"
    with ExitStack() as stack:
        ports: list[dict[str, Any]] = []
        house = f"fh{own}"
        ports.append(_port(stack, HOUSE, house, (server,), None))
        _ip("addr", "add", f"{server}/24", "dev", house)
        _ip("link", "set", house, "up")
        made = []
        for number, nat in enumerate(nats):
            name = f"f{'ab'[number]}n{own}"
            public = tuple(f"{block}.{16 * (number + 1) + i}" for i in range(1, ADDRESSES + 1))
            ports.append(_port(stack, name, name, public, nat))
            _network(stack, name, f"192.168.{number + 1}.2" if nat else public[0])
            made.append((name, public, nat, _program(directory, name)))
        router = Routed(_started(stack, ports, apart=apart))
        yield tuple(
            Far(name, server, program, router, public, nat) for name, public, nat, program in made
        )


def _port(
    stack: ExitStack, name: str, device: str, addresses: tuple[str, ...], nat: Kind | None
) -> dict[str, Any]:
    """Make a TUN device, which lasts as long as somebody holds it open."""
    fd = os.open("/dev/net/tun", os.O_RDWR)
    stack.callback(os.close, fd)
    asked = struct.pack("16sH", device.encode(), _TUN | _NO_INFORMATION)
    fcntl.ioctl(fd, _TUNSETIFF, asked.ljust(40, b"\0"))
    return {"name": name, "fd": fd, "addresses": addresses, "nat": nat}


def _network(stack: ExitStack, name: str, address: str) -> None:
    inside = ("netns", "exec", name, "ip")
    _ip("netns", "add", name)
    stack.callback(_ip, "netns", "del", name, check=False)
    _ip("link", "set", name, "netns", name)
    _ip(*inside, "link", "set", name, "name", "eth0")
    _ip(*inside, "addr", "add", f"{address}/32", "dev", "eth0")
    _ip(*inside, "link", "set", "lo", "up")
    _ip(*inside, "link", "set", "eth0", "up")
    _ip(*inside, "route", "add", "default", "dev", "eth0")


def _program(directory: Path, name: str) -> Path:
    program = directory / f"chromium-{name}"
    program.write_text(f'#!/bin/sh\nexec nsenter --net=/run/netns/{name} {CHROMIUM} "$@"\n')
    program.chmod(0o755)
    return program


def _started(
    stack: ExitStack, ports: list[dict[str, Any]], *, apart: bool
) -> "subprocess.Popen[str]":
    fds = [port["fd"] for port in ports]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.harness.router"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=fds,
    )
    stack.callback(_ended, process)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"apart": apart, "ports": ports}) + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "{}\n", "the router did not start"
    return process


def _ended(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.close()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
