"""The office mutes a member of an employer's staff at a fair where that employer has a booth."""

from typing import Any

from fair.conduct import writes as conduct
from fair.conduct.measure import Span
from fair.conduct.refusals import NotOfThisFair
from fair.contract.conduct import MeasureReply, MuteStaff
from fair.db import Work
from fair.helpdesk import staff_reads


def mute_staff(work: Work, command: MuteStaff) -> MeasureReply:
    """Let a recruiter write to nobody for a while; muting again counts from now.

    Refuses `NotOfThisFair` for whose employer has no booth there, and `FairOver`.
    """
    fair = conduct.running(work, command.fair_id)
    if staff_reads.recruiter_of(work.connection, fair.id, command.account_id) is None:
        raise NotOfThisFair
    made = conduct.mute_staff(
        work, fair, command.account_id, Span(command.span), command.reason, command.happened
    )
    return MeasureReply(measure_id=made.id)


HANDLERS: dict[Any, Any] = {MuteStaff: mute_staff}
