"""Files of rows, as their facts add up to them."""

from fair.exports import facts
from fair.folds import Data, Fold, Follows, Things, instant

EXPORT = "export"
_SAME = ("fair_id", "employer_id", "account_id", "what", "form", "purpose")


def _made(things: Things, data: Data, at: int) -> None:
    row = {name: data[name] for name in _SAME}
    times = {"made_at": at, "expires_at": instant(data, "expires_at")}
    things.new(EXPORT, data["export_id"], {"id": data["export_id"], **row, **times})


FOLDS: dict[str, Fold] = {facts.ExportMade.kind: _made}
FOLLOWS = (Follows(table=EXPORT, columns=("id", *_SAME, "made_at", "expires_at")),)
