"""What is kept of staff for so many days only: invitations, links for a password, acts."""

from fair.accounts.act import ACTS_KEPT
from fair.accounts.act_store import act_table
from fair.accounts.invitation_store import invitation_table
from fair.accounts.reset_store import reset_table
from fair.retention import sweep_rows

SWEEPS = (
    sweep_rows(
        "invitations", 90, invitation_table, lambda before: [invitation_table.c.expires_at < before]
    ),
    sweep_rows(
        "acts on accounts", ACTS_KEPT.days, act_table, lambda before: [act_table.c.at < before]
    ),
    # A link works for an hour and counts for a day.
    sweep_rows(
        "links for passwords", 2, reset_table, lambda before: [reset_table.c.made_at < before]
    ),
)
