import pytest

from tests.hiring.stage import a_stage


@pytest.fixture
async def stage(world):
    """An open booth with a post of two openings."""
    return await a_stage(world, 2)
