"""A simulated person can be heard: loud enough, never clipped, with breath between phrases."""

from random import Random

import pytest

from fair.crowd.voice import RATE, speak


@pytest.mark.parametrize("seed", range(4))
def test_somebody_is_heard_and_breathes(seed: int) -> None:
    said = speak(Random(seed), 6)
    blocks = [said[start : start + RATE // 10] for start in range(0, len(said), RATE // 10)]
    loud = [max(map(abs, block)) for block in blocks]

    assert len(said) == 6 * RATE
    assert 3000 < max(loud) < 20_000
    assert sum(peak > 1500 for peak in loud) > len(loud) / 3
    assert any(peak == 0 for peak in loud)


def test_two_people_do_not_sound_alike() -> None:
    assert speak(Random(1), 1) != speak(Random(2), 1)
