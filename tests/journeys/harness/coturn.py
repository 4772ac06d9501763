"""A real TURN server: Debian's coturn with the configuration that docs/operating.md gives.

Only the addresses, ports, certificate and log of that text are replaced. It listens by the ways
asked for and by no other, is ended by its own process id, and counts what it let people do.
"""

import asyncio
import base64
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.journeys.harness.server import ROOT, free_port

SECRET = "the-same-as-FAIR_TURN_SECRET-32-characters-at-least"
OFF = {"udp": "no-udp", "tcp": "no-tcp", "tls": "no-tls"}
ALL = ("udp", "tcp", "tls")


def documented() -> str:
    """Return the configuration that operators are told to use."""
    found = re.search(
        r"```turnserver\n(.*?)```", (ROOT / "docs" / "operating.md").read_text("utf-8"), re.DOTALL
    )
    assert found, "docs/operating.md has no configuration of coturn"
    return found[1]


def certificate(directory: Path, host: str) -> tuple[Path, Path]:
    """Make a certificate for an address, which signs itself, and its key."""
    cert, key = directory / "turn.pem", directory / "turn.key"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=turn",
            "-addext", f"subjectAltName=IP:{host}",
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return cert, key


@dataclass
class Coturn:
    """A running server; `urls` is what FAIR_TURN_URLS says of it, open ways and closed ones."""

    host: str
    port: int
    tls_port: int
    cert: Path
    log: Path

    @property
    def urls(self) -> str:
        """All three addresses: a browser finds out which of them answer."""
        return (
            f"turn:{self.host}:{self.port}?transport=udp turn:{self.host}:{self.port}?transport=tcp"
            f" turns:{self.host}:{self.tls_port}?transport=tcp"
        )

    @property
    def env(self) -> dict[str, str]:
        """What Fair is told of it."""
        return {"FAIR_TURN_URLS": self.urls, "FAIR_TURN_SECRET": SECRET}

    def said(self) -> str:
        """Return its log."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def names(self) -> set[str]:
        """Return the names by which somebody got a way through."""
        return set(re.findall(r": new, realm=<[^>]*>, username=<([^>]*)>", self.said()))

    def passed_on(self) -> dict[str, int]:
        """Return the packets that went through, by the name that Fair gave; known at their end."""
        found: dict[str, int] = {}
        line = re.compile(r" peer usage: realm=<[^>]*>, username=<\d+:([^>]*)>, rp=(\d+).*sp=(\d+)")
        for name, came, went in line.findall(self.said()):
            found[name] = found.get(name, 0) + int(came) + int(went)
        return found

    @property
    def spki(self) -> str:
        """What a browser is told of the certificate that it may trust."""
        key = x509.load_pem_x509_certificate(self.cert.read_bytes()).public_key()
        named = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(hashlib.sha256(named).digest()).decode()


@asynccontextmanager
async def coturn(
    directory: Path, *, host: str = "127.0.0.1", ways: Iterable[str] = ALL, more: str = ""
) -> AsyncIterator[Coturn]:
    """Run coturn as documented on `host`, open by these `ways` alone; `more` is added."""
    program = shutil.which("turnserver")
    if program is None:
        pytest.fail("coturn is missing: apt-get install coturn (or run `make tools`)")
    cert, key = certificate(directory, host)
    own = Coturn(host, free_port(), free_port(), cert, directory / "turn.log")
    text = documented().replace("203.0.113.7", host)
    for name, value in {
        "listening-port": own.port,
        "tls-listening-port": own.tls_port,
        "cert": cert,
        "pkey": key,
        "log-file": own.log,
    }.items():
        text, times = re.subn(rf"(?m)^{name}=.*$", f"{name}={value}", text)
        assert times == 1, f"{name} stands {times} times in the documented configuration"
    text += "\n".join([*(OFF[way] for way in ALL if way not in set(ways)), more, "verbose", ""])
    conf = directory / "turnserver.conf"
    conf.write_text(text)
    process = subprocess.Popen(
        [program, "-c", conf, "--pidfile", directory / "turn.pid", "--userdb",
         directory / "turn.db"],
        cwd=directory,
        env={"PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await _listening(own, process, set(ways))
        yield own
    finally:
        process.terminate()
        try:
            await asyncio.to_thread(process.wait, 5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _listening(own: Coturn, process: subprocess.Popen[bytes], ways: set[str]) -> None:
    deadline = monotonic() + 15
    while monotonic() < deadline:
        assert process.poll() is None, f"coturn ended at its start:\n{own.said()[-3000:]}"
        open_ports = {
            "udp": _bound(own.host, own.port, "udp"),
            "tcp": _bound(own.host, own.port, "tcp"),
            "tls": _bound(own.host, own.tls_port, "tcp"),
        }
        if all(open_ports[way] for way in ways):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"coturn does not listen:\n{own.said()[-3000:]}")


def _bound(host: str, port: int, kind: str) -> bool:
    """Return whether somebody listens there, as the kernel lists it."""
    packed = "".join(f"{int(part):02X}" for part in reversed(host.split(".")))
    there = f"{packed}:{port:04X}"
    listed = Path(f"/proc/net/{kind}").read_text().splitlines()[1:]
    return any(line.split()[1] == there for line in listed)
