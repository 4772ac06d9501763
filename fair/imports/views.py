"""What recruiters and organisers see of imports: the upload, and what became of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict

from sqlalchemy import Connection

from fair.booths.booth import Booth
from fair.booths.reads import my_booths
from fair.decisions import NotAllowed, NotFound, filled
from fair.glossary import VacancyState
from fair.imports import row_reads
from fair.imports.importing import Plan
from fair.imports.template_views import ColumnShown, columns
from fair.programme.fair import Fair
from fair.tabular.encodings import CHOICES, FOUND_OUT
from fair.terms.terms import LABELS
from fair.vacancies import staging_reads
from fair.vacancies.staging_reads import Import
from fair.web import Viewer

MAPS = Path(__file__).parent.parent / "maps"


class ProblemRow(TypedDict):
    """What is wrong in one cell, in the reader's words."""

    row: int
    column: str
    value: str
    text: str
    refused: bool


class UploadForm(TypedDict):
    """What the page of uploads offers."""

    fair: Fair | None
    booths: list[tuple[Booth, Fair]]
    maps: list[str]
    encodings: list[tuple[str, str]]
    columns: list[ColumnShown]


class BrokenUpload(UploadForm):
    """The same after a file that cannot be kept."""

    plan: Plan
    problems: list[ProblemRow]


class BroughtFiles(TypedDict):
    """The latest files that an employer brought in."""

    imports: Sequence[Import]


class ImportResult(TypedDict):
    """What became of an import, and how its posts stand now."""

    fair: Fair | None
    found: Import
    now: dict[VacancyState, int]
    problems: list[ProblemRow]


def upload(connection: Connection, viewer: Viewer) -> UploadForm:
    """Return what the page of uploads offers."""
    booths, said_ = my_booths(connection, viewer.actor.employer_id), viewer.words.gettext
    names = sorted(path.stem for path in MAPS.glob("*.toml"))
    return {
        "fair": booths[0][1] if booths else None,
        "booths": booths,
        "maps": names,
        "encodings": [("", said_(FOUND_OUT)), *((one, said_(it)) for one, it in CHOICES.items())],
        "columns": columns(viewer.words),
    }


def brought(connection: Connection, viewer: Viewer) -> BroughtFiles:
    """Return the latest files that the recruiter's employer brought in."""
    return {"imports": staging_reads.imports_of(connection, viewer.actor.employer_id)}


def imported(connection: Connection, viewer: Viewer, import_id: str) -> ImportResult:
    """Return what became of an import; refuses `NotAllowed` for another employer's."""
    found = staging_reads.published_import(connection, import_id)
    if found is None:
        raise NotFound
    if not viewer.oversees and not viewer.actor.works_for(found.employer_id or ""):
        raise NotAllowed
    booths = my_booths(connection, viewer.actor.employer_id)
    waits = row_reads.count(connection, import_id)
    return {
        "fair": booths[0][1] if booths else None,
        "found": found,
        "now": staging_reads.import_counts(connection, import_id),
        # what waits to be mended is shown by itself; here stands what else was left out
        "problems": problems([one for one in found.problems if not waits or _noted(one)], viewer),
    }


def _noted(one: dict[str, Any]) -> bool:
    return bool(one["reason"] == "left-out")


def problems(kept: Sequence[dict[str, Any]], viewer: Viewer) -> list[ProblemRow]:
    """Return problems of a file in the reader's words."""
    said_ = viewer.words.gettext
    return [
        {
            "row": one["row"],
            "column": said_(LABELS.get(one["column"], one["column"])),
            "value": one["value"],
            "text": filled(said_(one["says"]), one["values"]) if one["says"] else "",
            "refused": one["refused"],
        }
        for one in kept
    ]


def shipped_map(name: str) -> str:
    """Return the text of a map that comes with the fair; refuses `NotFound`."""
    path = MAPS / f"{name}.toml"
    if not name.replace("_", "").isalnum() or not path.is_file():
        raise NotFound
    return path.read_text("utf-8")
