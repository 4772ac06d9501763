"""Employers that a broken import left are removed, if nothing is there of them by now either."""

from typing import Any

from fair.contract.roster import EmployersRemovedReply, RemoveBareEmployers
from fair.db import Work
from fair.employers import reads as employers
from fair.employers import writes as employer_writes
from fair.roster import bare_reads


def remove(work: Work, command: RemoveBareEmployers) -> EmployersRemovedReply:
    """Remove those of these that have nothing and nobody; the others stay as they are.

    So do those that came in just now: their posts may be on the way.
    """
    here = employers.employers(work.connection, command.employer_ids)
    settled = bare_reads.settled(here.values(), work.now)
    gone = sorted(bare_reads.with_nothing(work.connection, settled))
    if gone:
        employer_writes.remove_employers(work, gone)
    return EmployersRemovedReply(removed=len(gone))


HANDLERS: dict[Any, Any] = {RemoveBareEmployers: remove}
