"""Whether a TURN server answers: a real allocation, as a browser makes it, that is given back."""

import asyncio
import ssl
from contextlib import suppress
from ipaddress import ip_address

from aioice import stun, turn

from fair.turn_server import Address, Credentials

WITHIN_S = 5.0
_WRONG_CREDENTIALS, _QUOTA = 401, 486


class NoRelay(Exception):
    """No allocation could be made; the words say what to look at."""


async def allocate(at: Address, who: Credentials, within_s: float = WITHIN_S) -> tuple[str, int]:
    """Return the address that the server would pass sound on from; raises `NoRelay`.

    By TLS the certificate must hold, as for a browser. `SSL_CERT_FILE` names a house's own root.
    """
    try:
        async with asyncio.timeout(within_s):
            transport, given_back = await turn.create_turn_endpoint(
                GivenBack,
                (at.host, at.port),
                who.username,
                who.password,
                ssl=ssl.create_default_context() if at.way == "tls" else None,
                transport="udp" if at.way == "udp" else "tcp",
            )
    except stun.TransactionFailed as error:
        raise NoRelay(_said(error)) from None
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or error.reason
        raise NoRelay(f"its certificate does not hold ({why})") from None
    except (TimeoutError, stun.TransactionError):
        raise NoRelay(f"no answer within {within_s:g} s") from None
    except OSError as error:
        raise NoRelay(f"not reachable ({error.strerror or error})") from None
    relayed: tuple[str, int] = transport.get_extra_info("sockname")
    transport.close()
    await given_back.wait(within_s)
    return relayed


class GivenBack(asyncio.DatagramProtocol):
    """Knows when the allocation is gone again."""

    def __init__(self) -> None:
        self._gone = asyncio.Event()

    def connection_lost(self, _error: Exception | None) -> None:
        """Note that it is."""
        self._gone.set()

    async def wait(self, within_s: float) -> None:
        """Wait for it, but no longer than `within_s`."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._gone.wait(), within_s)


def _said(error: stun.TransactionFailed) -> str:
    code, reason = error.response.attributes.get("ERROR-CODE", (0, ""))
    if code == _WRONG_CREDENTIALS:
        return "it does not believe our passwords: static-auth-secret must be FAIR_TURN_SECRET"
    if code == _QUOTA:
        return "it has no place left (user-quota, total-quota)"
    return f"it says {code} {reason}"


def reaches_all(host: str) -> bool:
    """Return whether an address can be reached from everywhere."""
    return ip_address(host).is_global
