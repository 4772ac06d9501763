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
    ENDED = "ended"
    FACTOR_SET = "factor_set"
    FACTOR_ENDED = "factor_ended"
    FACTOR_TAKEN_AWAY = "factor_taken_away"
    RECOVERY_CODE_USED = "recovery_code_used"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed"
    PASSWORDS_TRIED = "passwords_tried"
    CODES_TRIED = "codes_tried"


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
    What.ENDED: N_("The last day of the account is over. All devices were signed out."),
    What.FACTOR_SET: N_("The second step was set up: signing in asks for a code of an app."),
    What.FACTOR_ENDED: N_("The second step was removed: the password alone signs in."),
    What.FACTOR_TAKEN_AWAY: N_(
        "{name} removed the second step of your account: the password alone signs in."
    ),
    What.RECOVERY_CODE_USED: N_("A recovery code was used in the place of the app."),
    What.RECOVERY_CODES_RENEWED: N_("Ten new recovery codes were made. The old ones are over."),
    What.PASSWORDS_TRIED: N_(
        "Many wrong passwords were tried on devices where you never signed in. None was right, and "
        "you can sign in as ever."
    ),
    What.CODES_TRIED: N_(
        "Somebody typed your password and then wrong codes of the second step. Nobody got in. "
        "Change your password now."
    ),
}
AT_THE_SERVER = N_("whoever runs the fair's server")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done, by whom (empty: at the server), and on which device."""

    what: What
    at: datetime
    by_account_id: str
    device: str
