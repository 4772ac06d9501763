"""A browser's part in a call without a browser: sends a tone, and tells which tone it hears."""

import asyncio
import fractions
import math
from array import array
from typing import Any

from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame

RATE, SAMPLES = 48_000, 960


class Tone(MediaStreamTrack):
    kind = "audio"

    def __init__(self, hz: int) -> None:
        super().__init__()
        self.hz, self._sent, self._began = hz, 0, 0.0

    async def recv(self) -> AudioFrame:
        loop = asyncio.get_running_loop()
        self._began = self._began or loop.time()
        await asyncio.sleep(max(0.0, self._began + self._sent * 0.02 - loop.time()))
        at = self._sent * SAMPLES
        wave = array(
            "h",
            (
                int(12_000 * math.sin(2 * math.pi * self.hz * (at + i) / RATE))
                for i in range(SAMPLES)
            ),
        )
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(wave.tobytes())
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, fractions.Fraction(1, RATE)
        self._sent += 1
        return frame


class Peer:
    """One side. `heard` is the tone that arrives now, in hertz; 0 while nothing does.

    With `room` for more than one other person, `tones` are what arrives of each, in their order.
    """

    def __init__(self, hz: int, room: int = 1) -> None:
        self.pc = RTCPeerConnection(
            RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )
        self.pc.addTrack(Tone(hz))
        for _ in range(room - 1):
            self.pc.addTransceiver("audio", direction="recvonly")
        self.frames = 0
        self.tones: list[float] = []
        self._tasks: list[asyncio.Task[None]] = []

        @self.pc.on("track")
        def listen(track: Any) -> None:
            self.tones.append(0.0)
            self._tasks.append(asyncio.create_task(self._listen(track, len(self._tasks))))

    @property
    def heard(self) -> float:
        return self.tones[0] if self.tones else 0.0

    async def describe(self) -> str:
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    async def settle(self, answer: str) -> None:
        await self.pc.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))

    async def hears(self, hz: int, within_s: float = 10) -> None:
        async with asyncio.timeout(within_s):
            while not abs(self.heard - hz) < 30:
                await asyncio.sleep(0.02)

    async def hears_more(self, frames: int, within_s: float = 10) -> None:
        until = self.frames + frames
        async with asyncio.timeout(within_s):
            while self.frames < until:
                await asyncio.sleep(0.02)

    async def close(self) -> None:
        await self.pc.close()
        for task in self._tasks:
            task.cancel()  # a track whose connection never came does not end by itself
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def hears_all(self, *tones: int, within_s: float = 20) -> None:
        """Wait until each line has carried its tone; 0 where nothing is to be heard."""
        waits = dict(enumerate(tones))
        async with asyncio.timeout(within_s):
            while waits:
                waits = {at: hz for at, hz in waits.items() if abs(self.tones[at] - hz) >= 30}
                await asyncio.sleep(0.02)
        assert all(self.tones[at] == 0 for at, hz in enumerate(tones) if not hz), self.tones

    async def _listen(self, track: Any, line: int) -> None:
        try:
            while True:
                frame = await track.recv()
                self.frames += 1
                samples = array("h", bytes(frame.planes[0])[: frame.samples * 4])[::2]
                self.tones[line] = _tone(samples)
        except MediaStreamError:
            return


def _tone(samples: "array[int]") -> float:
    """Return the frequency by its crossings of zero; silence has none."""
    if max(map(abs, samples)) < 1000:
        return 0.0
    crossings = [
        i + samples[i] / (samples[i] - samples[i + 1])
        for i in range(len(samples) - 1)
        if samples[i] < 0 <= samples[i + 1]
    ]
    return RATE * (len(crossings) - 1) / (crossings[-1] - crossings[0]) if crossings[1:] else 0.0
