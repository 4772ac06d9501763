import pytest


@pytest.fixture
async def stage(world):
    """An open booth with a post of two openings."""
    # Imported here, so that the rules are tested without loading the server.
    from tests.hiring.stage import a_stage

    return await a_stage(world, 2)
