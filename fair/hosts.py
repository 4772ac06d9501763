"""The names that this site is opened by. Whoever asks for another is refused without an echo."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::([0-9]{1,5}))?")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


class Hosts:
    """The host of `base_url`, with and without "www."; `more` names others, with commas.

    On one's own machine all its loopback names are meant; where the base address is every address
    of the machine, any address written as numbers, which no other site's name can lead to.
    """

    def __init__(self, base_url: str, more: str = "") -> None:
        own = (urlsplit(base_url).hostname or "").lower()
        names = {own, *(one.strip().lower().strip("[]") for one in more.split(","))}
        if not _is_address(own):
            names.add(own.removeprefix("www.") if own.startswith("www.") else f"www.{own}")
        if own in (*_LOOPBACK, *_EVERY_ADDRESS):
            names.update(_LOOPBACK)
        self._names = frozenset(names - {"", "www."})
        self._any_address = own in _EVERY_ADDRESS

    def known(self, said: str) -> str:
        """Return the host as we write it, `name` or `name:port`; "" where it is not ours."""
        found = _HOST.fullmatch(said.lower())
        if not found:
            return ""
        name, port = found[1].strip("[]"), found[2]
        if name not in self._names and not (self._any_address and _is_address(name)):
            return ""
        written = f"[{name}]" if ":" in name else name
        return f"{written}:{int(port)}" if port else written


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
