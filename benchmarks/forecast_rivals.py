"""The usual predictors of a wait, to be beaten: each says one number of seconds, or nothing."""

from benchmarks.forecast_booths import Known


def rivals(known: Known) -> dict[str, float | None]:
    """Return what each of them says of this wait."""
    servers = len(known.busy_s) + len(known.idle_s)
    lengths = known.cycles or [talk for talk, _ in known.talks]
    mean = sum(lengths) / len(lengths) if lengths else known.kind.usual_s
    waits = known.waits
    return {
        "mean of the last ten waits": sum(waits[-10:]) / len(waits[-10:]) if waits else None,
        "last to enter service": waits[-1] if waits else None,
        "head of line": known.head_s if known.place > 1 else waits[-1] if waits else None,
        "place x mean / servers": known.place * mean / servers if servers else None,
        "half a place less": (known.place - 0.5) * mean / servers if servers else None,
        "state-based (Whitt)": _whitt(known, mean, servers) if servers else None,
    }


def _whitt(known: Known, mean: float, servers: int) -> float:
    """Add up the times between departures of who is ahead, by service or out of patience."""
    leaves = known.left / known.waited_s if known.waited_s else 0.0
    return sum(1 / (servers / mean + ahead * leaves) for ahead in range(known.place))
