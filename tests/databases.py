"""Which database the tests use: a SQLite file of each, or one of PostgreSQL in its place.

`FAIR_TEST_DATABASE=postgres` chooses PostgreSQL. A cluster of its own is started with the first
database that is asked for, on a socket in a folder of its own, and ends with the tests' process; a
test's databases are copies of one that the migrations made, and are dropped behind it.
"""

import atexit
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

import psycopg

from fair.upgrade import upgrade
from scripts.with_engines import ACCOUNT, as_account, program

ON_POSTGRES = os.environ.get("FAIR_TEST_DATABASE", "sqlite") == "postgres"
_STARTS_S = 30
_made: set[str] = set()


def url_of(folder: Path) -> str:
    """Return the address of a folder's database, made or not."""
    return cluster().url(_name(folder)) if ON_POSTGRES else f"sqlite:///{folder}/fair.db"


def make(folder: Path) -> str:
    """Return the address of a folder's database; made with all tables where there is none."""
    folder.mkdir(exist_ok=True)
    return make_on_postgres(folder) if ON_POSTGRES else make_file(folder)


def make_file(folder: Path) -> str:
    """Return the address of a folder's SQLite file, whichever the other tests use."""
    if not (file := folder / "fair.db").exists():
        file.touch(mode=0o600)
        file.write_bytes(empty_file())
    return f"sqlite:///{file}"


def copy(source: Path, folder: Path) -> str:
    """Return the address of a copy of the database in `source`, which nobody has open."""
    if ON_POSTGRES:
        _copy_of(_name(source), folder)
    else:
        shutil.copy(source / "fair.db", folder / "fair.db")
    return url_of(folder)


def make_on_postgres(folder: Path) -> str:
    """Return the address of a folder's database on PostgreSQL, whichever the other tests use."""
    if _name(folder) not in _made:
        _copy_of(_TEMPLATE, folder)
    return cluster().url(_name(folder))


def empty_on_postgres(folder: Path, made: str = "") -> str:
    """Return the address of a database of a folder that has no tables, `made` in its own way."""
    cluster().run(f'CREATE DATABASE "{_name(folder)}" {made}')
    _made.add(_name(folder))
    return cluster().url(_name(folder))


def drop_made() -> None:
    """Drop what was made since the last time."""
    while _made:
        cluster().run(f'DROP DATABASE "{_made.pop()}" WITH (FORCE)')


@cache
def empty_file() -> bytes:
    """Return a SQLite file as the migrations make it: made once, copied for each test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fair.db"
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()


_TEMPLATE = "fair_template"


def _name(folder: Path) -> str:
    return "t" + hashlib.sha256(str(folder).encode()).hexdigest()[:20]


def _copy_of(source: str, folder: Path) -> None:
    if source == _TEMPLATE:
        _template()
    name = _name(folder)
    cluster().run(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    _made.add(name)


@cache
def _template() -> None:
    cluster().run(f'CREATE DATABASE "{_TEMPLATE}"')
    upgrade(cluster().url(_TEMPLATE))


class Cluster:
    """A PostgreSQL of our own: `start`, `kill` (signal 9 to all of it), `start` again, `stop`.

    `safe` lets each commit reach the disk, for the tests of what a kill leaves.
    """

    def __init__(self, *, safe: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="fair-pg-"))
        self._safe = safe
        self._process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:
            shutil.chown(self.folder, ACCOUNT, ACCOUNT)
        self.data = self.folder / "data"
        self._call(
            *("initdb", "-D", str(self.data), "-A", "trust", "-U", "fair", "-E", "UTF8"),
            *("--locale=C", "--no-sync", "--no-instructions"),
        )

    def url(self, name: str) -> str:
        """Return the address of one of its databases."""
        return f"postgresql://fair@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it lets people in."""
        fast = ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
        said = [
            "listen_addresses=",
            f"unix_socket_directories={self.folder}",
            "max_connections=200",
        ]
        said += [] if self._safe else fast
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                as_account(
                    *(program("postgres"), "-D", str(self.data)),
                    *(part for one in said for part in ("-c", one)),
                    also=("--pdeathsig", "INT"),
                ),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + _STARTS_S
        while True:
            try:
                self.run("SELECT 1")
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)
            else:
                return

    def run(self, statement: str) -> None:
        """Carry out one statement at the head of the house."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def kill(self) -> None:
        """End it as a power cut does: nobody is asked."""
        assert self._process
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self._process.pid)],
            capture_output=True, text=True, check=False,
        ).stdout.split()  # fmt: skip
        for pid in (self._process.pid, *map(int, children)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()

    def stop(self) -> None:
        """Stop it and take its folder away."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(_STARTS_S)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _call(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            as_account(program(name), *arguments),
            cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


@cache
def cluster() -> Cluster:
    """Return the cluster of this process of tests, started."""
    made = Cluster()
    atexit.register(made.stop)
    made.start()
    return made
