"""A call with a real person: the simulated side answers with WebRTC and is heard.

The same signalling as a browser's (see `static/js/models/peer.js`), without trickle and without
ICE restarts: where the pair has to start afresh, the simulated side takes its leg again, and the
new epoch tells the browser to do so too. The WebRTC library is loaded with the first such call.
"""

import asyncio
import contextlib
import fractions
import logging
import secrets
from array import array
from typing import Any

from fair.contract.rooms import HearCall, TakeLeg
from fair.contract.signalling import CallChanged, CallSignal, DescribeCall
from fair.crowd.browser import NotReached, Refused
from fair.crowd.lines import Partner
from fair.crowd.talk import TALKING, Calls, stay
from fair.crowd.typing import Typist
from fair.crowd.voice import RATE, speak

log = logging.getLogger("fair.crowd")
FRAME_S = 0.02
SAMPLES = int(RATE * FRAME_S)
SPOKEN_S = 75.0
_PARTS = 8  # foundation, component, protocol, priority, address, port, "typ", kind


async def converse(calls: Calls, call_id: str, longest_s: float, partner: Partner) -> bool:
    """Talk with a real person, and type, until the call ends, at most so long once there is sound.

    Returns whether this side has to hang up because its time, or the talk in writing, is over.
    """
    voice = await asyncio.to_thread(speak, partner.dice, SPOKEN_S)
    side, typist = Side(calls, call_id, voice), Typist(calls, call_id, partner)
    calls.browser.on(CallChanged.name, lambda _told: typist.stir())
    await side.sit()
    typing = asyncio.create_task(typist.run())
    try:
        while await calls.leaves(call_id, TALKING, 1.0) in TALKING:
            if typist.over or (side.heard_since(longest_s) and not typist.typed):
                return True
        return False
    finally:
        typing.cancel()
        await side.leave()


class Side:
    """One side of one call: its leg and its connection to the other browser."""

    def __init__(self, calls: Calls, call_id: str, voice: "array[int]") -> None:
        self.calls, self.call_id, self.voice = calls, call_id, voice
        self.mine = self.theirs = self.n = 0
        self.describer = self.settled = False
        self._pc: Any = None
        self._here: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._lock = asyncio.Lock()
        self._heard_at: float | None = None
        self._waiting: list[tuple[int, dict[str, Any]]] = []
        self._open = True
        calls.browser.on(CallSignal.name, self._signal)

    def heard_since(self, seconds: float) -> bool:
        """True where the other side has been heard for so long."""
        now = asyncio.get_running_loop().time()
        return self._heard_at is not None and now - self._heard_at > seconds

    async def sit(self) -> None:
        """Take the leg, and greet whoever is there already."""
        await self._hang()
        leg = await self.calls.browser.ask(
            TakeLeg.name, call_id=self.call_id, tab=secrets.token_hex(3), insist=True
        )
        self.mine, self.theirs = int(leg["epoch"]), int(leg["other_epoch"])
        self.describer, self.n, self.settled = bool(leg["describer"]), 0, False
        if self._here is not None:
            self._here.cancel()
        self._here = asyncio.create_task(stay(self.calls.browser, self.call_id, self.mine))
        if self.theirs:
            await self._send(kind="hello", n=0)
            if self.describer:
                await self._describe()

    async def leave(self) -> None:
        """Let go of leg and sound."""
        self._open = False
        if self._here is not None:
            self._here.cancel()
        for task in tuple(self._tasks):
            task.cancel()
        await self._hang()

    async def _hang(self) -> None:
        pc, self._pc = self._pc, None
        self._waiting = []
        if pc is not None:
            await pc.close()

    async def _send(self, **signal: Any) -> None:
        with contextlib.suppress(Refused, NotReached):
            await self.calls.browser.ask(
                DescribeCall.name,
                call_id=self.call_id,
                epoch=self.mine,
                signal={**signal, "to_epoch": self.theirs},
            )

    async def _signal(self, told: dict[str, Any]) -> None:
        if told.get("call_id") != self.call_id or not self._open:
            return
        async with self._lock:
            try:
                await self._heard(int(told["epoch"]), told["signal"])
            except (Refused, NotReached) as error:
                log.debug("signalling: %s", error)

    async def _heard(self, epoch: int, signal: dict[str, Any]) -> None:
        if epoch < self.theirs:
            return
        if epoch > self.theirs:
            await self._hang()
            self.theirs, self.n, self.settled = epoch, 0, False
        known = signal.get("to_epoch") == self.mine
        if not known:
            await self._send(kind="hello", n=self.n if self.settled else 0)
            if signal["kind"] != "hello":
                return
        if known or self.describer:
            await self._follow(signal)

    async def _follow(self, signal: dict[str, Any]) -> None:
        kind, n = signal["kind"], int(signal.get("n") or 0)
        if kind == "hello" and self.describer and (self._pc is None or n != self.n):
            await (self.sit() if self.n else self._describe())
        elif kind == "restart" and self.describer and n == self.n:
            await self.sit()
        elif kind == "describe":
            await self._described(n, signal["description"])
        elif kind == "candidate" and signal.get("candidate"):
            self._waiting.append((n, signal["candidate"]))
            await self._add_waiting()

    async def _described(self, n: int, description: dict[str, Any]) -> None:
        from aiortc import RTCSessionDescription  # noqa: PLC0415 - loaded with the first real call

        told = RTCSessionDescription(sdp=description["sdp"], type=description["type"])
        if self.describer:
            if n == self.n and not self.settled and self._pc is not None:
                await self._pc.setRemoteDescription(told)
                self.settled = True
                await self._add_waiting()
        elif n > self.n and self._pc is not None:
            await self.sit()  # the browser restarts; we cannot, so we come afresh
        elif n > self.n:
            self.n = n
            pc = self._new()
            await pc.setRemoteDescription(told)
            await pc.setLocalDescription(await pc.createAnswer())
            self.settled = True
            await self._tell_description(pc)
            await self._add_waiting()

    async def _describe(self) -> None:
        await self._hang()
        pc = self._new()
        self.n, self.settled = self.n + 1, False
        await pc.setLocalDescription(await pc.createOffer())
        await self._tell_description(pc)

    async def _tell_description(self, pc: Any) -> None:
        said = {"type": pc.localDescription.type, "sdp": pc.localDescription.sdp}
        await self._send(kind="describe", n=self.n, description=said)

    async def _add_waiting(self) -> None:
        if not self.settled or self._pc is None:
            return
        due = [told for n, told in self._waiting if n == self.n]
        self._waiting = [one for one in self._waiting if one[0] > self.n]
        for told in due:
            address = _address(told)
            if address is not None:
                await self._pc.addIceCandidate(address)

    def _new(self) -> Any:
        from aiortc import RTCConfiguration, RTCPeerConnection  # noqa: PLC0415 - as above

        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        pc.addTrack(_spoken(self.voice))
        self._pc = pc

        @pc.on("track")
        def listen(track: Any) -> None:
            task = asyncio.create_task(self._listen(track))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        return pc

    async def _listen(self, track: Any) -> None:
        """Take in what the other side sends; the first sound makes the connection live."""
        from aiortc.mediastreams import MediaStreamError  # noqa: PLC0415 - as above

        try:
            while True:
                await track.recv()
                if track.kind == "audio" and self._heard_at is None:
                    self._heard_at = asyncio.get_running_loop().time()
                    with contextlib.suppress(Refused, NotReached):
                        await self.calls.browser.ask(
                            HearCall.name, call_id=self.call_id, epoch=self.mine
                        )
        except MediaStreamError:
            log.debug("the other side's %s has ended", track.kind)


