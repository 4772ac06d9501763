"""All commands and events: importing this fills `COMMANDS` and `EVENTS`."""

from fair.contract import board, booths, hiring, people, programme, queue, rooms, vacancies
from fair.contract.base import COMMANDS, EVENTS, RELAYS

MODULES = (people, programme, rooms, booths, vacancies, queue, hiring, board)
__all__ = ["COMMANDS", "EVENTS", "MODULES", "RELAYS"]
