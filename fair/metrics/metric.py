"""How figures are written for Prometheus: one line each, after what they are. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is counted; `values` are (labels, value), one for each of its kinds."""

    name: str
    says: str
    values: tuple[tuple[Mapping[str, str], float], ...] = field(default=())


def one(name: str, says: str, value: float) -> Metric:
    """Return a thing of which there is one figure."""
    return Metric(name, says, (({}, value),))


def by(name: str, says: str, label: str, values: Mapping[str, float]) -> Metric:
    """Return a thing that is counted by one label."""
    return Metric(name, says, tuple(({label: key}, value) for key, value in values.items()))


def written(metrics: Iterable[Metric]) -> str:
    """Return them as text; what ends with `_total` only grows, all else goes up and down."""
    lines = []
    for metric in metrics:
        kind = "counter" if metric.name.endswith("_total") else "gauge"
        lines += [f"# HELP {metric.name} {metric.says}", f"# TYPE {metric.name} {kind}"]
        for labels, value in metric.values:
            said = ",".join(f'{key}="{text.translate(_ESCAPED)}"' for key, text in labels.items())
            lines.append(
                f"{metric.name}{{{said}}} {value:g}" if said else f"{metric.name} {value:.17g}"
            )
    return "\n".join(lines) + "\n"
