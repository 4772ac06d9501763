"""The door of staff as a browser meets it: password, app, codes; for the tests that attack it."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pyotp

from fair.db import utc_now
from fair.glossary import Role
from tests.people.helpers import PASSWORD, recruiter, send
from tests.world import World, some

MAIL = "olga@pes.example"


async def organiser(world: World, email: str = MAIL) -> str:
    return await recruiter(world, email, name="Olga", role=Role.ORGANISER, employer_id="")


async def knock(
    browser: httpx.AsyncClient, email: str = MAIL, password: str = PASSWORD, then: str = ""
) -> httpx.Response:
    """Type an address and a password."""
    page = await browser.get("/sign-in")
    return await send(browser, page, "/sign-in", email=email, password=password, then=then)


class App:
    """An authenticator app: it shows one code after the other, none twice."""

    def __init__(self, key: str) -> None:
        self.totp, self.shown = pyotp.TOTP(key.replace(" ", "")), 0

    def code(self, steps: int = 0) -> str:
        return self.totp.at(utc_now() + timedelta(seconds=30 * steps))

    def wrong(self) -> str:
        near = {self.code(steps) for steps in range(-3, 4)}
        return next(one for one in ("111111", "222222", "333333") if one not in near)


def app_of(page: httpx.Response) -> App:
    return App(some(re.search(r'id="f-key">([^<]+)<', page.text))[1])


def codes_of(page: httpx.Response) -> list[str]:
    return re.findall(r"<code[^>]*>([^<]+)</code>", page.text)


async def with_app(
    world: World, email: str = MAIL, address: str = "10.9.9.9"
) -> tuple[App, list[str]]:
    """Sign in and set the second step up; then sign out. Its code of now is used."""
    async with world.web(address=address) as browser:
        await knock(browser, email)
        page = await browser.get("/sign-in/second")
        app = app_of(page)
        done = await send(browser, page, "/sign-in/second", code=app.code(-1))
        assert done.headers["location"] == "/me/second/codes", done.text
        codes = codes_of(await browser.get("/me/second/codes"))
        assert len(codes) == 10
        return app, codes


def signed_in_as(page: httpx.Response) -> bool:
    return page.status_code == 200


async def inside(browser: httpx.AsyncClient) -> bool:
    """Whether this browser is signed in."""
    return (await browser.get("/me")).status_code == 200


NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
