"""What an asker is told in place of an error of the writer's."""

from pathlib import Path

from fair.decisions import NotKnown
from fair.health import Health
from fair.jobs import CommitLost
from fair.sick import CannotSave
from fair.trouble import SURELY_NOT_SAVED, cause_at


def excuse(error: Exception, folder: Path | None, health: Health) -> Exception:
    """Return what the asker is told; note what is wrong with the machine.

    A bug of ours is the asker's to log.
    """
    cause = cause_at(error, folder)
    if cause:
        health.failed(cause, error)
    if isinstance(error, CommitLost) and cause not in SURELY_NOT_SAVED:
        return NotKnown()
    return CannotSave() if cause else error
