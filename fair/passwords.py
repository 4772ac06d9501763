"""Passwords of staff: argon2 (19 MiB, two rounds, one lane), two at a time.

Never on the event loop, which would stand still, and never on the writer, which would too.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from fair import plain

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_POOL = ThreadPoolExecutor(2, thread_name_prefix="password")


def hash_now(password: str) -> str:
    """Hash a password here and now, for the command line and sample data."""
    return _HASHER.hash(plain.password(password))


async def hashed(password: str) -> str:
    """Hash a password on a thread of the pool."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, hash_now, password)


async def matches(password: str, kept: str) -> bool:
    """Return whether this is the password; without a kept hash it takes as long and is false."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, _matches, password, kept)


def _matches(password: str, kept: str) -> bool:
    # Older hashes are of what was typed, sign by sign; most passwords are the same both ways.
    typed = password.encode(errors="ignore").decode()
    return any(_fits(one, kept) for one in dict.fromkeys((plain.password(password), typed)))


def _fits(password: str, kept: str) -> bool:
    try:
        _HASHER.verify(kept or _nobodys(), password)
    except (Argon2Error, InvalidHashError):
        return False
    return bool(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
