"""What the ledger is not compared with in `accounts`: no figure and no promise rests on it."""

from fair.folds import free_table

_WHY = "who may sign in as staff, and by whose act: told in the ledger; no figure rests on it"
FOLLOWS = (
    free_table("account", _WHY),
    free_table("invitation", _WHY),
    free_table("account_act", "a list for the account's holder of what the facts tell too"),
    free_table("password_reset", "links that end within hours"),
)
