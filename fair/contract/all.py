"""All commands and events: importing this fills `COMMANDS` and `EVENTS`."""

from fair.contract import board, booths, hiring, people, programme, queue, rooms
from fair.contract.base import COMMANDS, EVENTS

MODULES = (people, programme, rooms, booths, queue, hiring, board)
__all__ = ["COMMANDS", "EVENTS", "MODULES"]
