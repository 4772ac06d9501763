"""Several processes on one port: a parent listens, starts them, and starts anew whichever ends.

The parent answers nobody and opens no database. A worker takes connections from the socket that all
share, so that one which dies takes only its own with it. Each ends with the parent, however that
ends: it holds the other end of a pipe.
"""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

from fair.engines import is_postgres
from fair.network import ports_of
from fair.settings import Settings

log = logging.getLogger("fair.workers")
MOST = 64
BACKLOG = 2048
LOOK_S = 0.1
AGAIN_S = (0.1, 0.5, 1.0, 2.0, 5.0)
STEADY_S = 10.0
MOST_FALLS = 10
GRACE_S = 12.0
LEAST_PORTS = 8


def refusal(settings: Settings, workers: int) -> str:
    """Return why so many processes cannot serve this fair; empty where they can."""
    if not 1 <= workers <= MOST:
        return f"--workers must be from 1 to {MOST}"
    if workers == 1:
        return ""
    if not is_postgres(settings.database_url):
        return (
            "Several processes need PostgreSQL: set FAIR_DATABASE_URL to postgresql://…, or leave "
            "--workers at 1. On SQLite one process carries the fair"
        )
    if not settings.redis_url:
        return (
            "Several processes hear each other over Redis: set FAIR_REDIS_URL to redis://…, or "
            "leave --workers at 1"
        )
    return ""


@dataclass(slots=True)
class _Worker:
    number: int
    process: "subprocess.Popen[bytes]"
    began: float
    falls: int = 0
    # When it is to start again.
    again_at: float | None = None


class Workers:
    """The parent's side. `command` starts a worker; its number and the socket's are added."""

    def __init__(self, command: Sequence[str], many: int, env: Mapping[str, str]) -> None:
        self._command, self._many, self._env = tuple(command), many, dict(env)
        # No event of `threading`: a signal may come while the main thread holds its lock.
        self._ending = False

    def keep(self, own: socket.socket) -> int:
        """Serve on this socket until a signal says stop; return the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        own.listen(BACKLOG)
        ours, theirs = os.pipe()
        keys = (own.fileno(), ours)
        workers = [self._start(number, keys) for number in range(1, self._many + 1)]
        code = 0
        while not self._ends_within(LOOK_S):
            for one in workers:
                self._look(one, keys)
            if all(one.falls > MOST_FALLS for one in workers):
                log.error("each worker ended over %d times at its start; all stop", MOST_FALLS)
                code = 1
                break
        os.close(theirs)
        self._part(workers)
        return code

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._ending = True

    def _ends_within(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not self._ending and (rest_s := until - time.monotonic()) > 0:
            time.sleep(min(rest_s, LOOK_S))
        return self._ending

    def _start(self, number: int, keys: tuple[int, int]) -> _Worker:
        listens, parent = keys
        process = subprocess.Popen(  # noqa: S603 - our own module
            [*self._command, "--number", str(number), "--listens", str(listens),
             "--parent", str(parent)],
            pass_fds=keys,
            env=self._env,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        log.info("worker %d is process %d", number, process.pid)
        return _Worker(number, process, time.monotonic())

    def _look(self, one: _Worker, keys: tuple[int, int]) -> None:
        """Start a worker anew that has ended, after a while where it does so again and again.

        One that cannot live keeps nobody else from serving.
        """
        now = time.monotonic()
        if one.again_at is None:
            if (code := one.process.poll()) is None:
                if now - one.began > STEADY_S:
                    one.falls = 0
                return
            one.falls = 0 if now - one.began > STEADY_S else one.falls + 1
            wait_s = AGAIN_S[min(one.falls, len(AGAIN_S) - 1)]
            one.again_at = now + wait_s
            how = f"by signal {-code}" if code < 0 else f"with code {code}"
            log.warning("worker %d ended %s; it starts again in %.1f s", one.number, how, wait_s)
        if now >= one.again_at:
            fresh = self._start(one.number, keys)
            one.process, one.began, one.again_at = fresh.process, fresh.began, None

    def _part(self, workers: Sequence[_Worker]) -> None:
        """Let all end what they do, and kill who has not ended after the grace."""
        for one in workers:
            if one.process.poll() is None:
                one.process.terminate()
        until = time.monotonic() + GRACE_S
        for one in workers:
            try:
                one.process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("worker %d does not end; it is killed", one.number)
                one.process.kill()
                one.process.wait()


@contextlib.contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Hold the socket that workers share."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        own.bind((host, port))
        yield own


def here(arguments: Sequence[str], settings: Settings, many: int) -> Workers:
    """Return the workers of these settings, which they read from their environment."""
    env = settings.environment() | {"FAIR_WORKERS": str(many)}
    return Workers((sys.executable, "-m", "fair", "worker", *arguments), many, env)


def end_with(parent: int) -> None:
    """Let this process end as by SIGTERM when its parent is gone."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(parent, 1):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="parent", daemon=True).start()


def own_ports(settings: Settings, number: int) -> str:
    """Return this worker's part of the bridge's ports; all of them where they are few."""
    first, last = ports_of(settings.bridge_ports)
    each = (last - first + 1) // settings.workers
    if each < LEAST_PORTS:
        return settings.bridge_ports
    begin = first + (number - 1) * each
    return f"{begin}-{begin + each - 1}"
