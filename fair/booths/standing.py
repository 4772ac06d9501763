"""What keeps a booth from going on as usual, the most serious first. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from fair.booths.booth import Booth, Cause
from fair.employers.licence import Licence
from fair.glossary import BoothState, FairState
from fair.programme.fair import Fair

CLOSING_SOON = timedelta(minutes=30)


class Standing(StrEnum):
    """`USUAL` needs no words."""

    USUAL = ""
    LICENCE_SUSPENDED = "licence_suspended"
    LICENCE = "licence"
    FAIR_OVER = "fair_over"
    FAIR_PAUSED = "fair_paused"
    BOOTH_CLOSED = "booth_closed"
    SESSION_OVER = "session_over"
    BOOTH_PAUSED = "booth_paused"
    BOOTH_ALONE = "booth_alone"
    CLOSING = "closing"


def standing(
    fair: Fair, booth: Booth, licence: Licence | None, ends_at: datetime, now: datetime
) -> Standing:
    """Return what everybody at this booth should know now; people are called until `ends_at`.

    A booth that was never opened, or a fair that is still ahead, is nothing to warn of.
    """
    if fair.over:
        return Standing.FAIR_OVER
    if fair.ahead:
        return Standing.USUAL
    if booth.cause is Cause.LICENCE and not (licence and licence.in_force):
        suspended = licence is not None and licence.suspended
        return Standing.LICENCE_SUSPENDED if suspended else Standing.LICENCE
    if fair.state is FairState.PAUSED:
        return Standing.FAIR_PAUSED
    if booth.state is BoothState.CLOSED:
        if booth.cause is Cause.SESSION:
            return Standing.SESSION_OVER
        return Standing.BOOTH_CLOSED if booth.cause else Standing.USUAL
    if booth.state is BoothState.PAUSED:
        return Standing.BOOTH_ALONE if booth.waits_for_somebody else Standing.BOOTH_PAUSED
    return Standing.CLOSING if now >= ends_at - CLOSING_SOON else Standing.USUAL
