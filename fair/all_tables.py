"""Every table as CSV, for an office that leaves: what it may take along, and what nobody may."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any

from sqlalchemy import Connection, Table, func, select

from fair.sheets import BOM, cell
from fair.tables import metadata

README = "README.txt"
# Who has one of these comes in as somebody else, or reads what is on its way to somebody.
SECRETS = frozenset({
    "code", "factor", "factor_asking", "invitation", "key_link", "login", "password_reset",
    "recovery_code", "reply", "signal", "text_link",
})  # fmt: skip
SECRET_COLUMNS = {
    "account": frozenset({"password_hash"}),
    "guest": frozenset({"token", "key_hash"}),
}
_AT_ONCE = 500


def write(connection: Connection, out: IO[bytes], now: datetime) -> dict[str, int]:
    """Write every table into a ZIP; return how many rows each has."""
    counts = dict[str, int]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bag:
        for table in tables():
            with bag.open(f"{table.name}.csv", "w", force_zip64=True) as raw:
                counts[table.name] = _table(connection, table, raw)
        bag.writestr(README, _readme(counts, now))
    return counts


def tables() -> list[Table]:
    """Return the tables that are written, by name."""
    return [metadata.tables[name] for name in sorted(metadata.tables) if name not in SECRETS]


def columns(table: Table) -> list[str]:
    """Return the columns that are written of a table."""
    secret = SECRET_COLUMNS.get(table.name, frozenset())
    return [one.name for one in table.c if one.name not in secret]


def count(connection: Connection, table: Table) -> int:
    """Return how many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _table(connection: Connection, table: Table, raw: IO[bytes]) -> int:
    names, rows = columns(table), 0
    out = io.TextIOWrapper(raw, "utf-8", newline="")
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(names)
    query = select(*(table.c[name] for name in names)).order_by(*table.primary_key)
    for row in connection.execute(query, execution_options={"yield_per": _AT_ONCE}):
        writer.writerow([_cell(value) for value in row])
        rows += 1
    out.flush()
    out.detach()
    return rows


def _cell(value: Any) -> str:
    if isinstance(value, Mapping | list | tuple):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    elif isinstance(value, bytes):
        value = value.hex()
    return cell(value, UTC)


def _readme(counts: Mapping[str, int], now: datetime) -> str:
    return "\n".join(_said(counts, now)) + "\n"


def _said(counts: Mapping[str, int], now: datetime) -> Iterator[str]:
    day = now.isoformat(" ")[:16]
    yield f"Everything that Fair kept, on {day} UTC. One table a file, CSV in UTF-8."
    yield ""
    yield "These files name people: keep them as you keep the database, and delete them as early."
    yield "Who has their data erased after this day still stands here: erase them here too."
    yield "Times are in UTC. Columns in {} or [] are JSON; files that people sent are hexadecimal."
    yield "Left out is what lets somebody in, or is on its way: " + ", ".join(sorted(SECRETS))
    yield "and passwords and links. To go on with Fair elsewhere, take a backup instead."
    yield ""
    yield from (f"{name}.csv: {rows} rows" for name, rows in counts.items())
