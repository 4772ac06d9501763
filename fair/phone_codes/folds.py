"""What the ledger is not compared with in `phone_codes`: it ends within minutes."""

from fair.folds import free_table

FOLLOWS = (free_table("code", "codes that end within minutes"),)
