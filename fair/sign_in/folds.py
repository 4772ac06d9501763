"""What the ledger is not compared with in `sign_in`: no figure and no promise rests on it."""

from fair.folds import free_table

_WHY = "who is signed in where: their holder sees and ends it"
FOLLOWS = (
    free_table("login", _WHY),
    free_table("key_link", _WHY),
)
