"""Looking again at the logins of open sockets, where it may not have been heard that one ended."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection

from fair.db import Database
from fair.decisions import Actor

AT_ONCE = 100
Identify = Callable[[Connection, str, str], Actor]


async def over(
    database: Database, identify: Identify, held: Mapping[str, tuple[str, Actor]]
) -> list[str]:
    """Return the sockets that are no longer whose they were when they said hello.

    `held` are the token and the actor of each socket, by its name; visitors have no token.
    """
    gone, all_of_them = list[str](), list(held.items())
    for start in range(0, len(all_of_them), AT_ONCE):
        some = all_of_them[start : start + AT_ONCE]
        gone += await database.read(partial(_gone, identify, some))
    return gone


def _gone(
    identify: Identify, some: Sequence[tuple[str, tuple[str, Actor]]], connection: Connection
) -> list[str]:
    return [
        sid
        for sid, (token, was) in some
        if _whose(identify(connection, token, was.address)) != _whose(was)
    ]


def _whose(actor: Actor) -> tuple[str, str, str, str]:
    return actor.role, actor.key, actor.login_id, actor.employer_id
