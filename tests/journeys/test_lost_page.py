"""Somebody follows a wrong address: the page is calm, accessible, and asks no other host."""

import pytest

from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Browsers

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("device", ["phone", "desktop"])
async def test_a_wrong_address_is_answered_calmly(people: Browsers, device) -> None:
    ada = await people.person("Ada", device=device)
    ada.excuse("404")

    answer = await ada.goto("/no-such-page")

    assert answer is not None
    assert answer.status == 404
    await assert_accessible(ada.page)
    await ada.shot("lost-page")
