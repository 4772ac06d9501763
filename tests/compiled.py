"""The SQL that statements were compiled to, kept for the databases of all tests of a process.

SQLAlchemy keeps it by engine, and each test has engines of its own: without this, most of what a
test costs is to compile again what the test before it has compiled.
"""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from sqlalchemy.util import LRUCache

from fair.db import Database

_MOST = 5000


class _ByKind(LRUCache[Any, Any]):
    """Finds a statement whichever dialect object of its kind it was compiled for.

    One kind's are all configured alike here: by the engines that `fair.engines` makes.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        """Return what was compiled, if it was."""
        return super().get(_whose(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_whose(key), compiled)


def _whose(key: tuple[Any, ...]) -> Hashable:
    dialect, *statement = key
    return type(dialect), *statement


_kept: dict[str, _ByKind] = defaultdict(lambda: _ByKind(_MOST))


def share(database: Database) -> None:
    """Let a database's engines find what those before them have compiled."""
    for engine in (database.writing, database.reading):
        engine._compiled_cache = _kept[engine.dialect.name]
