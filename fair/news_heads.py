"""How many works with facts each process has committed: what the others must have heard of.

A process that tells others counts its works here, each in its own transaction. So whoever reads
these few rows knows whether something was told that never came, and needs nobody else for it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import BigInteger, Column, Connection, String, Table, delete, insert, select, update

from fair.db import Finish, Work
from fair.decisions import Fact
from fair.tables import Instant, metadata

OLD = timedelta(hours=6)
MOST = 1000

news_head = Table(
    "news_head",
    metadata,
    Column("writer", String(12), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
)


class Facts(list[Fact]):
    """The facts of one work; `number` is that of the work among those of its process."""

    number = 0


class Numbers:
    """The count of one process, which goes by the name `writer`; a start has a name of its own."""

    def __init__(self, writer: str) -> None:
        self.writer = writer
        self._reached = 0

    def counting(self, finish: Finish) -> Finish:
        """Return what ends a batch as `finish` does, and gives each work with facts its number."""

        def counted(works: Sequence[Work]) -> Callable[[], None]:
            committed = finish(works)
            self._count([work for work in works if work.facts])
            return committed

        return counted

    def _count(self, told: Sequence[Work]) -> None:
        if not told:
            return
        connection, now = told[0].connection, told[-1].now
        mine = news_head.c.writer == self.writer
        # What a commit of unknown outcome counted stays counted, for nobody told of it.
        last = connection.execute(
            update(news_head)
            .where(mine)
            .values(number=news_head.c.number + len(told), at=now)
            .returning(news_head.c.number)
        ).scalar()
        if last is None:
            last = self._reached + len(told)
            connection.execute(delete(news_head).where(news_head.c.at < now - OLD))
            connection.execute(insert(news_head).values(writer=self.writer, number=last, at=now))
        self._reached = max(self._reached, last)
        for number, work in enumerate(told, last - len(told) + 1):
            work.facts = facts = Facts(work.facts)
            facts.number = number


def heads(connection: Connection) -> Mapping[str, int]:
    """Return how far each process has counted that wrote within the last hours."""
    rows = connection.execute(select(news_head).order_by(news_head.c.at.desc()).limit(MOST))
    return {row.writer: row.number for row in rows}
