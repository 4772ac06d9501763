"""A code that must be in a list, as people write it."""

from collections.abc import Collection
from functools import cache

from fair.decisions import N_
from fair.folding import fold
from fair.terms.terms import PERIODS
from fair.terms.unreadable import Unreadable


def one_of(text: str, allowed: Collection[str]) -> str:
    """Read a code that must be in a list, however wide or capital its letters are.

    Raises Unreadable where it is not there; a short list is said.
    """
    found = text if text in allowed else {_folded(one): one for one in allowed}.get(fold(text))
    if found is None:
        shown = ", ".join(sorted(allowed)) if len(allowed) <= len(PERIODS) else "…"
        raise Unreadable(N_("This is not in the list: {allowed}."), allowed=shown)
    return found


@cache
def _folded(code: str) -> str:
    """Return a code of ours as it is compared; a file of many wrong cells asks for all of them."""
    return fold(code)
