"""What fills the parts of rehearsals."""

from datetime import datetime
from typing import TypedDict

from fair.booths.booth import Booth
from fair.programme.fair import Fair


class OfFair(TypedDict):
    """A fair before it opens, and its rehearsal.

    `running` is the one that runs now; the `last` began at `began_at`. `may_begin` says that one
    may begin now.
    """

    fair: Fair
    running: Fair | None
    last: Fair | None
    began_at: datetime | None
    may_begin: bool


class AtDesk(TypedDict):
    """A booth's desk: of a rehearsal, or of a fair that is rehearsed now at `booth_id`.

    `running` is that rehearsal, None where none runs; `here` says that this desk is in it.
    """

    booth: Booth
    running: Fair | None
    here: bool
    there_id: str
    practised: bool
