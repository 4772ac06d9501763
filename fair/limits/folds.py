"""The limits of fairs and booths, as their facts add up to them."""

from fair.folds import Data, Fold, Follows, Things
from fair.limits import facts

LIMIT = "line_limit"
_SET = ("capacity", "ring_s", "by_name_every")


def _set(things: Things, data: Data, _at: int) -> None:
    ref = data["booth_id"] or data["fair_id"]
    row = {"id": ref, "fair_id": data["fair_id"], **{name: data[name] for name in _SET}}
    known = things.get(LIMIT, ref)
    if known:
        known.update(row)
    else:
        things.new(LIMIT, ref, row)


FOLDS: dict[str, Fold] = {facts.LimitsSet.kind: _set}
FOLLOWS = (Follows(table=LIMIT, columns=("id", "fair_id", *_SET)),)