def _address(told: dict[str, Any]) -> Any:
    """Read one address of the other side; None for TCP and for one that its browser hides.

    A hidden address needs no look-up: its own packets tell us where it is.
    """
    from aiortc import RTCIceCandidate  # noqa: PLC0415 - as above

    parts = str(told.get("candidate") or "").removeprefix("candidate:").split()
    if len(parts) < _PARTS or parts[2].lower() != "udp" or parts[4].endswith(".local"):
        return None
    return RTCIceCandidate(
        foundation=parts[0],
        component=int(parts[1]),
        protocol="udp",
        priority=int(parts[3]),
        ip=parts[4],
        port=int(parts[5]),
        type=parts[7],
        sdpMid=told.get("sdpMid"),
        sdpMLineIndex=told.get("sdpMLineIndex"),
    )


def _spoken(voice: "array[int]") -> Any:
    """Return a track that says this again and again."""
    from aiortc.mediastreams import MediaStreamTrack  # noqa: PLC0415 - as above
    from av import AudioFrame  # noqa: PLC0415 - as above

    class Spoken(MediaStreamTrack):
        kind = "audio"

        def __init__(self) -> None:
            super().__init__()
            self._sent = 0
            self._began: float | None = None

        async def recv(self) -> Any:
            """Return the next 20 milliseconds, when they are due."""
            loop = asyncio.get_running_loop()
            self._began = loop.time() if self._began is None else self._began
            due = self._began + self._sent * FRAME_S
            await asyncio.sleep(max(0.0, due - loop.time()))
            start = self._sent * SAMPLES % (len(voice) - SAMPLES)
            frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
            frame.planes[0].update(voice[start : start + SAMPLES].tobytes())
            frame.sample_rate, frame.pts = RATE, self._sent * SAMPLES
            frame.time_base = fractions.Fraction(1, RATE)
            self._sent += 1
            return frame

    return Spoken()
