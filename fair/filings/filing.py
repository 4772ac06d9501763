"""A recruitment filing that was withdrawn, and may hold again. Pure.

Its number, its days and for whom it is stand in the posts that rest on it; here is only that the
authority, or the office on its word, took it back.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fair.decisions import Moves
from fair.folding import key


class FilingState(StrEnum):
    """A filing that was taken back, or that holds again after that."""

    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


MOVES_FILING: Moves[FilingState] = {
    FilingState.WITHDRAWN: {"restore": FilingState.RESTORED},
    FilingState.RESTORED: {},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One time that a filing of an employer was taken back."""

    id: str
    employer_id: str
    number: str
    state: FilingState
    withdrawn_at: datetime
    reason: str


def known_by(number: str) -> str:
    """Return what tells one filing from another, however its number is typed."""
    return key(number).replace(" ", "")
