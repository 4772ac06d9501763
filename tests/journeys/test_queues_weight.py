"""My queues on mobile data: opened by a text in a browser that has never been here."""

import pytest

from tests.journeys.harness.weight import weighed
from tests.journeys.house import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="module"),
]
MOST_BYTES = 100_000


async def test_my_queues_with_all_that_they_load_are_light(house: House) -> None:
    lan = await house.person("lan", "phone")
    await weighed(lan, house.paths["queues"], MOST_BYTES)
