"""What signing in keeps for so many days only: logins and links."""

from fair.retention import sweep_rows
from fair.sign_in.login_store import key_link_table, login_table

SWEEPS = (
    sweep_rows("ended logins", 30, login_table, lambda before: [login_table.c.revoked_at < before]),
    # No browser keeps a cookie for longer than a year.
    sweep_rows("old logins", 366, login_table, lambda before: [login_table.c.made_at < before]),
    sweep_rows(
        "ended links", 30, key_link_table, lambda before: [key_link_table.c.revoked_at < before]
    ),
)
