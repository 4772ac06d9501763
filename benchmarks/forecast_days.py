"""Days to play: of a real queue log with its clock scaled, and of simulated fairs."""

import csv
import gzip
import math
import random
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.forecast_booths import Arrival, Kind

SLOWER = 5.0  # a second of the log is five at a fair
HOURS_S = 5 * 3600
LOG_SHARE = 0.85  # of its recruiters' time that a trace-driven booth has work for

SIMULATED: tuple[tuple[Kind, float, float, float, float], ...] = (
    # kind, mean talk, its spread, people for each recruiter's hour as a share of what is possible,
    # mean patience
    (Kind(name="steady", recruiters=3, wrap_s=(10, 90)), 420, 0.5, 1.0, 1e9),
    (Kind(name="breaks", recruiters=2, wrap_s=(10, 90), break_every_s=3000), 420, 0.5, 1.0, 1e9),
    (Kind(name="alone", recruiters=1, wrap_s=(10, 90), break_every_s=3600), 420, 0.5, 0.9, 7200),
    (Kind(name="no-shows", recruiters=2, wrap_s=(10, 90), unanswered=0.25), 420, 0.5, 1.1, 1e9),
    (Kind(name="leavers", recruiters=2, wrap_s=(10, 90)), 480, 0.6, 1.5, 2400),
    (Kind(name="quick", recruiters=2, wrap_s=(5, 40)), 170, 0.6, 1.0, 5400),
    (Kind(name="slow", recruiters=4, wrap_s=(20, 240)), 900, 0.6, 1.1, 5400),
)


def read_log(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return the calls of the log's main pool by day, in order of arrival."""
    days: dict[str, list[dict[str, str]]] = {}
    with gzip.open(path, "rt") as opened:
        for row in csv.DictReader(opened):
            if row["pool"] == "main" and (row["abandoned"] == "1" or int(row["service_s"]) > 0):
                days.setdefault(row["arrival"][:10], []).append(row)
    full = {day: rows for day, rows in days.items() if len(rows) > 300}
    return {day: sorted(full[day], key=lambda row: row["arrival"]) for day in sorted(full)}


def patience(days: Sequence[Sequence[dict[str, str]]]) -> list[tuple[float, float]]:
    """Return (seconds, share that waits longer) of the log, by Kaplan–Meier: served = censored."""
    ends = sorted((int(row["wait_s"]), row["abandoned"] != "1") for rows in days for row in rows)
    left, still, steps = len(ends), 1.0, []
    for waited, served in ends:
        if not served:
            still *= 1 - 1 / left
            steps.append((float(waited), still))
        left -= 1
    return steps


def _longer(steps: Sequence[tuple[float, float]], waited: float, dice: random.Random) -> float:
    """Draw the patience of somebody who was served after `waited`."""
    reached = next((still for at, still in reversed(steps) if at <= waited), 1.0)
    wanted = reached * dice.random()
    return next((at for at, still in steps if at > waited and still <= wanted), 3600.0)


def of_log(
    rows: Sequence[dict[str, str]], recruiters: int, steps: Sequence[tuple[float, float]],
    dice: random.Random,
) -> Iterator[Arrival]:  # fmt: skip
    """List who comes to a booth of so many recruiters on a day of the log."""
    served = [int(row["service_s"]) for row in rows if row["abandoned"] != "1"]
    first, last = (datetime.fromisoformat(rows[n]["arrival"]) for n in (0, -1))
    offered = sum(served) / max(1.0, (last - first).total_seconds())
    share = LOG_SHARE * recruiters / offered
    for row in rows:
        if dice.random() >= share:
            continue
        gone, waited = row["abandoned"] == "1", float(row["wait_s"])
        yield Arrival(
            SLOWER * (datetime.fromisoformat(row["arrival"]) - first).total_seconds(),
            SLOWER * (dice.choice(served) if gone else int(row["service_s"])),
            SLOWER * (waited if gone else _longer(steps, waited, dice)),
        )


def simulated(
    kind: Kind, mean_s: float, spread: float, load: float, patience_s: float, dice: random.Random
) -> Iterator[Arrival]:
    """List who comes to a simulated booth: a crowd at the opening, then more and fewer."""
    sigma = math.sqrt(math.log(1 + spread**2))
    own = mean_s * math.exp(dice.gauss(0, 0.25))

    def arrival(at: float) -> Arrival:
        talk = own * math.exp(sigma * dice.gauss(0, 1) - sigma**2 / 2)
        return Arrival(at, talk, dice.expovariate(1 / patience_s))

    each_s = (mean_s + sum(kind.wrap_s) / 2) / kind.recruiters / load
    for _ in range(2 * kind.recruiters + dice.randrange(6)):
        yield arrival(dice.uniform(0, 300))
    at = 0.0
    while at < HOURS_S:
        slower = 1 - 0.5 * math.sin(2 * math.pi * at / HOURS_S)
        at += dice.expovariate(1 / (each_s * slower))
        yield arrival(at)
