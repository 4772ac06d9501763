"""A file that somebody took out of the house. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.glossary import ExportPurpose, ExportWhat

LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Which rows of a fair, for whom and what for; `employer_id` is empty where it is the fair's.

    Whoever made it takes it by its link until `expires_at`, and nobody else does.
    """

    id: str
    fair_id: str
    employer_id: str
    account_id: str
    what: ExportWhat
    form: str
    purpose: ExportPurpose
    made_at: datetime
    expires_at: datetime

    def over(self, now: datetime) -> bool:
        """True once the link works no more."""
        return now >= self.expires_at
