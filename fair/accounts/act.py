"""What was done to an account: shown to its owner, and told by mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fair.decisions import N_

ACTS_KEPT = timedelta(days=365)
MOST_SHOWN = 30


class What(StrEnum):
    """The acts that the owner of an account hears of."""

    JOINED = "joined"
    INVITED_AGAIN = "invited_again"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - an act
    RESET_ASKED = "reset_asked"
    RESET_PRINTED = "reset_printed"
    RESET_USED = "reset_used"
    LEAD_GIVEN = "lead_given"
    LEAD_TAKEN = "lead_taken"
    CLOSED = "closed"


SAYINGS = {
    What.JOINED: N_("The account was made. The invitation came from {name}."),
    What.INVITED_AGAIN: N_(
        "{name} invited this address once more. Nothing about your account has changed: an "
        "invitation opens no account that is there."
    ),
    What.PASSWORD_CHANGED: N_("The password was changed. Other devices were signed out."),
    What.RESET_ASKED: N_(
        "Somebody asked for a new password. The link for it went to this address and nowhere else."
    ),
    What.RESET_PRINTED: N_(
        "A link for a new password was printed at the fair's server, to be given to you."
    ),
    What.RESET_USED: N_(
        "A new password was chosen with a link that was sent for it. All devices were signed out."
    ),
    What.LEAD_GIVEN: N_("{name} made you the lead of your team: you can remove colleagues."),
    What.LEAD_TAKEN: N_("{name} made somebody else the lead of your team."),
    What.CLOSED: N_("{name} closed the account. All devices were signed out."),
}
AT_THE_SERVER = N_("whoever runs the fair's server")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done, by whom (empty: at the server), and on which device."""

    what: What
    at: datetime
    by_account_id: str
    device: str
