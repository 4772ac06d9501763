"""What `fair check` says: what is configured, what can be reached, and what is missing."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from fair.addresses import networks
from fair.settings import Settings
from fair.upgrade import newest, revision

LEAST_DISK_BYTES = 1_000_000_000
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: `good`, or what to do next in `says`."""

    what: str
    good: bool
    says: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield what was found, one after the other; nothing is changed."""
    yield _database(settings)
    yield _disk()
    yield _address(settings)
    yield _proxies(settings)
    yield _speed(settings)
    yield _messages(settings)
    yield _ice(settings)


def _database(settings: Settings) -> Finding:
    try:
        engine = create_engine(settings.database_url)
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        at = revision(settings.database_url)
    except SQLAlchemyError as error:
        return Finding("database", good=False, says=f"cannot be opened: {error}")
    if at != newest():
        return Finding("database", good=True, says="reachable; `fair serve` brings it up to date")
    return Finding("database", good=True, says=f"reachable, up to date ({at})")


def _disk() -> Finding:
    free = shutil.disk_usage(".").free
    return Finding("disk", good=free > LEAST_DISK_BYTES, says=f"{free // 1_000_000:,} MB free")


def _address(settings: Settings) -> Finding:
    parts = urlsplit(settings.base_url)
    if parts.scheme == "https":
        return Finding("address", good=True, says=settings.base_url)
    if parts.hostname in LOOPBACK:
        says = f"{settings.base_url}: this machine only; set FAIR_BASE_URL=https://… for others"
        return Finding("address", good=True, says=says)
    says = "browsers give no microphone without https; put a proxy with a certificate in front"
    return Finding("address", good=False, says=says)


def _proxies(settings: Settings) -> Finding:
    try:
        trusted = networks(settings.trusted_proxies)
    except SystemExit as error:
        return Finding("proxies", good=False, says=str(error))
    if trusted:
        says = f"believed: {', '.join(map(str, trusted))}"
        return Finding("proxies", good=True, says=says)
    if not settings.secure:
        return Finding("proxies", good=True, says="none; people come straight to this server")
    says = (
        "a proxy gives you https, so everybody seems to come from its address and shares one "
        "budget; name it in FAIR_TRUSTED_PROXIES"
    )
    return Finding("proxies", good=False, says=says)


def _speed(settings: Settings) -> Finding:
    try:
        said = httpx.get(f"{settings.base_url}/readyz", timeout=5).json()
        slow = {str(where): int(times) for where, times in said["slow"].items()}
    except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError):
        return Finding("speed", good=True, says="the server does not run, or is older than this")
    if not slow:
        return Finding("speed", good=True, says="nothing took over 50 ms since the start")
    says = ", ".join(f"{where} {times} times" for where, times in sorted(slow.items()))
    return Finding("speed", good=True, says=f"over 50 ms since the start: {says} (see the log)")


def _messages(settings: Settings) -> Finding:
    if settings.sms_provider != "http":
        says = "nothing is sent; messages are shown at /outbox (set FAIR_SMS_PROVIDER=http)"
        return Finding("text messages", good=True, says=says)
    if not settings.sms_url:
        return Finding("text messages", good=False, says="FAIR_SMS_URL is missing")
    try:
        httpx.head(settings.sms_url, timeout=5)
    except httpx.HTTPError as error:
        return Finding("text messages", good=False, says=f"gateway not reachable: {error!r}")
    return Finding("text messages", good=True, says=f"gateway {settings.sms_url} answers")


def _ice(settings: Settings) -> Finding:
    try:
        servers = json.loads(settings.ice_servers)
    except ValueError:
        servers = None
    if not isinstance(servers, list):
        return Finding("calls", good=False, says="FAIR_ICE_SERVERS must be a JSON list")
    if not servers:
        says = "no ICE servers: calls work where both browsers reach each other directly"
        return Finding("calls", good=True, says=says)
    return Finding("calls", good=True, says=f"{len(servers)} ICE servers")
