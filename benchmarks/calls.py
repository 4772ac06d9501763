"""Sound in bad weather, by each path: what is made up, and how soon it is there and back.

Two real browsers in networks of their own (tests/journeys/harness/router.py), everything else as
shipped. Lan's line has the weather, both ways; Mei's is good. Needs root, for the networks.

What is made up is measured in one run twice: as shipped, and between browsers that know no way to
send a packet twice.
"""

import asyncio
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import time
from typing import Any

from tests.journeys.harness.far_talks import FarTalk, Path_, concealed_of, far_talk
from tests.journeys.harness.weather import Weather

PATHS: tuple[Path_, ...] = ("direct", "bridge", "turn")
WEATHERS = {
    "clean": Weather(),
    "5 % lost, 200 ms jitter": Weather(loss=0.05, jitter_ms=200),
    "15 % lost, 200 ms jitter": Weather(loss=0.15, jitter_ms=200),
    "15 % lost in runs of 3": Weather(loss=0.15, burst=3),
    "64 kbit/s": Weather(kbit_s=64),
}
BAD = WEATHERS["15 % lost, 200 ms jitter"]
ALONE = """{
  const plain = ({ mimeType }) => mimeType !== "audio/red";
  const known = RTCRtpReceiver.getCapabilities("audio").codecs.filter(plain);
  const made = RTCPeerConnection.prototype;
  const { addTransceiver, setRemoteDescription } = made;
  const forget = (one) => {
    if (one.receiver.track.kind === "audio") one.setCodecPreferences(known);
    return one;
  };
  made.addTransceiver = function add(...given) {
    return forget(addTransceiver.apply(this, given));
  };
  made.setRemoteDescription = async function set(...given) {
    await setRemoteDescription.apply(this, given);
    if (this.signalingState === "have-remote-offer") this.getTransceivers().forEach(forget);
  };
}"""
"""Browsers that do not agree on sending packets twice."""
OUTAGES_S = (5, 20)
SETTLING_S = 6.0
BETWEEN_S = 3.0


async def measure(paths: Iterable[Path_], *, windows: int, seconds: float) -> dict[str, Any]:
    """Measure each of these paths: `windows` of so many seconds in each weather."""
    found: dict[str, Any] = {"load_before": os.getloadavg()[0]}
    for path in paths:
        row: dict[str, Any] = {}
        async with _talk(path) as talk:
            await talk.rings()
            row["first_packet_s"] = await talk.answered()
            await asyncio.sleep(SETTLING_S)
            row["way"] = [await side.way() for side in talk.sides]
            row["concealed_percent"] = await _concealed(talk, windows, seconds)
            row["back_s"] = await _back(talk)
            row["went"] = talk.lan.network.router.went()
        async with _talk(path, script=ALONE) as talk:
            await talk.rings()
            await talk.answered()
            await asyncio.sleep(SETTLING_S)
            row["concealed_percent_each_once"] = await _concealed(talk, windows, seconds)
        async with _talk(path, "restricted", None) as talk:
            await talk.rings()
            talk.lan.network.weather(BAD)
            row["first_packet_in_bad_weather_s"] = await talk.answered()
            talk.lan.network.weather(Weather())
            await asyncio.sleep(SETTLING_S)
            at = time()
            talk.lan.network.moves(1)
            row["back_s"]["another address, unseen"] = await talk.back(at)
        row["load"] = os.getloadavg()[0]
        found[path] = row
        print(path, row, flush=True)
    return found


def _talk(path: Path_, *nats: Any, script: str = "") -> Any:
    # The folder goes with the process: a server that is slow to end still writes into it.
    folder = Path(tempfile.mkdtemp(prefix="fair-calls-"))
    return far_talk(folder, path, *nats, script=script)


async def _concealed(talk: FarTalk, windows: int, seconds: float) -> dict[str, Any]:
    found = {}
    for name, weather in WEATHERS.items():
        talk.lan.network.weather(weather)
        await asyncio.sleep(SETTLING_S)
        each: list[tuple[float | None, ...]] = []
        for _ in range(windows):
            at = time()
            await asyncio.sleep(seconds)
            each.append(tuple([concealed_of(await side.counted(at)) for side in talk.sides]))
        heard = [[one for one in side if one is not None] for side in zip(*each, strict=True)]
        lan, mei = (median(side) if side else None for side in heard)
        found[name] = {"lan_hears": lan, "mei_hears": mei, "all": each}
        print(name, found[name], flush=True)
    talk.lan.network.weather(Weather())
    await asyncio.sleep(SETTLING_S)
    return found


async def _back(talk: FarTalk) -> dict[str, Any]:
    found = {}
    for seconds in OUTAGES_S:
        talk.lan.network.weather(Weather(cut=True))
        await asyncio.sleep(seconds)
        talk.lan.network.weather(Weather())
        found[f"{seconds} s outage"] = await talk.back(time())
        print(seconds, found, flush=True)
        await asyncio.sleep(BETWEEN_S)
    at = time()
    talk.lan.network.moves(1)
    found["another address, seen"] = await talk.back(at)
    return found
