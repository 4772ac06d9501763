"""What `fair check` says: what is configured, what can be reached, and what is missing."""

import asyncio
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from sqlalchemy.exc import SQLAlchemyError

from fair import bus, turn_probe, turn_server
from fair.addresses import networks
from fair.db import Database, utc_now
from fair.engines import about, file_of
from fair.key_holder import KeyHolder, root_of
from fair.network import addresses_of, loopback, ports_of
from fair.settings import Settings
from fair.signals import carriers
from fair.signals.approved import approved
from fair.trouble import SAYS, probe
from fair.upgrade import Outdated, Unusable, existing, newest
from fair.workers import refusal

LEAST_DISK_BYTES = 1_000_000_000
OUTSIDE_S = 900
_SEND = "set FAIR_SMS_PROVIDER=http and FAIR_SMS_URL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: `good`, or what to do next in `says`."""

    what: str
    good: bool
    says: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield what was found, one after the other; nothing is changed."""
    yield _database(settings)
    yield _between(settings)
    yield _key(settings)
    yield _disk(settings)
    yield _address(settings)
    yield _proxies(settings)
    yield _speed(settings)
    yield _messages(settings)
    yield from _approved(settings)
    yield _mails(settings)
    yield from _turn(settings)
    yield _bridge(settings)


def _database(settings: Settings) -> Finding:
    file = file_of(settings.database_url)
    if file and not file.exists():
        says = f"there is none at {file.absolute()} yet; `fair serve` makes it"
        return Finding("database", good=True, says=says)
    try:
        existing(settings.database_url)
        safe, server = about(settings.database_url)
    except Unusable as error:
        return Finding("database", good=isinstance(error, Outdated), says=str(error))
    if file and (why := probe(file.parent)):
        return Finding("database", good=False, says=SAYS[why])
    says = f"reachable, up to date ({newest()}); {server}"
    return Finding("database", good=safe, says=says)


def _between(settings: Settings) -> Finding:
    """Say whether several processes could hear each other."""
    what, several = "other processes", settings.workers > 1
    if why := refusal(settings, settings.workers):
        return Finding(what, good=False, says=why)
    if not settings.redis_url:
        says = "none: one process serves; for several set FAIR_DATABASE_URL and FAIR_REDIS_URL"
        return Finding(what, good=True, says=says)
    # A password may stand in the address: neither it nor what the library says of it is shown.
    if said := asyncio.run(bus.unreachable(settings.redis_url)):
        return Finding(what, good=False, says=f"Redis (FAIR_REDIS_URL) is not reachable: {said}")
    many = f"{settings.workers} workers" if several else "one worker here"
    says = f"Redis answers; {many}. Each host needs the same FAIR_SECRET"
    return Finding(what, good=True, says=says)


def _key(settings: Settings) -> Finding:
    what, holder = "ledger key", KeyHolder(settings)
    file = file_of(settings.database_url)
    if file and not file.exists():
        return Finding(what, good=True, says="`fair serve` makes it with the database")
    database = Database(settings.database_url)
    try:
        trouble = database.read_now(holder.check)
    except SQLAlchemyError:
        return Finding(what, good=True, says="`fair serve` makes it; see the database first")
    finally:
        database.stop()
    if trouble:
        return Finding(what, good=False, says=trouble)
    public = root_of(holder)
    says = f"{holder.path} signs; its public key is {public}" if public else "not made yet"
    return Finding(what, good=True, says=says)


def _disk(settings: Settings) -> Finding:
    file = file_of(settings.database_url)
    folder = file.parent if file and file.parent.is_dir() else Path()
    free = shutil.disk_usage(folder).free
    return Finding("disk", good=free > LEAST_DISK_BYTES, says=f"{free // 1_000_000:,} MB free")


def _address(settings: Settings) -> Finding:
    parts = urlsplit(settings.base_url)
    if parts.scheme == "https":
        return Finding("address", good=True, says=settings.base_url)
    if settings.only_here:
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
        if said.get("ready") is False:
            says = "not ready: the server's log and the organisers' board say why"
            return Finding("server", good=False, says=says)
        slow = {str(where): int(times) for where, times in said["slow"].items()}
    except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError):
        return Finding("speed", good=True, says="the server does not run, or is older than this")
    if not slow:
        return Finding("speed", good=True, says="nothing took over 50 ms since the start")
    says = ", ".join(f"{where} {times} times" for where, times in sorted(slow.items()))
    return Finding("speed", good=True, says=f"over 50 ms since the start: {says} (see the log)")


def _messages(settings: Settings) -> Finding:
    what = "text messages"
    if settings.outbox:
        says = "a trial: nothing is sent, organisers read the messages at /outbox"
        return Finding(what, good=settings.only_here, says=f"{says}; {_SEND}")
    if not settings.sends_texts:
        says = "none are sent: organisers confirm each number, and nobody is texted before a turn"
        return Finding(what, good=False, says=f"{says}; {_SEND}")
    if said := carriers.missing(settings):
        return Finding(what, good=False, says=said)
    # Keys stand in addresses too, so that neither the address nor what httpx says of it is shown.
    host = urlsplit(settings.sms_url).hostname or ""
    if urlsplit(settings.sms_url).scheme != "https" and not loopback(host):
        says = "FAIR_SMS_URL has no https: on the way to the gateway codes and keys can be read"
        return Finding(what, good=False, says=says)
    try:
        httpx.head(settings.sms_url, timeout=5)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        says = f"the gateway at {host} is not reachable ({type(error).__name__})"
        return Finding(what, good=False, says=says)
    return Finding(what, good=True, says=f"the gateway at {host} answers")


def _approved(settings: Settings) -> Iterator[Finding]:
    """Name what the gateway has not approved: such a text does not go out."""
    if not settings.sms_templates or settings.sms_provider != "http" or carriers.missing(settings):
        return
    unsent: dict[str, list[str]] = {}
    for name, lang in approved(settings.sms_templates).missing():
        unsent.setdefault(name, []).append(lang)
    says = ", ".join(f"{name} ({' '.join(langs)})" for name, langs in unsent.items())
    says = f"not approved, so not sent: {says}; `fair texts list` prints them" if says else ""
    yield Finding("approved texts", good=not says, says=says or "each text may be sent")


def _mails(settings: Settings) -> Finding:
    if not settings.mail_url:
        says = "none are sent: links for staff are shown on the page or the command line instead"
        return Finding("mails", good=True, says=f"{says}; set FAIR_MAIL_URL and FAIR_MAIL_FROM")
    try:
        said = asyncio.run(carriers.Mail(settings.mail_url, settings.mail_from).greet())
    except ValueError as error:
        return Finding("mails", good=False, says=str(error))
    except carriers.Later as error:
        return Finding("mails", good=False, says=str(error))
    return Finding("mails", good=True, says=said)


def _turn(settings: Settings) -> Iterator[Finding]:
    listed = turn_server.addresses(settings.turn_urls)
    if not listed:
        says = "calls work where both browsers reach each other; set FAIR_TURN_URLS for the others"
        yield Finding("turn", good=True, says=f"none: {says}")
        return
    until = utc_now() + timedelta(seconds=OUTSIDE_S)
    who = turn_server.credentials(settings.turn_secret, "check", until)
    for one in listed:
        what = f"turn by {one.way}"
        try:
            relayed, _ = asyncio.run(turn_probe.allocate(one, who))
        except turn_probe.NoRelay as error:
            yield Finding(what, good=False, says=f"{one.host}:{one.port}: {error}")
            continue
        says = f"{one.host}:{one.port} answers and passes on from {relayed}"
        if not settings.only_here and not turn_probe.reaches_all(relayed):
            says = f"{says}, which nobody outside reaches: set relay-ip or external-ip"
            yield Finding(what, good=False, says=says)
        else:
            yield Finding(what, good=True, says=says)
    yield Finding("turn outside", good=True, says=_from_outside(listed, who))


def _from_outside(listed: tuple[turn_server.Address, ...], who: turn_server.Credentials) -> str:
    """Return what to type on a machine outside; its password is good for a few minutes."""
    minutes, flags = OUTSIDE_S // 60, {"udp": "", "tcp": "-t "}
    typed = "; ".join(
        # The client of coturn 4.6 hangs on TLS: what is to be proven there is port and certificate.
        f"openssl s_client -brief -verify_return_error {_verify(one.host)} "
        f"-connect {one.host}:{one.port}"
        if one.way == "tls"
        else f"turnutils_uclient {flags[one.way]}-y -n 5 -c -p {one.port} -u {who.username} "
        f"-w {who.password} {one.host}"
        for one in listed
    )
    return f"only a machine outside can prove it, in the next {minutes} minutes by: {typed}"


def _verify(host: str) -> str:
    kind = "hostname" if host.rpartition(".")[2].isalpha() else "ip"
    return f"-verify_{kind} {host}"


def _bridge(settings: Settings) -> Finding:
    """Bind what the bridge would: a port of its range on each of its addresses."""
    if settings.calls == "direct":
        return Finding("bridge", good=True, says="switched off (FAIR_CALLS=direct)")
    first, last = ports_of(settings.bridge_ports)
    for address in addresses_of("FAIR_BRIDGE_BIND", settings.bridge_bind) or ("0.0.0.0",):  # noqa: S104 - as the bridge does
        if not any(_free(address, port) for port in range(first, last + 1)):
            says = f"no UDP port of {settings.bridge_ports} can be bound on {address}"
            return Finding("bridge", good=False, says=says)
    said = f" as {settings.bridge_announce}" if settings.bridge_announce else ""
    says = f"UDP ports {settings.bridge_ports}{said}; whether they are open, see from outside"
    return Finding("bridge", good=True, says=says)


def _free(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as own:
        try:
            own.bind((address, port))
        except OSError:
            return False
    return True
