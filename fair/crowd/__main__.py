"""`python -m fair.crowd --url … --links file`: let simulated people into a demo fair."""

import argparse
import asyncio
import contextlib
import logging
import os
import sys
from pathlib import Path
from random import Random

from fair.crowd.cast import read_cast
from fair.crowd.town import NotADemo, Town

log = logging.getLogger("fair.crowd")
WRONG_FAIR = 3


def main() -> None:
    """Run the crowd until stopped."""
    parser = argparse.ArgumentParser(prog="python -m fair.crowd", description=__doc__)
    parser.add_argument("--url", required=True, help="the fair's address")
    parser.add_argument("--links", required=True, type=Path, help="who plays, with sign-in links")
    parser.add_argument("--crowd", type=int, default=40, help="how many seekers at a time")
    parser.add_argument("--seed", type=int, help="the same dice again")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    parser.add_argument("--verbose", action="store_true", help="say every refusal")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    log.setLevel(logging.DEBUG if given.verbose else logging.INFO)
    for quiet in ("httpx", "httpcore", "aioice", "aiortc", "asyncio"):
        logging.getLogger(quiet).setLevel(logging.CRITICAL)
    try:
        cast = read_cast(given.links)
    except (OSError, LookupError, TypeError, ValueError):
        sys.exit(f"{given.links} is not the file of links that `fair demo` wrote.")
    town = Town(given.url, cast, given.crowd, Random(given.seed))
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(town, with_parent=given.with_parent))


async def _run(town: Town, *, with_parent: bool) -> None:
    code = await _live(town, with_parent=with_parent)
    logging.shutdown()
    # A socket that is reconnecting would hold the process for a while; nothing here needs saving.
    os._exit(code)


async def _live(town: Town, *, with_parent: bool) -> int:
    life = asyncio.create_task(town.run())
    ends = [life, asyncio.create_task(_until_parent_ends())] if with_parent else [life]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    error = life.exception() if life.done() and not life.cancelled() else None
    if isinstance(error, NotADemo):
        log.error("%s", error)
        return WRONG_FAIR
    if error is not None:
        log.error("the crowd ended", exc_info=error)
    return int(error is not None)


async def _until_parent_ends() -> None:
    """The server that started us holds the other end of our standard input."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    await reader.read()


main()
