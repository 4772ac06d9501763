"""Servers and commands that start warm: `fair …`, forked off a process that has read all of Fair.

To read a thousand modules and to compile the templates is most of what a start costs. Whoever is
forked has a session, an environment and a log of its own, and runs what `python -m fair` runs: it
listens, dies and comes again as any other server. A start from nothing is what those still do that
have a clock, a namespace or a version of their own, and `fair demo`.
"""

import asyncio
import atexit
import faulthandler
import gc
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
CODE = "WARM_EXIT_CODE"
"""Where a command that is waited for writes its exit code: nobody is its parent."""
_ONE_AT_A_TIME = threading.Lock()  # else two that ask at once take each other's process for theirs


class Started:
    """A server of ours that is nobody's child: what a harness asks of a process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        try:
            self._fd = os.pidfd_open(pid)
        except ProcessLookupError:  # it ended already
            self._fd = -1

    def poll(self) -> int | None:
        """Return None while it runs."""
        return None if self._runs(0) else 0

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; raises as a process does."""
        if self._runs(timeout):
            raise subprocess.TimeoutExpired("fair", timeout or 0)
        return 0

    def _runs(self, within_s: float | None) -> bool:
        if self._fd >= 0 and select.select([self._fd], [], [], within_s)[0]:
            os.close(self._fd)
            self._fd = -1
        return self._fd >= 0


def started(arguments: tuple[str, ...], env: Mapping[str, str], log: Path) -> Started:
    """Start `fair ARGUMENTS`, in a session of its own, with its output behind what the log has."""
    asked = {"arguments": arguments, "env": dict(env), "log": str(log)}
    with _ONE_AT_A_TIME:
        mother = begun()
        assert mother.stdin
        assert mother.stdout
        mother.stdin.write(json.dumps(asked) + "\n")
        mother.stdin.flush()
        return Started(int(mother.stdout.readline()))


async def said(
    arguments: tuple[str, ...], env: Mapping[str, str], within_s: float
) -> tuple[str, int]:
    """Run `fair ARGUMENTS` to its end; return what it printed and its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        log, code = Path(folder) / "said", Path(folder) / "code"
        running = await asyncio.to_thread(started, arguments, {**env, CODE: str(code)}, log)
        try:
            await asyncio.to_thread(running.wait, within_s)
        except subprocess.TimeoutExpired as late:
            os.killpg(running.pid, signal.SIGKILL)
            raise TimeoutError(f"fair {' '.join(arguments)}") from late
        ended = int(code.read_text()) if code.exists() else -1  # killed
        return log.read_text("utf-8", "replace"), ended


@cache
def begun() -> "subprocess.Popen[str]":
    """Return the process that all servers of this worker come from; it ends with the worker.

    Nobody waits for it here: it reads Fair while the first test furnishes its own.
    """
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FAIR_")}
    made = subprocess.Popen(
        [sys.executable, "-u", "-m", __name__],
        cwd=ROOT,
        env=clean,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(made.__exit__, None, None, None)  # closes both pipes, and waits for its end
    return made


# Who imports the first has read Fair; the others come in only when a server begins to serve.
READ = ("fair.cli", "uvicorn.lifespan.on", "uvicorn.protocols.http.httptools_impl", "uvloop")


def _read_everything() -> None:
    from fair.assets import ours
    from fair.beside import resource
    from fair.languages import DEFAULT
    from fair.templates import environment

    for name in READ:
        import_module(name)
    made = environment(DEFAULT, str(resource("templates")), ours().url)
    for name in made.list_templates():
        made.get_template(name)


def _become(asked: Mapping[str, Any]) -> None:
    """Be what was asked for, in whatever a process has of its own."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    silence = os.open(os.devnull, os.O_RDONLY)
    log = os.open(asked["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    for own, theirs in ((silence, 0), (log, 1), (log, 2)):
        os.dup2(own, theirs)
    faulthandler.enable()  # a crash in a library's C says in the log where it was
    sys.argv = ["fair", *asked["arguments"]]


def _to_the_end(main: Callable[[], None]) -> None:
    """Run it; where somebody waits for the exit code, write it down."""
    code = os.environ.pop(CODE, "")
    ended = 1
    try:
        main()
        ended = 0
    except SystemExit as end:
        ended = end.code if isinstance(end.code, int) else int(end.code is not None)
        raise
    finally:
        if code:
            Path(code).write_text(str(ended))
        else:
            print(f"fair ended by itself or as asked, with code {ended}", flush=True)


def _bear() -> None:
    """Fork a server for each line that is read; say its number once it has a session."""
    from fair.cli import main

    for line in iter(sys.stdin.readline, ""):
        here, there = os.pipe()
        pid = os.fork()
        if pid == 0:
            _become(json.loads(line))
            os.close(here)
            os.close(there)  # now whoever waits for it may kill it
            _to_the_end(main)
            return
        os.close(there)
        os.read(here, 1)
        os.close(here)
        print(pid)


if __name__ == "__main__":
    _read_everything()
    assert threading.active_count() == 1, "who has threads may not fork"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them here
    gc.collect()
    gc.freeze()
    _bear()
