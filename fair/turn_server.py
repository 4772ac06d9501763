"""TURN: what a browser needs to let a server pass its sound on. Pure.

The credentials are those of the TURN REST convention (coturn's `use-auth-secret`): the user's name
says until when it is good, the password is a keyed hash of it. So the TURN server knows nobody.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from fair import plain

MOST_URLS = 8
PORTS = {"turn": 3478, "turns": 5349}
TRANSPORTS = ("udp", "tcp")
_MARK_SIGNS = 20


@dataclass(frozen=True, slots=True)
class Address:
    """Where a TURN server listens: `way` is udp, tcp or tls."""

    url: str
    host: str
    port: int
    way: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and password that the TURN server believes until the instant in the name."""

    username: str
    password: str


def addresses(text: str) -> tuple[Address, ...]:
    """Return the addresses of a setting, with spaces between; a `ValueError` says what is wrong."""
    found = tuple(address(one) for one in text.replace(",", " ").split())
    if len(found) > MOST_URLS:
        raise ValueError(f"at most {MOST_URLS} addresses: each call asks all of them")
    return found


def address(url: str) -> Address:
    """Read `turn:host:port?transport=udp` (RFC 7065); a `ValueError` says what is wrong."""
    says = f"{url!r} is not like turn:turn.example.org:3478?transport=udp"
    scheme, _, rest = url.partition(":")
    where, _, query = rest.partition("?")
    transport = query.removeprefix("transport=") if query else TRANSPORTS[scheme == "turns"]
    host, _, port = where.rpartition(":") if _has_port(where) else (where, "", "")
    port = port or str(PORTS.get(scheme, 0))
    if scheme not in PORTS or transport not in TRANSPORTS or not host.strip("[]"):
        raise ValueError(says)
    if not plain.number(port).isdecimal() or not 0 < int(port) < 1 << 16:
        raise ValueError(says)
    if scheme == "turns" and transport == "udp":
        raise ValueError(f"{url!r}: browsers speak TLS to a TURN server over tcp alone")
    way = "tls" if scheme == "turns" else transport
    return Address(url, host.strip("[]"), int(port), way)


def _has_port(where: str) -> bool:
    return ":" in where.rpartition("]")[2]


def mark(secret: str, *of: str) -> str:
    """Return what stands for one side of a call in a TURN server's log, which names nobody."""
    said = "\0".join(of).encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[:_MARK_SIGNS]


def credentials(secret: str, whose: str, until: datetime) -> Credentials:
    """Return what the TURN server believes `until` then, and counts as `whose`."""
    username = f"{int(until.timestamp())}:{whose}"
    # SHA-1 is what the convention names; as a keyed hash of short names it holds.
    said = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return Credentials(username, base64.b64encode(said).decode())
