"""Run the benchmarks and keep what came out: `python -m benchmarks [what] [--…]`."""

import argparse
import asyncio
import json
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import (
    answers,
    board,
    bridging,
    calls,
    floods,
    floor,
    forecast,
    idle,
    importing,
    joins,
    long_works,
    pages,
    soak,
    taps,
    turns,
    verifying,
    worst,
)

RESULTS = Path(__file__).parent / "results"


async def measure_joins(given: argparse.Namespace) -> dict[str, Any]:
    """Measure joins through `fair serve` and the floor under them in the same run."""
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
    return {"median": best, "all": rounds}


async def measure_turns(given: argparse.Namespace) -> dict[str, Any]:
    """Measure joins by one to three writers on PostgreSQL, and by one on SQLite, in one run."""
    return await turns.measure(people=given.people, flying=given.flying)


async def measure_floods(given: argparse.Namespace) -> dict[str, Any]:
    """Measure what the honest wait, quiet and flooded; `--kinds` floods by some kinds alone."""
    with tempfile.TemporaryDirectory() as folder:
        kinds = given.kinds.split(",") if given.kinds else []
        return await floods.measure(Path(folder), seconds=given.seconds, kinds=kinds)


async def measure_worst(_given: argparse.Namespace) -> dict[str, Any]:
    """Measure every command with the worst input of its type."""
    with tempfile.TemporaryDirectory() as folder:
        return await worst.measure(Path(folder))


async def measure_long_works(given: argparse.Namespace) -> dict[str, Any]:
    """Measure our own great works in a fair of so many people."""
    with tempfile.TemporaryDirectory() as folder:
        return await long_works.measure(Path(folder), people=given.people)


async def measure_verifying(given: argparse.Namespace) -> dict[str, Any]:
    """Measure `fair ledger verify` on a ledger of `--facts` facts, or on what is in `--made`."""
    if given.made:
        return verifying.measure(given.made, facts=given.facts)
    with tempfile.TemporaryDirectory() as folder:
        return verifying.measure(Path(folder), facts=given.facts)


async def measure_importing(given: argparse.Namespace) -> dict[str, Any]:
    """Measure how files of `--rows` posts come in."""
    return importing.measure(sizes=[int(rows) for rows in given.rows.split(",")])


async def measure_idle(given: argparse.Namespace) -> dict[str, Any]:
    """Measure a server to whom nobody comes, with `--deadlines` ahead and with none."""
    with tempfile.TemporaryDirectory() as folder:
        return await idle.measure(Path(folder), ahead=given.deadlines)


async def measure_board(given: argparse.Namespace) -> dict[str, Any]:
    """Measure what a change costs with `--viewers` who look at the board of `--booths`."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, Any] = await board.measure(
            Path(folder), viewers=given.viewers, booths=given.booths, people=given.people,
            changes=given.changes,
        )  # fmt: skip
    return found


async def measure_pages(_given: argparse.Namespace) -> dict[str, Any]:
    """Measure pages on a slow phone, by Lighthouse."""
    with tempfile.TemporaryDirectory() as folder:
        return await pages.measure(Path(folder))


async def measure_taps(_given: argparse.Namespace) -> dict[str, Any]:
    """Measure taps, fields and seconds of what people want most often."""
    with tempfile.TemporaryDirectory() as folder:
        return await taps.measure(Path(folder))


async def measure_calls(given: argparse.Namespace) -> dict[str, Any]:
    """Measure sound in bad weather; `--ways` measures some paths alone."""
    paths = [path for path in calls.PATHS if path in given.ways.split(",")]
    return await calls.measure(paths, windows=given.windows, seconds=given.window_s)


async def measure_answers(given: argparse.Namespace) -> dict[str, Any]:
    """Measure *Answer* to first sound, `--rounds` calls by each of `--ways`."""
    with tempfile.TemporaryDirectory() as folder:
        ways = given.ways.split(",")
        return await answers.measure(Path(folder), rounds=given.rounds, ways=ways)


async def measure_bridging(given: argparse.Namespace) -> dict[str, Any]:
    """Measure bridge, Janus and coturn at `--calls` calls, `--seconds` at each."""
    with tempfile.TemporaryDirectory() as folder:
        return await bridging.measure(
            Path(folder),
            calls=[int(many) for many in given.calls.split(",")],
            seconds=given.seconds,
            peers=given.peers.split(","),
        )


async def measure_soak(given: argparse.Namespace) -> dict[str, Any]:
    """Let calls come and go at the bridge for `--minutes`."""
    return await soak.measure(minutes=given.minutes)


async def measure_forecast(given: argparse.Namespace) -> dict[str, Any]:
    """Measure how often the forecast keeps its word, on the queue log of `--log` too."""
    return forecast.measure(Path(given.log) if given.log else None)


BENCHMARKS = {
    "forecast": measure_forecast,
    "calls": measure_calls,
    "soak": measure_soak,
    "bridging": measure_bridging,
    "answers": measure_answers,
    "joins": measure_joins,
    "turns": measure_turns,
    "floods": measure_floods,
    "worst": measure_worst,
    "long_works": measure_long_works,
    "verifying": measure_verifying,
    "importing": measure_importing,
    "idle": measure_idle,
    "board": measure_board,
    "pages": measure_pages,
    "taps": measure_taps,
}


async def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="joins", choices=BENCHMARKS)
    parser.add_argument("--people", type=int, default=1200)
    parser.add_argument("--flying", type=int, default=200)
    parser.add_argument("--viewers", type=int, default=50, help="of the board")
    parser.add_argument("--booths", type=int, default=300, help="of the board's fair")
    parser.add_argument("--changes", type=int, default=20, help="that the viewers of the board see")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--kinds", default="", help="kinds of flooders, with commas; empty is all")
    parser.add_argument("--facts", type=int, default=200_000, help="of the ledger that is verified")
    parser.add_argument("--made", type=Path, help="a folder with a ledger to verify, made before")
    parser.add_argument("--rows", default="20000,200000", help="of the files that come in")
    parser.add_argument("--deadlines", type=int, default=30_000, help="that lie ahead, of idle")
    parser.add_argument("--windows", type=int, default=5, help="of each weather of calls")
    parser.add_argument("--window-s", type=float, default=12, help="how long each of them is")
    parser.add_argument("--ways", default="direct,bridge,turn", help="of calls, with commas")
    parser.add_argument("--calls", default="20,40,80", help="at the bridge and its peers at once")
    parser.add_argument("--peers", default="fair,janus,coturn", help="of the bridge, with commas")
    parser.add_argument("--minutes", type=float, default=15, help="of calls coming and going")
    parser.add_argument("--log", default="", help="a real queue log for the forecast")
    parser.add_argument("--note", default="", help="what is kept beside the figures")
    given = parser.parse_args()
    found = await BENCHMARKS[given.what](given)
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    kept = {
        "at": now.isoformat(),
        "python": platform.python_version(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "note": given.note,
        **found,
    }
    path = RESULTS / f"{now:%Y-%m-%d-%H%M}-{given.what}.json"
    path.write_text(json.dumps(kept, indent=1) + "\n")
    print(f"{json.dumps(found, indent=1)}\nkept in {path}")


asyncio.run(main())
