"""The office, as its facts add up to it."""

from fair.folds import Data, Fold, Follows, Things, hashed
from fair.office import facts
from fair.office.office import OFFICE, SAID


def _set(things: Things, data: Data, _at: int) -> None:
    row = {"id": OFFICE, **hashed(data, *SAID)}
    known = things.get(OFFICE, OFFICE)
    if known:
        known.update(row)
    else:
        things.new(OFFICE, OFFICE, row)


FOLDS: dict[str, Fold] = {facts.OfficeSet.kind: _set}
FOLLOWS = (Follows(table=OFFICE, columns=("id", *SAID)),)
