"""The peer of the board: a bare python-socketio that emits the same bytes to as many sockets."""

import asyncio
import subprocess
import sys
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from tests.journeys.harness.server import free_port

LOOP = "loop"
_BARE = """
import asyncio, sys, socketio, uvicorn
port, size, times = map(int, sys.argv[1:])
sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
@sio.event
async def connect(sid, environ):
    await sio.enter_room(sid, "board")
@sio.on("go")
async def go(sid):
    for _ in range(times):
        await sio.emit("board.changed", [{"fair_id": "x" * max(1, size - 50)}], room="board")
        await asyncio.sleep(0.02)
    return "done"
app = socketio.ASGIApp(sio)
uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", loop="uvloop")
"""


def spent(pid: int, of: str = "all") -> float:
    """Return the seconds of CPU of a process, of all its threads or of the loop's alone."""
    tasks = Path(f"/proc/{pid}/task").glob("*" if of == "all" else str(pid))
    return sum(int((one / "schedstat").read_text().split()[0]) for one in tasks) / 1e9


async def measure(size: int, viewers: int, times: int) -> int:
    """Return the CPU, in µs, of a stock python-socketio for a message to so many sockets."""
    port = free_port()
    bare = subprocess.Popen([sys.executable, "-c", _BARE, str(port), str(size), str(times)])
    try:
        sockets = [await _bare_socket(port) for _ in range(viewers)]
        before = spent(bare.pid, LOOP)
        await sockets[0].send('421["go"]')
        await asyncio.gather(*(_drained(one, times) for one in sockets))
        return round((spent(bare.pid, LOOP) - before) / times * 1e6)
    finally:
        bare.terminate()
        await asyncio.to_thread(bare.wait)


async def _bare_socket(port: int) -> ClientConnection:
    url = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
    phone = None
    async with asyncio.timeout(60):
        while phone is None:
            try:
                phone = await connect(url, compression=None, ping_interval=None)
            except OSError:
                await asyncio.sleep(0.1)
    await phone.recv()
    await phone.send("40")
    await phone.recv()
    return phone


async def _drained(phone: ClientConnection, times: int) -> None:
    heard = 0
    while heard < times:
        text = str(await phone.recv())
        if text == "2":
            await phone.send("3")
        heard += "board.changed" in text
