"""Walking every page that links lead to, one of each kind."""

import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable

from playwright.async_api import Page

AN_ID = re.compile(r"(?<=/)[0-9A-Za-z]{12,}|\?.*|#.*")
LINKS = (
    "all => all.map(one => one.getAttribute('href')).filter(href => href && href.startsWith('/'))"
)
FILES = (".csv", ".ics", ".json", ".pdf", ".svg", ".xlsx", ".zip")


def kind_of(path: str) -> str:
    """Return a path with a star for each id, without what is asked of it."""
    return AN_ID.sub("*", path)


async def walked(
    page: Page, url: str, begin: Iterable[str], wanted: Callable[[str], bool]
) -> AsyncIterator[str]:
    """Open one page of each kind that is wanted, from `begin` on; yield its path while it is open.

    Files are not opened.
    """
    ahead, met = deque(begin), set[str]()
    while ahead:
        path = ahead.popleft()
        kind = kind_of(path)
        if kind in met or not wanted(path) or path.partition("?")[0].endswith(FILES):
            continue
        met.add(kind)
        await page.goto(url + path)
        yield path
        ahead.extend(await page.locator("a").evaluate_all(LINKS))
