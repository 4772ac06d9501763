"""What is kept of staff for so many days only: invitations."""

from fair.accounts.invitation_store import invitation_table
from fair.retention import sweep_rows

SWEEPS = (
    sweep_rows(
        "invitations", 90, invitation_table, lambda before: [invitation_table.c.expires_at < before]
    ),
)
