"""The key that signs the ledger's heads: a file beside the database, never in it (Ed25519).

Whoever owns the database file can rewrite every row, hash and anchor, but signs nothing anew.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from fair import private
from fair.engines import file_of
from fair.settings import Settings

_BYTES = 32


class KeyUnreadable(Exception):
    """There is a file where the key should be, and no key of ours in it; the text says which."""


class Key:
    """A private key; `public` is what it is known by."""

    def __init__(self, secret: Ed25519PrivateKey) -> None:
        self._secret = secret
        self.public = _text(secret.public_key().public_bytes_raw())

    @classmethod
    def make(cls) -> "Key":
        """Return a new key, kept nowhere yet."""
        return cls(Ed25519PrivateKey.generate())

    def sign(self, text: str) -> str:
        """Return the signature of a text."""
        return _text(self._secret.sign(text.encode()))

    def keep(self, path: Path) -> None:
        """Write the key into a new file that only this account reads; on the disk afterwards.

        Raises `FileExistsError` where there is one: no key is ever written over.
        """
        private.folder(path.parent)
        pem = self._secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, private.FILE)
        with os.fdopen(file, "wb") as out:
            out.write(pem)
            out.flush()
            os.fsync(out.fileno())


def path_of(settings: Settings) -> Path:
    """Return where the key lies: as the operator said, else `fair.db.ledger.key` by `fair.db`."""
    if settings.ledger_key:
        return Path(settings.ledger_key)
    file = file_of(settings.database_url)
    return Path(f"{file}.ledger.key" if file else "var/ledger.key")


def load(path: Path) -> Key | None:
    """Return the key of a file, or None where there is none; raises `KeyUnreadable`."""
    try:
        found = load_pem_private_key(path.read_bytes(), None)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyUnreadable(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError) as error:
        raise KeyUnreadable(f"{path} holds no key of a ledger") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise KeyUnreadable(f"{path} holds another kind of key")
    private.file(path)
    return Key(found)


def signed_by(public: str, signature: str, text: str) -> bool:
    """Return whether this public key signed this text."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(public))
        key.verify(_bytes(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def is_public(text: str) -> bool:
    """Return whether a text can be a public key."""
    try:
        return len(_bytes(text)) == _BYTES
    except ValueError:
        return False


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
