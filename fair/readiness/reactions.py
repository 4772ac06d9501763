"""Where a fair asks for practice first, nobody goes on duty who has neither it nor a yes."""

from typing import Any

from fair.booths.facts import DutyStarted
from fair.db import Work
from fair.readiness import reads
from fair.readiness.refusals import PractiseFirst


def duty_started(work: Work, fact: DutyStarted) -> None:
    """Refuse `PractiseFirst` to who has not practised and was not let on by a colleague."""
    if not reads.may_go_on_duty(work.connection, fact.fair_id, fact.account_id, work.now):
        raise PractiseFirst


REACTIONS: dict[Any, Any] = {DutyStarted: [duty_started]}
