"""What a person's own page says of its microphone before a call."""

from typing import Any

from fair.contract.base import Done
from fair.contract.rooms_microphone import TryMicrophone
from fair.db import Work
from fair.rooms.facts import MicrophoneTried
from fair.rooms.microphone_store import save_verdict


def try_microphone(work: Work, command: TryMicrophone) -> Done:
    """Keep what the check found, for the desks where this person waits; the same again is once."""
    person_id = work.actor.person_id
    if save_verdict(work, person_id, command.verdict):
        work.record(MicrophoneTried(person_id=person_id, verdict=command.verdict))
    return Done()


HANDLERS: dict[Any, Any] = {TryMicrophone: try_microphone}
