"""The peer of the joins: the same number of bare one-row inserts, group-committed with fsync.

It says how fast this machine's disk and this writer are without rules, ledger, news and sockets.
"""

from collections import deque
from concurrent.futures import Future
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from fair.db import Database, Work
from fair.decisions import SYSTEM

shelf = MetaData()
row = Table("row", shelf, Column("id", Integer, primary_key=True), Column("text", String(80)))


def measure(folder: Path, *, works: int, flying: int) -> float:
    """Return bare inserts per second, `flying` of them at a time."""
    database = Database(f"sqlite:///{folder}/floor.db")
    shelf.create_all(database.writing)
    database.start()

    def keep(number: int) -> Any:
        return lambda work: _keep(work, number)

    waiting: deque[Future[Any]] = deque()
    began = perf_counter()
    for number in range(works):
        if len(waiting) >= flying:
            waiting.popleft().result()
        waiting.append(database.submit(keep(number), SYSTEM))
    for one in waiting:
        one.result()
    took = perf_counter() - began
    database.stop()
    return round(works / took, 1)


def _keep(work: Work, number: int) -> None:
    work.write(insert(row), {"id": number, "text": "x" * 60})
