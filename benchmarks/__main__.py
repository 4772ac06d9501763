"""Run the benchmarks and keep what came out: `python -m benchmarks [--people N] [--flying N]`."""

import argparse
import asyncio
import json
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import floor, joins

RESULTS = Path(__file__).parent / "results"


async def main() -> None:
    """Measure joins through `fair serve` and the floor under them in the same run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1200)
    parser.add_argument("--flying", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    rounds = []
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            product = await joins.measure(Path(folder), people=given.people, flying=given.flying)
        with tempfile.TemporaryDirectory() as folder:
            bare = floor.measure(Path(folder), works=product["joins"], flying=given.flying)
        product["floor_per_s"] = bare
        product["ratio_to_floor"] = round(product["joins_per_s"] / bare, 3)
        rounds.append(product)
        print(json.dumps(product))
    best = sorted(rounds, key=lambda one: one["joins_per_s"])[len(rounds) // 2]
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    kept = {
        "at": now.isoformat(),
        "python": platform.python_version(),
        "median": best,
        "all": rounds,
    }
    path = RESULTS / f"{now:%Y-%m-%d-%H%M}-joins.json"
    path.write_text(json.dumps(kept, indent=1) + "\n")
    print(f"median of {len(rounds)}: {json.dumps(best)}\nkept in {path}")


asyncio.run(main())
