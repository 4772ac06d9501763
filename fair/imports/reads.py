"""Reading a file against what is here: the plan of an import. Nothing is changed."""

import gzip
import tomllib
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from fair.booths import reads as booth_reads
from fair.days import HOME, day_at
from fair.decisions import Malformed, NotFound
from fair.employers import reads as employer_reads
from fair.folding import key
from fair.imports import importing
from fair.imports.import_map import Map, read_map
from fair.imports.importing import Plan
from fair.imports.lexicon import PLAIN
from fair.imports.lexicon_reads import template_lexicon
from fair.imports.map_shape import MOST_DOTS, MOST_SIGNS
from fair.imports.mapped_row import employer_key
from fair.imports.refusals import DeepMap, FileTooLarge, LongMap
from fair.programme import reads as programme
from fair.tabular.line import MOST_ROWS
from fair.tabular.source import Data, reader
from fair.terms.code_reads import code_lists
from fair.vacancies import staging_reads

MOST_UNPACKED = 30_000_000
_LONGEST_PROBLEM = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to bring in. Without a map it is in the fair's own template.

    `employer_id` and `booth_id` say whose posts these are. An organiser may leave both out: a map
    or the column of the employer says it row by row, and employers are made of the file.
    A map that was chosen on the page is `shaped`: words count as codes, and signs are found out.
    `good_rows` keeps what can be kept of a template with broken rows; `open_complete` opens what
    is complete. `encoding` is what somebody said of it.
    """

    data: Data
    file_name: str
    most_rows: int = MOST_ROWS
    employer_id: str = ""
    booth_id: str = ""
    map_text: str = ""
    encoding: str = ""
    shaped: bool = False
    good_rows: bool = False
    open_complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What a file is read against: the day, posts that are here by (employer, ref), employers.

    `employers` leads from the key of a name to the id; with `only`, no others are taken.
    """

    today: date
    refs: Collection[tuple[str, str]]
    employers: Mapping[str, str]
    only: bool


class _Employers(Mapping[str, str]):
    """Employers by the key of a name, each looked up by an index when it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def __getitem__(self, wanted: str) -> str:
        found = employer_reads.called(self._at, [key(wanted)]).values()
        ids = [one.id for one in found if employer_key(one.name) == wanted]
        if not ids:
            raise KeyError(wanted)
        return ids[-1]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class _Refs(Collection[tuple[str, str]]):
    """The references of posts that are here, each looked up by an index when it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def __contains__(self, wanted: object) -> bool:
        return bool(
            isinstance(wanted, tuple) and wanted[0] and staging_reads.refs_here(self._at, [wanted])
        )

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def __len__(self) -> int:
        return 0


def here_for_some(connection: Connection, now: datetime) -> Here:
    """Return what a few rows of an organiser's file are read against: each row looks up its own.

    What a look at ten rows costs does not grow with what is here.
    """
    return Here(
        today=day_at(now, HOME),
        refs=_Refs(connection),
        employers=_Employers(connection),
        only=False,
    )


def here(connection: Connection, upload: Upload, now: datetime) -> Here:
    """Read what a file is read against; refuses `NotFound` where booth or employer are not."""
    booth = booth_reads.booth(connection, upload.booth_id) if upload.booth_id else None
    if upload.booth_id and (booth is None or booth.employer_id != upload.employer_id):
        raise NotFound
    employers: dict[str, str] = {}
    if upload.map_text and upload.employer_id:
        employers = _keys_of(connection, upload.employer_id)
    elif not upload.employer_id:
        names = employer_reads.employer_names(connection)
        employers = {employer_key(name): one for one, name in names}
    return Here(
        today=day_at(now, programme.zone_of(connection, booth.fair_id if booth else "")),
        refs=staging_reads.known_refs(connection, upload.employer_id),
        employers=employers,
        only=bool(upload.employer_id),
    )


def plan_of(upload: Upload, found: Here, first: int = 0) -> Plan:
    """Read a file, or by a map its first rows.

    Needs no database: reading takes long, and a snapshot keeps what is erased.
    """
    refs, ids, mine = found.refs, found.employers, upload.employer_id
    if not upload.map_text:
        return importing.plan_template(
            unpacked(upload),
            code_lists(),
            found.today,
            lambda key, ref: (mine or ids.get(key, ""), ref) in refs,
            upload.most_rows,
            lexicon=template_lexicon(),
            encoding=upload.encoding,
            named=not mine,
        )
    map_ = parsed_map(upload.map_text)
    return importing.plan_mapped(
        unpacked(upload),
        map_,
        code_lists(),
        found.today,
        lambda key, ref: (ids.get(key, ""), ref) in refs,
        frozenset(ids) if found.only else None,
        most_rows=upload.most_rows,
        lexicon=template_lexicon() if upload.shaped else PLAIN,
        encoding=upload.encoding if upload.shaped else None,
        first=first,
    )


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
    except RecursionError:
        raise DeepMap from None
    except ValueError as error:  # a BadMap, or no TOML
        raise Malformed(problem=str(error)[:_LONGEST_PROBLEM]) from None


def unpacked(upload: Upload) -> Data:
    """Return the bytes of the file, unzipped where its name ends in .gz."""
    if not upload.file_name.endswith(".gz"):
        return upload.data
    try:
        with gzip.GzipFile(fileobj=reader(upload.data)) as file:
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
