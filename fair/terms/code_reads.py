"""The code lists as the reader of cells wants them: what may stand in a cell."""

from collections.abc import Iterable
from functools import cache

from fair import codes
from fair.folding import key
from fair.terms.cells import Codes


@cache
def code_lists() -> Codes:
    """Return the code lists that cells must name."""
    kinds = ("skill", "certificate", "language")
    counties = frozenset(code for code in codes.divisions() if codes.county(code))
    return Codes(
        work=frozenset(codes.work_groups()),
        counties=counties,
        skills={kind: frozenset(one.code for one in codes.of_kind(kind)) for kind in kinds},
        county_names=_names(counties),
        asks=frozenset(codes.asks()),
    )


def _names(counties: Iterable[str]) -> dict[str, str]:
    """Return names, alone and after those of city and province, that mean one place only."""
    named: dict[str, set[str]] = {}
    for code in counties:
        steps = codes.path(code)
        for first in range(len(steps)):
            for text in (
                "".join(step.name for step in steps[first:]),
                "".join(step.latin for step in reversed(steps[first:])),
            ):
                named.setdefault(key(text), set()).add(code)
    return {name: next(iter(found)) for name, found in named.items() if len(found) == 1}
