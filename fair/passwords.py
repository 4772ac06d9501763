"""Passwords of staff: argon2 (19 MiB, two rounds, one lane), two at a time.

Never on the event loop, which would stand still, and never on the writer, which would too.
"""

import asyncio
import re
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from zxcvbn import zxcvbn

from fair import plain
from fair.decisions import N_, Refusal

LONGEST_JUDGED = 72  # signs; the library's time grows with the square
LEAST_GUESSES = 10**8  # "safely unguessable" as its authors say: more than anybody tries online
OUR_SAYINGS = (
    "fair", "jobfair", "recruiter", "organiser", "zhaopin", "zhaopinhui", "woaini", "woaizhongguo",
    "5201314", "1314520", "招聘", "招聘会", "就職", "しゅうしょく",
)  # fmt: skip
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_POOL = ThreadPoolExecutor(2, thread_name_prefix="password")


class KnownPassword(Refusal):
    code = "known-password"
    status = 422
    sentence = N_(
        "Many people use this password, or one like it, so it is tried first. Take four words that "
        "have nothing to do with each other, or let your browser suggest one."
    )


def refuse_known(password: str, own: Collection[str] = ()) -> None:
    """Refuse with `KnownPassword` what is used by many, or is hardly more than such a one.

    It is compared with lists of the most used passwords, names and words (of the library zxcvbn,
    on this machine), with rows of keys, dates and sequences, with what our people say and with
    its owner's words (`own`: address, name). Takes at most 50 ms: never on the event loop.
    """
    said = plain.password(password)[:LONGEST_JUDGED]
    theirs: dict[str, None] = {}
    for one in own:
        parts = [part for part in re.split(r"[\W_]+", one.lower()) if part]
        theirs |= dict.fromkeys((*parts, "".join(parts), "".join(reversed(parts))))
    if zxcvbn(said, [*OUR_SAYINGS, *filter(None, theirs)])["guesses"] < LEAST_GUESSES:
        raise KnownPassword


def hash_now(password: str) -> str:
    """Hash a password here and now, for the command line and sample data."""
    return _HASHER.hash(plain.password(password))


async def hashed(password: str, own: Collection[str] = ()) -> str:
    """Hash a password that somebody chose, on a thread of the pool; refuses `KnownPassword`."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, _chosen, password, own)


def _chosen(password: str, own: Collection[str]) -> str:
    refuse_known(password, own)
    return hash_now(password)


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
