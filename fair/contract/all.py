"""All commands and events: importing this fills `COMMANDS` and `EVENTS`."""

from fair.contract import (
    accounts,
    appointments,
    asks,
    board,
    booths,
    employers,
    factors,
    guests,
    hiring,
    imports,
    interviews,
    lanes,
    limits,
    looks,
    lots,
    news,
    office,
    outside,
    people,
    phone_codes,
    programme,
    programme_demo,
    programme_halls,
    queue,
    queue_news,
    reach,
    readiness,
    recurring,
    rooms,
    rooms_bridge,
    rooms_chat,
    rooms_medium,
    rooms_microphone,
    sign_in,
    signalling,
    vacancies,
)
from fair.contract.base import COMMANDS, EVENTS, RELAYS

MODULES = (
    office, people, accounts, factors, phone_codes, sign_in, programme, programme_halls,
    programme_demo, looks, rooms, rooms_chat, rooms_medium, rooms_microphone, rooms_bridge,
    signalling, employers, booths, limits, guests, vacancies, recurring, imports, interviews, queue,
    lots, queue_news, appointments, lanes, asks, outside, reach, hiring, readiness, board, news,
)  # fmt: skip
__all__ = ["COMMANDS", "EVENTS", "MODULES", "RELAYS"]
