"""How the facts of keys fold into their record. Pure."""

from fair.folds import Data, Follows, Things

_KEY = "ledger_key"


def _made(things: Things, data: Data, at: int) -> None:
    row = {"public": data["key"], "before": data["before"], "at": at}
    things.new(_KEY, data["key"], row)


FOLDS = {"ledger.key_made": _made}
FOLLOWS = Follows(
    table=_KEY,
    key=("public",),
    columns=("public", "before", "at"),
    free={
        "number": "the order: who came before whom is compared",
        "head": "under the signatures of both keys",
        "signature": "checked with the key itself",
        "signature_before": "checked with the key before, or told to be missing",
    },
)
