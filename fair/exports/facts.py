"""What happens to files of rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class ExportMade(Fact):
    """Somebody of the staff asked for a file of rows: of the fair, or of one employer's own."""

    kind: ClassVar[str] = "export.made"
    export_id: str
    employer_id: str
    account_id: str
    what: str
    form: str
    purpose: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class FileTaken(Fact):
    """A file left the house: which, and who took it."""

    kind: ClassVar[str] = "file.taken"
    account_id: str
    what: str
    form: str
