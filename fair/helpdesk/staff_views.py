"""One member of an employer's staff at a fair, as the office that may mute them sees it."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts.account import Account
from fair.because import MutedFor
from fair.conduct import reads as conduct
from fair.conduct import said_reads
from fair.conduct.contexts import Said
from fair.decisions import NotFound
from fair.employers import reads as employers
from fair.helpdesk import staff_reads
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.web import Viewer


class OfStaff(TypedDict):
    """A recruiter, of which employer, and what was done about them at this fair."""

    fair: Fair
    account: Account
    employer: str
    measures: list[Said]
    mute_reasons: tuple[tuple[str, str], ...]


def of_staff(connection: Connection, viewer: Viewer, fair_id: str, account_id: str) -> OfStaff:
    """Return a recruiter at a fair; refuses `NotFound` for anybody else's."""
    fair = programme.fair(connection, fair_id)
    who = staff_reads.recruiter_of(connection, fair_id, account_id)
    if fair is None or who is None or not viewer.actor.runs(fair_id):
        raise NotFound
    employer = employers.employer(connection, who.employer_id)
    return {
        "fair": fair,
        "account": who,
        "employer": employer.name if employer else "",
        "measures": said_reads.said(
            connection, viewer.words.gettext, conduct.of_account(connection, fair_id, account_id)
        ),
        "mute_reasons": said_reads.reasons(viewer.words.gettext, MutedFor),
    }
