"""A backup of all that cannot be made anew, while the fair runs, and its way back into the place.

A folder of its own: the database, the keys with their rights, a list of files with their hashes.
Who was erased since stays erased: that list is in no backup, and is followed at the next start.
"""

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import ModuleType

import orjson

from fair import backup_postgres, backup_sqlite, private
from fair.board.verify_reads import report
from fair.db import Database
from fair.engines import is_postgres
from fair.head_checks import examined
from fair.key_holder import KeyHolder
from fair.ledger_key import path_of
from fair.settings import SECRET_FILE, UNSET, Settings
from fair.upgrade import existing, upgrade

FORMAT, LIST = "FAIR-BACKUP.1", "backup.json"
SECRET, KEY = "secret", "ledger.key"


class NotDone(Exception):
    """A backup or restore that did not happen; nothing was changed. The text says why."""


def back_up(settings: Settings, out: Path, now: datetime, *, keys: bool = True) -> list[str]:
    """Write a backup into a folder that is not there yet; return the names of its files.

    Raises `NotDone`. `keys` says whether the secret and the ledger's key come along.
    """
    if out.exists():
        raise NotDone(f"{out} is there already: give another name, such as one with today's date")
    if keys and settings.secret == UNSET.secret:
        raise NotDone(
            f"there is no {SECRET_FILE} here, so links and forms would end at a restore: go "
            "to the folder in which the server runs, set FAIR_SECRET, or give --no-keys"
        )
    existing(settings.database_url)
    part = out.with_name(f"{out.name}.{secrets.token_hex(4)}.part")
    part.mkdir(mode=private.FOLDER, parents=True)
    try:
        _kind(settings).save(settings.database_url, part)
        for name, file in _keys(settings).items() if keys else ():
            if file.exists():
                _copy(file, part / name)
        names = sorted(one.name for one in part.iterdir())
        said = {
            "format": FORMAT, "made_at": now.isoformat(timespec="seconds"),
            "files": {name: _hash(part / name) for name in names},
        }  # fmt: skip
        private.file(part / LIST)
        (part / LIST).write_bytes(orjson.dumps(said, option=orjson.OPT_INDENT_2))
        part.rename(out)
    except backup_postgres.Failed as error:
        raise NotDone(str(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return [*names, LIST]


def restore(
    settings: Settings, source: Path, now: datetime, *, over: bool = False
) -> tuple[bool, list[str]]:
    """Put a backup into the place of this house; return whether its ledger holds, and what to tell.

    Raises `NotDone`. A SQLite copy whose ledger does not hold takes nobody's place.
    """
    _check(settings, source)
    if why := _kind(settings).why_not(settings.database_url, over=over):
        raise NotDone(why)
    try:
        return _put_back(settings, source, now, over=over)
    finally:
        _kind(settings).let_go(settings.database_url)


def _put_back(
    settings: Settings, source: Path, now: datetime, *, over: bool
) -> tuple[bool, list[str]]:
    ending = f".before-{now.isoformat()[:19]}".replace(":", "")
    new = {name: at for name, at in _keys(settings).items() if (source / name).exists()}
    others = [at for name, at in new.items() if at.exists() and _hash(at) != _hash(source / name)]
    if others and not over:
        raise NotDone(f"{others[0]} is another key than the backup's: with --over it is put aside")
    key = source / KEY if KEY in new else path_of(settings)
    aside = list[Path]()
    with _in_place(settings, source) as url:
        holds, lines = _verified(settings, url, key, now)
        if not holds and not is_postgres(url):
            return False, [*lines, "nothing was put into the place"]
        if not is_postgres(url):
            aside += backup_sqlite.put(settings.database_url, ending)
    for at in others:
        aside.append(at.replace(at.with_name(f"{at.name}{ending}")))
    for name, at in new.items():
        if not at.exists():
            private.folder(at.parent)
            _copy(source / name, at)
    lines += [f"kept aside, delete it when all is well: {one}" for one in aside]
    return holds, lines


@contextmanager
def _in_place(settings: Settings, source: Path) -> Iterator[str]:
    """Give the address of what was restored, to be looked at."""
    try:
        if is_postgres(settings.database_url):
            backup_postgres.put(settings.database_url, source)
            yield settings.database_url
        else:
            with backup_sqlite.beside(settings.database_url, source) as url:
                yield url
    except backup_postgres.Failed as error:
        raise NotDone(str(error)) from error


def _verified(settings: Settings, url: str, key: Path, now: datetime) -> tuple[bool, list[str]]:
    """Bring a copy up to date, and check every hash, signature, row and figure of it."""
    upgrade(url)
    holder = KeyHolder(replace(settings, database_url=url, ledger_key=str(key)))
    database = Database(url)
    try:
        signed = partial(examined, holder=holder, key="", kept=(), now=now)
        return database.read_now(partial(report, now=now, signed=signed))
    finally:
        database.stop()


def _check(settings: Settings, source: Path) -> None:
    """Refuse, as `NotDone`, what is no whole backup, or one of another kind of database."""
    try:
        said = orjson.loads((source / LIST).read_bytes())
        files = {str(name): str(digest) for name, digest in said["files"].items()}
        known = said["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotDone(
            f"{source} is no backup of Fair: it has no {LIST} that can be read"
        ) from error
    if not known or any("/" in name for name in files):
        raise NotDone(f"{source} is no backup that this version knows")
    for name, digest in files.items():
        if not (source / name).is_file() or _hash(source / name) != digest:
            raise NotDone(f"{source / name} is missing or was changed since the backup was made")
    if (name := _kind(settings).NAME) not in files:
        raise NotDone(
            f"{source} has no {name}: it is of another kind of database than FAIR_DATABASE_URL"
        )


def _kind(settings: Settings) -> ModuleType:
    """Return the module that knows this kind of database."""
    return backup_postgres if is_postgres(settings.database_url) else backup_sqlite


def _keys(settings: Settings) -> dict[str, Path]:
    """Return the files that a new house could not make: by their names in a backup."""
    found = {KEY: path_of(settings)}
    kept = SECRET_FILE.read_text().strip() if SECRET_FILE.exists() else settings.secret
    return found | ({SECRET: SECRET_FILE} if kept == settings.secret else {})


def _copy(source: Path, to: Path) -> None:
    private.file(to)
    to.write_bytes(source.read_bytes())


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
