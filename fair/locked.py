"""Words under lock: what stands in the database or a cookie and only this server reads.

Fernet under keys that are derived from the server's own secret, one for each purpose (HKDF-SHA256,
RFC 5869): whoever has the database or a backup alone reads none of it. After `FAIR_SECRET` was
changed nothing opens any more.
"""

import base64
import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BEGINS = "gAAAAA"
"""How everything under lock begins: the version, and a time before the year 2106."""


def locked(server_secret: str, purpose: str, **said: str) -> str:
    """Return words that only this server reads, and only for this purpose."""
    return _lock(server_secret, purpose).encrypt(json.dumps(said).encode()).decode()


def unlocked(
    server_secret: str, purpose: str, text: str, *, seconds: int | None = None
) -> dict[str, str]:
    """Return what `locked` was given; empty where it is not ours, or older than `seconds`."""
    try:
        said = _lock(server_secret, purpose).decrypt(text.encode(errors="ignore"), ttl=seconds)
    except InvalidToken:
        return {}
    found: dict[str, str] = json.loads(said)
    return found


@lru_cache(maxsize=16)
def _lock(server_secret: str, purpose: str) -> Fernet:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"fair {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derive.derive(server_secret.encode())))
