"""Send a server what nobody meant, a million times: `make fuzz` (INPUTS=, SEED=).

What is sent goes through the real app: Socket.IO over its own websocket endpoint, forms, pages and
files over HTTP; only the network is left out. Found is: an answer of 500 and more, silence, a
traceback, a refusal that changed the database, an input that took a second of CPU, and memory that
grows with what was sent.
"""

import argparse
import asyncio
import logging
import random
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.strangers.senders import SENDERS
from tests.strangers.target import LONGEST_S, Findings, Loud, held_mb, target

A_WORLD_LASTS = 20_000  # inputs; then what they spoiled is made anew
MOST_GROWTH_MB = 300
SHARES = {"commands": 0.5, "packets": 0.2, "forms": 0.12, "pages": 0.1, "uploads": 0.08}


async def fuzz(
    count: int, seed: int, say: Callable[[str], None] = print, longest_s: float = LONGEST_S
) -> Findings:
    """Send so many inputs; return what was found. None may take `longest_s` of CPU."""
    dice, findings = random.Random(seed), Findings(say=say, longest_s=longest_s)
    loud = Loud(findings)
    logging.getLogger().addHandler(loud)
    names, weights = list(SHARES), list(SHARES.values())
    first_mb, rss_mb, sent, began = 0.0, 0.0, 0, time.monotonic()
    try:
        while sent < count:
            with TemporaryDirectory() as folder:
                async with target(Path(folder), dice, findings) as at:
                    for _ in range(min(A_WORLD_LASTS, count - sent)):
                        await SENDERS[dice.choices(names, weights)[0]](at)
                    sent += min(A_WORLD_LASTS, count - sent)
            rss_mb = held_mb()
            first_mb = first_mb or rss_mb
            rate = sent / (time.monotonic() - began)
            bad = sum(findings.seen.values())
            say(f"{sent:,} inputs, {rate:.0f}/s, {bad} findings, {rss_mb:.0f} MB")
        if rss_mb - first_mb > MOST_GROWTH_MB:
            findings.note("memory grew", f"from {first_mb:.0f} to {rss_mb:.0f} MB")
    finally:
        logging.getLogger().removeHandler(loud)
    return findings


def main() -> int:
    """Run from the command line; 1 where something was found."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--inputs", type=int, default=1_000_000)
    ask.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    given = ask.parse_args()
    print(f"seed {given.seed}")
    logging.lastResort = None
    found = asyncio.run(fuzz(given.inputs, given.seed, lambda line: print(line, flush=True)))
    for kind, times in found.answers.most_common():
        print(f"{times:9,}  {kind}")
    print(f"the slowest took {found.slowest_s * 1000:.0f} ms of CPU")
    for kind, times in found.seen.most_common():
        print(f"FOUND {times} × {kind}", *found.examples[kind], sep="\n    ")
    return 1 if found.seen else 0


if __name__ == "__main__":
    sys.exit(main())
