"""Two servers that hear each other, and people in the line of one booth there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.others.pair import Pair, pair
from tests.rooms.meeting import Meeting, a_meeting


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Pair]:
    async with pair(tmp_path) as made:
        yield made


@pytest.fixture
async def meeting(two: Pair) -> Meeting:
    """An open booth with two in its line, made at the first of both servers."""
    return await a_meeting(two.a.world)
