"""A dump of a PostgreSQL database and its way back, by PostgreSQL's own programs, without a shell.

The password goes by the environment: what stands in a command line, everybody on the machine reads.
"""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url

from fair.db import Database

NAME = "fair.dump"
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND application_name LIKE 'fair %'"
)


class Failed(Exception):
    """A program of PostgreSQL is missing or failed; the text says what to do."""


def save(url: str, folder: Path) -> None:
    """Dump the database into a folder, as it was in one instant; raises `Failed`."""
    _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={folder / NAME}", "--dbname={}")


def why_not(url: str, *, over: bool) -> str:
    """Return, in a sentence, why nothing may be put into this database; empty where it may."""
    database = Database(url)
    try:
        others = database.read_now(lambda at: int(at.execute(_OTHERS).scalar() or 0))
        tables = database.read_now(lambda at: inspect(at).get_table_names())
    finally:
        database.stop()
    if others:
        return "Servers of Fair are connected to this database. Stop them first"
    if tables and not over:
        return (
            f"The database has {len(tables)} tables already. Give an empty one, or --over: then "
            "all that is in it is deleted"
        )
    return ""


def let_go(_url: str) -> None:
    """Nothing is held there: who connects meanwhile waits for the one transaction."""


def put(url: str, folder: Path) -> None:
    """Put a dump into the database, in one transaction; raises `Failed`."""
    how = ("--no-owner", "--clean", "--if-exists", "--single-transaction", "--exit-on-error")
    _run("pg_restore", url, *how, "--dbname={}", str(folder / NAME))


def _run(name: str, url: str, *arguments: str) -> None:
    at = make_url(url)
    plain = at.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    said = [one.replace("{}", plain) if one == "--dbname={}" else one for one in arguments]
    env = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    if at.password:
        env["PGPASSWORD"] = str(at.password)
    done = subprocess.run(  # noqa: S603 - a program by its whole path, no shell
        [program(name), *said], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[0]
        raise Failed(f"{name} failed: {why}")


def program(name: str) -> str:
    """Return where a program of PostgreSQL is, of the newest version; raises `Failed`."""
    there = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda at: at.parts[-3].zfill(4)
    )
    found = str(there[-1]) if there else shutil.which(name)
    if not found:
        raise Failed(
            f"{name} is missing on this machine. On Debian: sudo apt-get install postgresql-client"
        )
    return found
