"""What the ledger is not compared with in `factors`: no figure and no promise rests on it."""

from fair.folds import free_table

_WHY = "second steps of sign-in: secrets of their holder, who sees when one was set or ended"
FOLLOWS = (
    free_table("factor", _WHY),
    free_table("recovery_code", _WHY),
    free_table("factor_asking", _WHY),
)
