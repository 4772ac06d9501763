"""Reading a file against what is here: the plan of an import. Nothing is changed."""

import gzip
import io
import tomllib
import zlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from fair.booths import reads as booth_reads
from fair.days import day_at
from fair.decisions import Malformed, NotFound
from fair.employers import reads as employer_reads
from fair.imports import importing
from fair.imports.csv_table import MOST_ROWS
from fair.imports.import_map import Map, read_map
from fair.imports.importing import Plan, employer_key
from fair.imports.map_shape import MOST_DOTS, MOST_SIGNS
from fair.imports.refusals import FileTooLarge, LongMap
from fair.programme import reads as programme
from fair.terms.code_reads import code_lists
from fair.vacancies import staging_reads

MOST_UNPACKED = 30_000_000
_LONGEST_PROBLEM = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to bring in. Without a map it is in the fair's own template.

    `employer_id` and `booth_id` say whose posts these are; an organiser with a map may leave both
    out, and employers are made of the file. `good_rows` keeps what can be kept of a template with
    broken rows; `open_complete` opens what is complete.
    """

    data: bytes
    file_name: str
    most_rows: int = MOST_ROWS
    employer_id: str = ""
    booth_id: str = ""
    map_text: str = ""
    good_rows: bool = False
    open_complete: bool = False


def plan_of(connection: Connection, upload: Upload, now: datetime) -> tuple[Plan, dict[str, str]]:
    """Read a file against what is here; return the plan and known employers by key."""
    booth = booth_reads.booth(connection, upload.booth_id) if upload.booth_id else None
    if upload.booth_id and (booth is None or booth.employer_id != upload.employer_id):
        raise NotFound
    today = day_at(now, programme.zone_of(connection, booth.fair_id if booth else ""))
    data = unpacked(upload)
    refs = staging_reads.known_refs(connection, upload.employer_id)
    if not upload.map_text:
        mine = upload.employer_id
        return importing.plan_template(
            data, code_lists(), today, lambda ref: (mine, ref) in refs, upload.most_rows
        ), {}
    map_ = parsed_map(upload.map_text)
    ids = {employer_key(name): one for one, name in employer_reads.employer_names(connection)}
    only = None
    if upload.employer_id:
        ids = _keys_of(connection, upload.employer_id)
        only = frozenset(ids)
    plan = importing.plan_mapped(
        data,
        map_,
        code_lists(),
        today,
        lambda key, ref: (ids.get(key, ""), ref) in refs,
        only,
        most_rows=upload.most_rows,
    )
    return plan, ids


def _keys_of(connection: Connection, employer_id: str) -> dict[str, str]:
    employer = employer_reads.employer(connection, employer_id)
    if employer is None:
        raise NotFound
    names = (employer.name, *employer.names.values())
    return {employer_key(name): employer_id for name in names if name}


def parsed_map(text: str) -> Map:
    """Return the map that a TOML text holds; refuses `Malformed` with what is wrong."""
    if len(text) > MOST_SIGNS or any(line.count(".") > MOST_DOTS for line in text.splitlines()):
        raise LongMap(kilobytes=MOST_SIGNS // 1000)
    try:
        return read_map(tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # a BadMap, no TOML, or boxes within boxes
        raise Malformed(problem=str(error)[:_LONGEST_PROBLEM]) from None


def unpacked(upload: Upload) -> bytes:
    """Return the bytes of the file, unzipped where its name ends in .gz."""
    if not upload.file_name.endswith(".gz"):
        return upload.data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(upload.data)) as file:
            data = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error):
        raise Malformed(problem=upload.file_name) from None
    if len(data) > MOST_UNPACKED:
        raise FileTooLarge(megabytes=MOST_UNPACKED // 1_000_000)
    return data


def whose(connection: Connection, employer: str, number: int) -> tuple[str, str]:
    """Return the ids of an employer, by name or id, and of its booth with this number.

    Without a name both are ""; refuses `NotFound` where there is no such employer or booth.
    """
    if not employer:
        return "", ""
    for one in employer_reads.all_employers(connection):
        names = {employer_key(name) for name in (one.name, *one.names.values())}
        if employer == one.id or employer_key(employer) in names:
            break
    else:
        raise NotFound
    booths = booth_reads.booths_of_employer(connection, one.id)
    found = next((booth.id for booth in booths if booth.number == number), "")
    if number and not found:
        raise NotFound
    return one.id, found
