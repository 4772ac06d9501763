"""Run a command of Fair on a PostgreSQL and a Redis of its own.

`python -m scripts.with_engines fair demo …` does.

Debian's programs, on ports of their own on this machine alone. PostgreSQL keeps its data under
var/engines (as root in its account's home, for it does not run as root and var is root's alone);
Redis keeps nothing. Both end with the command, by their process ids.
"""

import contextlib
import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

import psycopg

STARTS_S, STOPS_S = 60.0, 20.0
ACCOUNT = "postgres"  # PostgreSQL does not run as root
NAME = "fair"
WORKERS = "2"
NO_HOME = (
    f"There is no account {ACCOUNT} with a home of its own, and PostgreSQL does not run as root. "
    "Please run:  sudo apt-get install postgresql"
)


def program(name: str, package: str = "postgresql") -> str:
    """Return where a program is; ends with what to install where there is none."""
    there = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    found = str(there[-1]) if there else shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is missing. Please run:  sudo apt-get install {package}")
    return found


def _version(path: Path) -> int:
    return int(path.parts[-3].partition(".")[0])


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_account(*command: str, also: Sequence[str] = ()) -> list[str]:
    """Return the command as PostgreSQL's own account where we are root; `also` is for setpriv."""
    change = [f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--clear-groups"]
    asked = [*([] if os.geteuid() else change), *also]
    return ["setpriv", *asked, *command] if asked else list(command)


def folder() -> Path:
    """Return the folder of the data, made; PostgreSQL's own where we are root."""
    if os.geteuid():
        made = Path("var/engines").absolute()
        made.parent.mkdir(mode=0o700, exist_ok=True)
    else:
        mark = hashlib.sha256(str(Path.cwd()).encode()).hexdigest()[:12]
        made = home() / f"fair-engines-{mark}"
    made.mkdir(mode=0o700, exist_ok=True)
    if not os.geteuid():
        shutil.chown(made, ACCOUNT, ACCOUNT)
    return made


def home() -> Path:
    """Return the home of PostgreSQL's account, where nobody else can have laid anything.

    Under /tmp or /var/tmp a folder of a name that can be guessed may be somebody else's link.
    """
    try:
        found = Path(pwd.getpwnam(ACCOUNT).pw_dir)
        there = found.lstat()
    except (KeyError, OSError):
        raise SystemExit(NO_HOME) from None
    owner = pwd.getpwuid(there.st_uid).pw_name
    if owner not in ("root", ACCOUNT) or there.st_mode & 0o022 or not found.is_dir():
        raise SystemExit(f"{found} may be written by others than {ACCOUNT}: its data is not safe")
    return found


@contextlib.contextmanager
def started(
    command: list[str], log: Path, ends: signal.Signals
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server as long as the block; it is told by `ends`, and killed at last."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield process
    finally:
        process.send_signal(ends)
        try:
            process.wait(STOPS_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def postgres(home: Path) -> Iterator[str]:
    """Run PostgreSQL; gives the address of the fair's database."""
    data, port = home / "data", free_port()
    if not (data / "PG_VERSION").exists():
        initdb = as_account(
            *(program("initdb"), "-D", str(data), "-A", "trust", "-U", NAME),
            *("-E", "UTF8", "--locale=C", "--no-instructions"),
        )
        subprocess.run(initdb, cwd="/", check=True, stdout=subprocess.DEVNULL)
    serve = as_account(
        *(program("postgres"), "-D", str(data), "-p", str(port)),
        *("-c", "listen_addresses=", "-c", f"unix_socket_directories={home}"),
    )
    url = f"postgresql://{NAME}@/{{}}?host={home}&port={port}"
    with started(serve, Path("var/postgres.log"), signal.SIGINT) as process:
        _ready(url.format("postgres"), process)
        yield url.format(NAME)


def _ready(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_S
    while True:
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                asked = "SELECT 1 FROM pg_database WHERE datname = %s"
                if connection.execute(asked, (NAME,)).fetchone() is None:
                    connection.execute(f'CREATE DATABASE "{NAME}"')
                return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("PostgreSQL does not start; see var/postgres.log") from None
            time.sleep(0.1)


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """Run Redis; gives its address."""
    port = free_port()
    serve = [
        program("redis-server", "redis-server"), "--port", str(port), "--bind", "127.0.0.1",
        "--save", "", "--appendonly", "no", "--dir", str(Path("var").absolute()),
    ]  # fmt: skip
    with started(serve, Path("var/redis.log"), signal.SIGTERM):
        yield f"redis://127.0.0.1:{port}/0"


def main() -> int:
    """Run what was typed, with both; return its exit code."""
    Path("var").mkdir(mode=0o700, exist_ok=True)
    with postgres(folder()) as database, redis() as between:
        env = os.environ | {
            "FAIR_DATABASE_URL": database,
            "FAIR_REDIS_URL": between,
            "FAIR_WORKERS": os.environ.get("FAIR_WORKERS", WORKERS),
            "FAIR_LEDGER_KEY": str(Path("var/engines.ledger.key").absolute()),
        }
        command = subprocess.Popen(sys.argv[1:], env=env)

        def stop(_number: int, _frame: FrameType | None) -> None:
            if command.poll() is None:
                command.terminate()

        for number in (signal.SIGINT, signal.SIGTERM):  # Ctrl+C reaches it by the terminal too
            signal.signal(number, stop)
        return command.wait()


if __name__ == "__main__":
    sys.exit(main())
