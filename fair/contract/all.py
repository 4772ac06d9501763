"""All commands and events: importing this fills `COMMANDS` and `EVENTS`."""

from fair.contract import (
    board,
    booths,
    employers,
    hiring,
    people,
    people_logins,
    programme,
    programme_demo,
    queue,
    queue_news,
    rooms,
    signalling,
    vacancies,
)
from fair.contract.base import COMMANDS, EVENTS, RELAYS

MODULES = (
    people, people_logins, programme, programme_demo, rooms, signalling, employers, booths,
    vacancies, queue, queue_news, hiring, board,
)  # fmt: skip
__all__ = ["COMMANDS", "EVENTS", "MODULES", "RELAYS"]
