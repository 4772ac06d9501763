"""What settings say of addresses and ports, read or refused in words."""

from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit


def elsewhere(database_url: str) -> bool:
    """True where other machines may serve the same database."""
    parts = urlsplit(database_url)
    host = parts.hostname or parse_qs(parts.query).get("host", [""])[0]
    here = not host or host.startswith("/") or loopback(host)
    return parts.scheme.startswith("postgres") and not here


def ports_of(said: str) -> tuple[int, int]:
    """Return the first and the last port of a range such as 45000-45399; ends where it is none."""
    first, _, last = said.partition("-")
    if first.isdecimal() and last.isdecimal() and 1024 <= int(first) < int(last) < 1 << 16:  # noqa: PLR2004 - ports of the system
        return int(first), int(last)
    raise SystemExit(f"FAIR_BRIDGE_PORTS must be a range such as 45000-45399, not {said!r}")


def addresses_of(name: str, said: str) -> tuple[str, ...]:
    """Return the addresses in a list with commas; ends where one of them is none."""
    listed = tuple(one.strip() for one in said.split(",") if one.strip())
    for one in listed:
        try:
            ip_address(one)
        except ValueError:
            raise SystemExit(f"{name} must be addresses with commas, not {one!r}") from None
    return listed


def loopback(host: str) -> bool:
    """Return whether a host's name or address can only mean this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
