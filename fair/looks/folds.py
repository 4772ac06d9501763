"""What the ledger is not compared with in `looks`: words, and what was said of them."""

from fair.folds import free_table

_WHY = "words that wait for a person: what was decided, by whom and when, the facts tell too"
FOLLOWS = (
    free_table("look", _WHY),
    free_table("look_act", _WHY),
)
