"""What reports do to the post that they are about, and to the one that is written in its place."""

from fair.board import report_reads
from fair.board.reporting import ENOUGH, different
from fair.db import Work
from fair.looks import writes as looks
from fair.looks.look import LookKind, Why
from fair.vacancies import look_writes
from fair.vacancies.vacancy import Vacancy


def hide_reported(work: Work, post: Vacancy) -> None:
    """Hide a post that three people reported, until an organiser has looked."""
    waits = looks.waits(work, LookKind.POST, post.id)
    if waits and waits.why is Why.REPORTS:
        return
    if different(report_reads.reporters(work.connection, post)) >= ENOUGH:
        look_writes.suspend_for_reports(work, post)
