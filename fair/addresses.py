"""Who asks, behind proxies: an address that strangers cannot choose for themselves."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
MOST_HOPS = 20


def address_of(peer: str, forwarded: Sequence[str], trusted_proxies: str) -> str:
    """Return who asks: the peer, or whom a trusted proxy says that it asks for.

    `forwarded` are the lines of X-Forwarded-For in their order; `trusted_proxies` are addresses
    or networks, with commas. Each proxy writes at the end whom it heard, so what stands there is
    believed from the end on, as long as trusted proxies say it: the first that is none of them is
    who asks. What is no address is not believed.
    """
    trusted = networks(trusted_proxies)
    known = _peer(peer)
    if known is None or not forwarded or not _in(known, trusted):
        return str(known or peer)
    for said in reversed(",".join(forwarded).split(",")[-MOST_HOPS:]):
        hop = read(said)
        if hop is None:
            break
        known = hop
        if not _in(hop, trusted):
            break
    return str(known)


def is_trusted(peer: str, trusted_proxies: str) -> bool:
    """Return whether an address is that of a proxy of ours."""
    known = _peer(peer)
    return known is not None and _in(known, networks(trusted_proxies))


def read(said: str) -> Address | None:
    """Return an address as proxies write it (with a port, in brackets, with a zone), or None.

    An IPv4 address that is written as an IPv6 one is the IPv4 address.
    """
    text = said.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


@lru_cache(maxsize=4096)
def _peer(said: str) -> Address | None:
    # The system's word, a few dozen signs; what headers say may be long, and is kept nowhere.
    return read(said)


@lru_cache(maxsize=16)
def networks(listed: str) -> tuple[Network, ...]:
    """Return the networks of a setting, such as "10.0.0.1, 172.16.0.0/12"; refuses another text."""
    said = [one.strip() for one in listed.split(",")]
    try:
        return tuple(ip_network(one, strict=False) for one in said if one)
    except ValueError as error:
        raise SystemExit(f"FAIR_TRUSTED_PROXIES lists addresses with commas: {error}") from None


def _in(address: Address, trusted: tuple[Network, ...]) -> bool:
    return any(address in network for network in trusted)
