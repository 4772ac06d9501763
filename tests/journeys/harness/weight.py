"""What a page costs a phone: all bytes of all that it loads, as the browser's network counts."""

from playwright.async_api import CDPSession

from tests.journeys.harness.browsers import Person


class Weight:
    """Counts what comes over the wire, headers and all, as the browser's own network sees it."""

    def __init__(self, session: CDPSession) -> None:
        self.total, self.responses = 0, 0
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._frame)

    def _finished(self, event: dict[str, float]) -> None:
        self.total += round(event["encodedDataLength"])
        self.responses += 1

    def _frame(self, event: dict[str, dict[str, str]]) -> None:
        self.total += len(event["response"]["payloadData"])


async def weighed(person: Person, path: str, most: int) -> None:
    """Open a path in a browser that has never been here; say and check what it cost."""
    session = await person.context.new_cdp_session(person.page)
    await session.send("Network.enable")
    weight = Weight(session)
    await person.goto(path)
    await person.page.wait_for_load_state("networkidle")
    await session.detach()
    print(f"{path}: {weight.total / 1000:.1f} kB in {weight.responses} responses")
    assert weight.responses > 3
    assert weight.total < most
