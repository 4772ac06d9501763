"""Debian's Janus as a peer: its videocall plugin relays one call's two legs, without decoding."""

import asyncio
import itertools
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.load_legs import Leg
from tests.journeys.harness.server import free_port

WITHIN_S = 30.0
GENERAL = """general: {{
    configs_folder = "{folder}"
    debug_level = 3
    log_to_stdout = false
    log_to_file = "{folder}/janus.log"
}}
media: {{ rtp_port_range = "47000-48999" }}
nat: {{ }}
plugins: {{ disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,\
libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,\
libjanus_textroom.so,libjanus_videoroom.so,libjanus_voicemail.so" }}
transports: {{ disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,\
libjanus_pfunix.so,libjanus_rabbitmq.so" }}
events: {{ broadcast = false }}
"""
SOCKETS = """general: {{ ws = true
    ws_port = {port}
    ws_ip = "127.0.0.1"
    wss = false }}
admin: {{ admin_ws = false
    admin_wss = false }}
"""


class Janus:
    """A running server and one session at it."""

    def __init__(self, process: subprocess.Popen[bytes], socket: ClientConnection) -> None:
        self.pid = process.pid
        self._socket, self._numbers = socket, itertools.count(1)
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._told: dict[int, asyncio.Queue[Any]] = {}
        self._session = 0

    async def begin(self) -> None:
        """Open the session."""
        self._session = (await self._ask(janus="create"))["data"]["id"]

    async def hear(self) -> None:
        """Take what Janus says until it is gone, and keep the session."""
        async for text in self._socket:
            said = json.loads(text)
            waiting = self._waiting.get(said.get("transaction", ""))
            if said["janus"] == "event" and "sender" in said:
                self._told[said["sender"]].put_nowait(said)
            elif waiting and not waiting.done() and said["janus"] in ("success", "ack", "error"):
                waiting.set_result(said)

    async def stay(self) -> None:
        """Keep the session from ending."""
        while True:
            await asyncio.sleep(20)
            await self._ask(janus="keepalive", session_id=self._session)

    async def connect(self, one: Leg, other: Leg) -> None:
        """Let one leg call the other."""
        caller, callee = await self._handle(), await self._handle()
        await self._event(caller, "registered", request="register", username=f"u{caller}")
        await self._event(callee, "registered", request="register", username=f"u{callee}")
        offer = {"type": "offer", "sdp": await one.offer()}
        await self._say(caller, {"request": "call", "username": f"u{callee}"}, offer)
        rings = await self._until(callee, "incomingcall")
        answer = {"type": "answer", "sdp": await other.answer(rings["jsep"]["sdp"])}
        await self._say(callee, {"request": "accept"}, answer)
        taken = await self._until(caller, "accepted")
        await one.settle(taken["jsep"]["sdp"])

    async def _handle(self) -> int:
        made = await self._ask(
            janus="attach", session_id=self._session, plugin="janus.plugin.videocall"
        )
        handle = int(made["data"]["id"])
        self._told[handle] = asyncio.Queue()
        return handle

    async def _event(self, handle: int, wanted: str, **body: Any) -> Any:
        await self._say(handle, body, None)
        return await self._until(handle, wanted)

    async def _say(self, handle: int, body: dict[str, Any], jsep: dict[str, str] | None) -> None:
        more = {"jsep": jsep} if jsep else {}
        await self._ask(
            janus="message", session_id=self._session, handle_id=handle, body=body, **more
        )

    async def _until(self, handle: int, wanted: str) -> Any:
        async with asyncio.timeout(WITHIN_S):
            while True:
                said = await self._told[handle].get()
                data = said["plugindata"]["data"]
                if "error" in data:
                    raise RuntimeError(data["error"])
                if data.get("result", {}).get("event") == wanted:
                    return said

    async def _ask(self, **what: Any) -> Any:
        number = str(next(self._numbers))
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"transaction": number, **what}))
        async with asyncio.timeout(WITHIN_S):
            said = await waiting
        del self._waiting[number]
        if said["janus"] == "error":
            raise RuntimeError(said["error"])
        return said


@asynccontextmanager
async def janus(folder: Path) -> AsyncIterator[Janus]:
    """Run Janus with a configuration of its own; it is ended by its process id."""
    program = shutil.which("janus")
    if program is None:
        raise SystemExit("janus is missing: apt-get install janus")
    port = free_port()
    (folder / "janus.jcfg").write_text(GENERAL.format(folder=folder))
    (folder / "janus.transport.websockets.jcfg").write_text(SOCKETS.format(port=port))
    (folder / "janus.plugin.videocall.jcfg").write_text("general: { }\n")
    process = subprocess.Popen(
        [program, "-F", folder],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    tasks = []
    try:
        socket = await _connected(process, port)
        own = Janus(process, socket)
        tasks = [asyncio.create_task(own.hear())]
        await own.begin()
        tasks.append(asyncio.create_task(own.stay()))
        yield own
    finally:
        for task in tasks:
            task.cancel()
        process.terminate()
        try:
            await asyncio.to_thread(process.wait, 5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _connected(process: subprocess.Popen[bytes], port: int) -> ClientConnection:
    kind = [Subprotocol("janus-protocol")]
    async with asyncio.timeout(WITHIN_S):
        while True:
            try:
                return await connect(f"ws://127.0.0.1:{port}", subprotocols=kind, proxy=None)
            except OSError:
                if process.poll() is not None:
                    raise
                await asyncio.sleep(0.1)
