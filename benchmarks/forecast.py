"""Whether the forecast keeps its word: on booths driven by a real queue log and on simulated ones.

Everybody who has to wait is forecast when joining, by the functions that the product uses, and by
the usual predictors. Earlier days are for fitting, later days are judged. Who left before being
called is censored: shares are Kaplan–Meier estimates on the scale of the range itself (its early
end, middle and late end stand at -1, 0 and 1); errors of the middle are of those who were called.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.forecast_booths import Asked, Day, Kind, Known
from benchmarks.forecast_days import SIMULATED, SLOWER, of_log, patience, read_log, simulated
from benchmarks.forecast_rivals import rivals
from fair.interviews import forecast
from fair.interviews.forecast import at_place
from fair.interviews.forecast_prior import PRIOR
from fair.interviews.past_errors import LAST, Past, learned
from fair.interviews.plays import Load

Answer = tuple[float, float, float] | None
# Of each kind, for fitting and again for judging. People of one day wait alike: only many days
# tell a range that is too wide from a day that went well.
DAYS = 40
DRAWS = 4  # of the booths that a day of the log drives
LOG_EVERY = 4  # of the log's people who wait is forecast: neighbours wait alike
PLACES = ((1, 1), (2, 3), (4, 7), (8, 15), (16, 999))
TALKS = ((0, 0), (1, 5), (6, 19), (20, 9999))


def load_of(known: Known) -> Load:
    """Return what the product would have known of the booth."""
    return forecast.steady(
        Load(
            busy_s=tuple(sorted(known.busy_s, reverse=True)),
            idle=len(known.idle_s),
            lengths=forecast.with_wrap(known.talks[-forecast.LENGTHS :]),
            unanswered=forecast.unanswered(known.calls, known.answered),
            away_s=known.away_s,
            idle_s=known.idle_s,
            picks_s=forecast.picks(known.talks[-forecast.LENGTHS :]),
            leaves=forecast.leaves(known.left, known.waited_s),
            usual_s=known.kind.usual_s,
        )
    )


class Asker:
    """Asks the product and its rivals; the product learns from what has come of it by then."""

    def __init__(self, day: Day, others: Sequence[Asked]) -> None:
        self.day, self.others = day, others

    def __call__(self, known: Known) -> dict[str, Answer]:
        """Return what each says of a wait."""
        load, waiting = load_of(known), known.place - 1
        before = at_place(forecast.played(load, waiting), known.place)
        own, others = (
            [one for n in asked if (one := _past(n, known.now))]
            for asked in (self.day.asked[-2 * LAST :], self.others)
        )
        buckets = learned(PRIOR, own[-LAST:], others[-LAST:])
        said = at_place(forecast.points(load, waiting, buckets), known.place)
        simple = {name: (s, s, s) if s is not None else None for name, s in rivals(known).items()}
        return {"product": said, "played": before, **simple}


def _past(asked: Asked, now: float) -> Past | None:
    """Return what was known of a forecast by now."""
    before = asked.answer["played"]
    if before is None or asked.at > now:
        return None
    known = asked.called is not None and asked.settled_at <= now
    wait_s = asked.wait_s if known else now - asked.at
    return Past(asked.place, before, wait_s, bool(known and asked.called))


def log_days(path: Path, *, later: bool) -> Iterator[Day]:
    """List the days of booths of one to five recruiters that the log drives."""
    log = read_log(path)
    names = list(log)
    early, late = names[: len(names) // 2], names[len(names) // 2 :]
    steps = patience([log[name] for name in early])
    talks = [int(r["service_s"]) for name in early for r in log[name] if r["abandoned"] != "1"]
    usual = SLOWER * sum(talks) / len(talks)
    for name in late if later else early:
        for draw in range(DRAWS):
            others: list[Asked] = []
            for recruiters in range(1, 6):
                kind = Kind(name=f"log, {recruiters}", recruiters=recruiters, usual_s=usual)
                dice = random.Random(f"{name}-{recruiters}-{draw}")
                yield _play(kind, dice, of_log(log[name], recruiters, steps, dice), others)


def simulated_days(*, later: bool) -> Iterator[Day]:
    """List the days of the simulated booths, each day a fair."""
    for number in range(DAYS):
        others: list[Asked] = []
        for kind, mean, spread, load, patience_s in SIMULATED:
            dice = random.Random(f"{kind.name}-{number}-{later}")
            came = simulated(kind, mean, spread, load, patience_s, dice)
            yield _play(kind, dice, came, others)


def _play(
    kind: Kind, dice: random.Random, arrivals: Iterator[Any], others: list[Asked]
) -> Day:  # fmt: skip
    day = Day(kind, dice, every=LOG_EVERY if kind.name.startswith("log") else 1)
    day.ask = Asker(day, tuple(others))
    day.play(arrivals)
    others += day.asked[::5]
    others.sort(key=lambda one: one.at)
    return day


def measure(path: Path | None) -> dict[str, Any]:
    """Play the later days and return the tables."""
    days = [*simulated_days(later=True), *(log_days(path, later=True) if path else ())]
    asked = [one for day in days for one in day.asked if one.called is not None]
    pools: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        pools[one.pool].append(one)
    print(f"{'':24}{'asked':>7}{'called':>8}{'none':>6}{'inside':>8}{'early':>7}"
          f"{'error':>8}  best simple one")  # fmt: skip
    result = {
        "pooled": _row("pooled", asked),
        "by pool": {name: _row(name, pools[name]) for name in pools},
        "by place": _by(asked, PLACES, lambda one: one.place, "place"),
        "by known talks": _by(asked, TALKS, lambda one: one.talks, "talks"),
    }
    return {"log": path.name if path else None, **result}


def _by(
    asked: Sequence[Asked], bounds: Sequence[tuple[int, int]], of: Callable[[Asked], int], name: str
) -> dict[str, Any]:  # fmt: skip
    rows = {}
    for low, high in bounds:
        title = f"{name} {low}" + (f" to {high}" if high < 900 else " and more") * (low != high)
        some = [one for one in asked if low <= of(one) <= high]
        if some:
            rows[title] = _row(title, some)
    return rows


def _row(title: str, asked: Sequence[Asked]) -> dict[str, Any]:
    told = [one for one in asked if one.answer["product"] is not None]
    called = [one for one in told if one.called]
    scaled = [(_scaled(one), bool(one.called)) for one in told]
    early, late = (gone_by(scaled, at) for at in (-1.0, 1.0))
    names = [name for name in asked[0].answer if name not in ("product", "played")]
    whole = [one for one in called if all(said is not None for said in one.answer.values())]
    errors = {name: _error(whole, name) for name in ("product", *names)}
    best = min(names, key=lambda name: errors[name])
    row = {
        "asked": len(asked), "called": len(called),
        "none": round(1 - len(told) / len(asked), 3),
        "inside": round(late - early, 3), "early": round(early, 3),
        "late": round(1 - late, 3),
        "width_s": round(sum(_of(one)[2] - _of(one)[0] for one in told) / max(1, len(told))),
        "errors_s": errors, "best": best,
        "gain": round(1 - errors["product"] / max(1, errors[best]), 3),
    }  # fmt: skip
    print(
        f"{title:24}{len(asked):7}{len(called):8}{row['none']:6.0%}{row['inside']:8.1%}"
        f"{row['early']:7.1%}{errors['product']:8}  {errors[best]} {best} ({row['gain']:+.0%})"
    )
    return row


def _of(one: Asked, name: str = "product") -> tuple[float, float, float]:
    said = one.answer[name]
    if said is None:
        raise LookupError(name)
    return said


def _scaled(one: Asked) -> float:
    """Return where the wait lies on the scale of its range; a second either way is inside."""
    early, middle, late = _of(one)
    if one.wait_s < early - 1:
        return -1.5
    if one.wait_s > late + 1:
        return 1.5 + one.wait_s / 1e6
    return max(-0.99, min(0.99, (one.wait_s - middle) / (1 + late - early)))


def gone_by(scaled: Sequence[tuple[float, bool]], at: float) -> float:
    """Return the share called by then, by Kaplan–Meier."""
    still, left = 1.0, len(scaled)
    for where, called in sorted(scaled, key=lambda pair: (pair[0], not pair[1])):
        if where > at:
            break
        if called:
            still *= 1 - 1 / left
        left -= 1
    return 1 - still


def _error(called: Sequence[Asked], name: str) -> int:
    misses = [abs(_of(one, name)[1] - one.wait_s) for one in called]
    return round(sum(misses) / max(1, len(misses)))
