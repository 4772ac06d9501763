"""A page on the width of a phone: nothing of it lies beside the screen."""

from playwright.async_api import Page, ViewportSize

from tests.journeys.harness.axe import assert_accessible

NARROW: ViewportSize = {"width": 390, "height": 844}
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


async def fits(page: Page) -> None:
    """Nothing of the page lies beside the screen, on a phone either, and axe finds nothing."""
    wide = page.viewport_size
    assert wide
    await assert_accessible(page)
    await page.set_viewport_size(NARROW)
    over = await page.evaluate(SIDEWAYS)
    assert over <= 0, f"{page.url} is {over} px too wide for a phone"
    await page.set_viewport_size(wide)
