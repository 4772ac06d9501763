"""What a simulated person sounds like: syllables without words, made here by a small formant voice.

A vowel is one period of a pulse shaped by three resonances; a phrase strings syllables along a
falling melody, with breath between phrases. Pure but for the given dice.
"""

import math
from array import array
from collections.abc import Iterator
from functools import cache
from random import Random

RATE = 16_000
_STEPS = 256
_LOUD = 9_000.0
# The first three resonances of five vowels, in hertz.
_VOWELS = {
    "a": (800, 1200, 2500),
    "e": (480, 1900, 2500),
    "i": (290, 2250, 2950),
    "o": (480, 850, 2400),
    "u": (320, 800, 2300),
}


@cache
def period(vowel: str, pitch: int) -> tuple[float, ...]:
    """Return one period of a vowel at a pitch, between -1 and 1."""
    overtones = range(1, min(40, int(RATE / 2 / pitch)))
    weights = [_weight(vowel, pitch * number) / math.sqrt(number) for number in overtones]
    wave = [
        sum(
            weight * math.sin(2 * math.pi * number * step / _STEPS)
            for number, weight in zip(overtones, weights, strict=True)
        )
        for step in range(_STEPS)
    ]
    loudest = max(abs(value) for value in wave)
    return tuple(value / loudest for value in wave)


def _weight(vowel: str, hertz: float) -> float:
    widths = (90, 110, 170)
    near = [
        math.exp(-(((hertz - formant) / width) ** 2) / 2) / (place + 1)
        for place, (formant, width) in enumerate(zip(_VOWELS[vowel], widths, strict=True))
    ]
    return sum(near) + 0.02


def speak(dice: Random, seconds: float) -> "array[int]":
    """Return so many seconds of somebody talking, as 16-bit samples."""
    pitch = dice.choice((105, 125, 180, 205, 225))
    said: array[int] = array("h")
    whole = int(seconds * RATE)
    while len(said) < whole:
        said.extend(_phrase(dice, pitch))
        said.extend([0] * int(RATE * dice.uniform(0.35, 1.3)))
    return said[:whole]


def _phrase(dice: Random, pitch: int) -> Iterator[int]:
    syllables = dice.randint(4, 10)
    phase = 0.0
    for place in range(syllables):
        vowel = dice.choice(tuple(_VOWELS))
        height = pitch * (1.12 - 0.25 * place / syllables + dice.uniform(-0.05, 0.07))
        yield from _consonant(dice)
        length = int(RATE * dice.uniform(0.09, 0.2))
        table = period(vowel, pitch)
        step = height * _STEPS / RATE
        for sample in range(length):
            phase = (phase + step) % _STEPS
            swell = min(1.0, sample / 320, (length - sample) / 480)
            yield int(_LOUD * swell * table[int(phase)])


def _consonant(dice: Random) -> Iterator[int]:
    hiss = dice.random() < 0.6  # noqa: PLR2004 - how often a syllable begins with a hiss
    for sample in range(int(RATE * dice.uniform(0.02, 0.05))):
        swell = min(1.0, sample / 80)
        yield int(dice.uniform(-1, 1) * 1400 * swell) if hiss else 0
