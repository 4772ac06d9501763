"""A person's network, cut and given back: the browser's process with all its sockets stands still.

Nothing is told to the page, as in a tunnel: the sockets look open, and neither news nor sound goes
through. The page itself goes on.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SERVICE = b"network.mojom.NetworkService"


def networks() -> frozenset[int]:
    """Return the processes that hold the sockets of all browsers this test has started."""
    parents: dict[int, int] = {}
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat, line = (folder / "stat").read_text(), (folder / "cmdline").read_bytes()
        except OSError:
            continue  # gone meanwhile
        pid = int(folder.name)
        parents[pid] = int(stat.rpartition(")")[2].split()[1])
        if _SERVICE in line:
            found.add(pid)
    return frozenset(pid for pid in found if _is_ours(pid, parents))


def _is_ours(pid: int, parents: dict[int, int]) -> bool:
    while pid in parents and pid != os.getpid():
        pid = parents[pid]
    return pid == os.getpid()


@contextmanager
def cut(own: frozenset[int]) -> Iterator[None]:
    """Let nothing through while this lasts."""
    assert own, "this browser has no network of its own"
    for pid in own:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in own:
            os.kill(pid, signal.SIGCONT)
