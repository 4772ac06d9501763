"""Proof of sound: each person's fake microphone plays a tone, the other side measures what arrives.

The tones come in bursts, as syllables do: a steady tone is what a browser's noise suppression is
made to remove. The measurement runs in the page on the stream of `<audio data-remote>`.
"""

import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page

RATE = 48_000
ON_S, OFF_S, RAMP_S = 0.6, 0.2, 0.01
LOUDNESS = 0.5

# Waits until the tone is there (a moving deadline is the page's own), then holds the loudest of a
# few readings, so that the silence between two bursts cannot be what is measured. A page that
# connects afresh plays another track: the measurement follows what is played, and begins again.
MEASURE = """
async ({ selector, timeoutMs, tones }) => {
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const deadline = performance.now() + timeoutMs;
  const playing = () => {
    for (const audio of document.querySelectorAll(selector)) {
      const tracks = audio.srcObject?.getAudioTracks() ?? [];
      const live = tracks.find((track) => track.readyState === "live");
      if (live) return live;
    }
    return null;
  };
  while (!playing() && performance.now() < deadline) await wait(50);
  const note = `no live stream at ${selector}`;
  if (!playing()) return { hz: 0, level: -Infinity, levels: {}, note };
  const context = new AudioContext();
  await context.resume();
  const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  const held = new Float32Array(analyser.frequencyBinCount).fill(-Infinity);
  const width = context.sampleRate / analyser.fftSize;
  const loudestNear = (hz) => {
    let level = -Infinity;
    for (let bin = Math.floor((hz - 20) / width); bin <= Math.ceil((hz + 20) / width); bin++) {
      level = Math.max(level, held[bin]);
    }
    return level;
  };
  let best = { hz: 0, level: -Infinity };
  let heard = 0;
  let track = null;
  let source = null;
  while (heard < 15 && performance.now() < deadline) {
    const now = playing();
    if (now && now !== track) {
      source?.disconnect();
      source = context.createMediaStreamSource(new MediaStream([now]));
      source.connect(analyser);
      track = now;
      heard = 0;
      held.fill(-Infinity);
      best = { hz: 0, level: -Infinity };
    }
    await wait(60);
    analyser.getFloatFrequencyData(spectrum);
    let loud = -Infinity;
    const lowest = Math.ceil(100 / width);
    for (let bin = lowest; bin < spectrum.length; bin++) loud = Math.max(loud, spectrum[bin]);
    if (loud < -60) continue;
    heard += 1;
    for (let bin = lowest; bin < spectrum.length; bin++) {
      held[bin] = Math.max(held[bin], spectrum[bin]);
      if (held[bin] > best.level) best = { hz: bin * width, level: held[bin] };
    }
  }
  const levels = Object.fromEntries(tones.map((hz) => [hz, loudestNear(hz)]));
  await context.close();
  return { ...best, levels, note: heard ? "" : "the stream is silent" };
}
"""


@dataclass(frozen=True)
class Heard:
    """What arrived: the loudest frequency, its level, and those of the tones asked for, in dB."""

    hz: float
    level: float
    levels: dict[int, float]
    note: str


def make_tone(path: Path, hz: int, seconds: int = 8) -> Path:
    """Write a mono wave file of bursts at `hz`; Chromium plays it in a loop as the microphone."""
    period = ON_S + OFF_S
    frames = bytearray()
    for index in range(int(period * RATE) * max(1, round(seconds / period))):
        at = index / RATE % period
        envelope = max(0.0, min(1.0, at / RAMP_S, (ON_S - at) / RAMP_S))
        level = LOUDNESS * envelope * math.sin(2 * math.pi * hz * index / RATE)
        frames += struct.pack("<h", int(level * 32767))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(bytes(frames))
    return path


async def listen(
    page: Page,
    *,
    tones: tuple[int, ...] = (440, 880, 1320),
    selector: str = "audio[data-remote]",
    timeout_s: float = 15,
) -> Heard:
    """Measure what the page plays from the other side."""
    got = await page.evaluate(
        MEASURE, {"selector": selector, "timeoutMs": timeout_s * 1000, "tones": list(tones)}
    )
    levels = {int(hz): _number(level) for hz, level in got["levels"].items()}
    return Heard(hz=got["hz"], level=_number(got["level"]), levels=levels, note=got["note"])


async def assert_hears(
    page: Page,
    hz: int,
    *,
    own: int = 0,
    selector: str = "audio[data-remote]",
    timeout_s: float = 40,  # until a call has found its way again on a busy machine
) -> Heard:
    """This side hears `hz` and, 20 dB apart, not its own tone."""
    tones = (hz, own) if own else (hz,)
    heard = await listen(page, tones=tones, selector=selector, timeout_s=timeout_s)
    assert heard.level > -60, f"expected {hz} Hz, heard nothing: {heard}"
    assert abs(heard.hz - hz) <= 15, f"expected {hz} Hz, heard {heard}"
    if own:
        assert heard.levels[own] < heard.levels[hz] - 20, f"hears its own {own} Hz: {heard}"
    return heard


async def assert_silent(
    page: Page, *, selector: str = "audio[data-remote]", timeout_s: float = 3
) -> None:
    """Nothing is heard here: no live stream, or one without a sound."""
    heard = await listen(page, selector=selector, timeout_s=timeout_s)
    assert heard.level <= -60, f"expected silence, heard {heard}"


def _number(level: float | None) -> float:
    return -math.inf if level is None else float(level)
