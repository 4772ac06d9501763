"""Learn where calls came on earlier days, on the scale of the plays.

`python -m scripts.learn_forecast LOG` writes `fair/interviews/forecast_prior.py` from the earlier
half of the days of `benchmarks/forecast.py`, each kind of booth with the same weight. The later
half judges.
"""

import sys
from collections import Counter
from pathlib import Path

from benchmarks import forecast as measured
from fair.interviews.past_errors import BUCKETS, bucket, quantiles, scaled

OUT = Path(__file__).parents[1] / "fair" / "interviews" / "forecast_prior.py"
STEPS = [(step + 0.5) / 20 for step in range(20)]
HEAD = '''"""Where calls came on earlier days, on the scale of what the plays had said.

One row for each group of places, in even steps from the earliest twentieth to the latest: -1 is the
early end of the plays, 0 their middle, 1 their late end. Made by `scripts/learn_forecast.py`.
"""

PRIOR = (
'''


def learn(path: Path) -> list[list[float]]:
    """Return for each group of places where calls came, in even steps."""
    days = [*measured.simulated_days(later=False), *measured.log_days(path, later=False)]
    asked = [one for day in days for one in day.asked if one.called is not None]
    told = [(one, before) for one in asked if (before := one.answer["played"])]
    many = Counter((one.pool, bucket(one.place)) for one, _ in told)
    rows: list[list[tuple[float, bool, float]]] = [[] for _ in range(len(BUCKETS) + 1)]
    for one, before in told:
        row = bucket(one.place)
        where = scaled(before, one.wait_s)
        rows[row].append((where, bool(one.called), 1 / many[one.pool, row]))
    return [quantiles(row, STEPS) for row in rows]


def main() -> None:
    """Learn, and write the module."""
    lines = [
        f"    ({', '.join(str(round(one, 2)) for one in row[:10])},\n"
        f"     {', '.join(str(round(one, 2)) for one in row[10:])}),\n"
        for row in learn(Path(sys.argv[1]))
    ]
    OUT.write_text(f"{HEAD}{''.join(lines)})  # fmt: skip\n")


if __name__ == "__main__":
    main()
