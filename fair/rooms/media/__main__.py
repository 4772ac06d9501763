"""The media process: `python -m fair.rooms.media FD`, started by the server and by nobody else.

`FD` is its end of a pair of sockets. It ends when the server's end does, however that happened.
"""

import asyncio
import logging
import signal
import socket
import sys
from typing import Any

import uvloop

from fair import log_lines
from fair.rooms.media import memory, wire
from fair.rooms.media.bridge import Bridge, Full, Outdated
from fair.rooms.media.descriptions import Malformed
from fair.rooms.media.doors import Doors
from fair.rooms.media.leg import prepare
from fair.rooms.media.versions import unknown

log = logging.getLogger("fair.media")
STATE_EVERY_S = 1.0
SLOW_SHARE = 2  # technique C carries half as many calls
REFUSALS = {Full: "full", Outdated: "outdated", Malformed: "malformed"}


async def serve(own: socket.socket) -> None:
    """Do what the server asks until it is gone."""
    reader, writer = await asyncio.open_connection(sock=own, limit=wire.LIMIT)
    told = await wire.read(reader)
    if told is None:
        return
    bridge = _bridge(told)
    memory.settle()
    tasks = {
        asyncio.create_task(bridge.run()), asyncio.create_task(_report(bridge, writer)),
        asyncio.create_task(_tidy(bridge)),
    }  # fmt: skip
    try:
        while (asked := await wire.read(reader)) is not None:
            task = asyncio.create_task(_do(bridge, writer, asked))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
    finally:
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await bridge.close()


def _bridge(told: dict[str, Any]) -> Bridge:
    doors = Doors(told["first"], told["last"], tuple(told["bind"]), tuple(told["announce"]))
    strange, most = unknown(), int(told["most"])
    if strange:
        most = max(1, most // SLOW_SHARE)
        log.warning(
            "the bridge does not know %s and goes the slow way: at most %d calls",
            ", ".join(strange),
            most,
        )
    prepare()
    log.info(
        "the bridge carries %d calls, UDP ports %d to %d, on %s",
        most,
        doors.first,
        doors.last,
        ", ".join(sorted({said for _, said in doors.addresses()})),
    )
    return Bridge(doors, most, fast=not strange)


async def _report(bridge: Bridge, writer: asyncio.StreamWriter) -> None:
    while True:
        wire.say(writer, {"state": bridge.state()})
        await asyncio.sleep(STATE_EVERY_S)


async def _tidy(bridge: Bridge) -> None:
    """Give back what legs held that are gone; while nobody goes there is nothing to do."""
    tidied = 0
    while True:
        await asyncio.sleep(memory.EVERY_S)
        if bridge.let_go != tidied:
            tidied = bridge.let_go
            memory.give_back()


async def _do(bridge: Bridge, writer: asyncio.StreamWriter, asked: dict[str, Any]) -> None:
    """Carry out one thing that the server asks, and answer where it waits for an answer."""
    if asked["do"] == "end":
        bridge.end(asked["call"])
        return
    if asked["do"] == "put_out":
        bridge.put_out(asked["call"], asked["side"], asked["epoch"])
        return
    answer: dict[str, Any] = {"id": asked["id"]}
    try:
        numbers = (asked["epoch"], asked["n"])
        answer["sdp"] = await bridge.describe(asked["call"], asked["side"], numbers, asked["sdp"])
    except (Full, Outdated, Malformed) as refused:
        answer["refused"] = REFUSALS[type(refused)]
    except Exception:
        log.exception("a leg could not be connected")
        answer["refused"] = "malformed"
    wire.say(writer, answer)


def main() -> None:
    """Run the process."""
    logging.basicConfig(level=logging.INFO, handlers=[log_lines.handler(form=sys.argv[2])])
    for library in ("aiortc", "aioice"):
        logging.getLogger(library).setLevel(logging.ERROR)
    # Ctrl+C reaches the whole terminal: the server decides when this process ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    uvloop.run(serve(socket.socket(fileno=int(sys.argv[1]))))


if __name__ == "__main__":
    main()
