"""The part "booths.employer_name": how lower slices show whose name they know by id only."""

from collections.abc import Mapping
from typing import Any

from fair.booths import reads
from fair.web import Viewer


def employer_name(
    connection: Any, viewer: Viewer, employer_id: str
) -> tuple[str, Mapping[str, Any]]:
    """Return the employer's name in the reader's language; empty where it is not known."""
    found = reads.employer(connection, employer_id)
    return "booths/_employer_name.html", {"called": found.called(viewer.lang) if found else ""}


PARTS = {"booths.employer_name": employer_name}
