"""People at a fair, for the tests of `people`: registered through the real commands."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import text

from fair.accounts import writes as account_writes
from fair.contract.accounts import Invite
from fair.contract.people import Register
from fair.contract.phone_codes import AskSignInCode, TrySignInCode
from fair.contract.programme import CreateFair, OpenFair, PublishFair
from fair.decisions import Actor
from fair.glossary import Role
from fair.passwords import hash_now
from fair.sign_in import writes as sign_in_writes
from tests.world import World

VISITOR = Actor(Role.VISITOR, address="127.0.0.1")
ORGANISER = Actor(Role.ORGANISER, account_id="a00000000001", name="Olga")
RECRUITER = Actor(Role.RECRUITER, account_id="a00000000002", employer_id="e00000000001")
FAIR = "f00000000001"
PASSWORD = "correct horse battery"
HASH = hash_now(PASSWORD)


def seeker(person_id: str) -> Actor:
    return Actor(Role.SEEKER, person_id=person_id)


async def registered(
    world: World, phone: str = "13812345678", fair_id: str = FAIR, **changes: Any
) -> str:
    values = {"given_name": "Zhao Lan", "born_on": "1990-04-30", "lang": "en", **changes}
    asked = Register.model_validate({"fair_id": fair_id, "phone": phone, **values})
    return str((await world.do(asked, VISITOR)).person_id)


def asks(phone: str, browser: str = "a", address: str = "127.0.0.1", **more: str) -> AskSignInCode:
    """What the edge says when a browser asks for a code to sign in with."""
    said = {"phone": phone, "browser": browser.ljust(64, "0"), "address": address, **more}
    return AskSignInCode.model_validate(said)


def tries(phone: str, code: str, browser: str = "a", **more: str) -> TrySignInCode:
    """What the edge says when somebody types the six digits in a browser."""
    said = {"phone": phone, "code": code, "browser": browser.ljust(64, "0"), **more}
    return TrySignInCode.model_validate(said)


def code_for(world: World, phone: str) -> str:
    """The code of the newest message to a number, as its owner reads it."""
    rows = world.rows(
        text("SELECT text FROM signal WHERE recipient = :to ORDER BY made_at DESC").bindparams(
            to=phone
        )
    )
    found = re.search(r"\b\d{6}\b", rows[0].text)
    assert found
    return found[0]


async def later(world: World, table: str, by: timedelta) -> None:
    """Let time pass for the rows of a table: what was made is `by` older."""
    micro = by // timedelta(microseconds=1)
    await world.work(
        lambda work: work.write(text(f"UPDATE {table} SET made_at = made_at - {micro}"))
    )


async def recruiter(world: World, email: str = "mei@huafeng.example", **changes: Any) -> str:
    values = {"name": "Mei", "role": Role.RECRUITER, "employer_id": "e00000000001", **changes}
    return str(
        await world.work(
            lambda work: account_writes.add_account(work, email=email, password_hash=HASH, **values)
        )
    )


async def staff(world: World, email: str, name: str, employer_id: str = "") -> Actor:
    """Somebody with an account: an organiser, or a recruiter of an employer."""
    role = Role.RECRUITER if employer_id else Role.ORGANISER
    made = await recruiter(world, email, name=name, role=role, employer_id=employer_id)
    return Actor(role, account_id=made, employer_id=employer_id, name=name)


async def signed_in(world: World, **who: str) -> str:
    return str(await world.work(lambda work: sign_in_writes.issue_login(work, **who)))


async def an_open_fair(world: World) -> str:
    today = datetime.now(UTC).date()
    made = await world.do(
        CreateFair.model_validate(
            {
                "title": "Spring fair",
                "zone": "Asia/Shanghai",
                "hall_titles": {"en": "Hall 1"},
                "opens_at": f"{today}T00:00",
                "closes_at": f"{today + timedelta(days=1)}T23:00",
            }
        ),
        ORGANISER,
    )
    await world.do(PublishFair(fair_id=made.fair_id), ORGANISER)
    await world.do(OpenFair(fair_id=made.fair_id), ORGANISER)
    return str(made.fair_id)


def fields_of(page: httpx.Response, action: str) -> dict[str, str]:
    """The fields of the form with this action, as a browser without JavaScript would send them."""
    form = re.search(
        rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', page.text, re.DOTALL
    )
    assert form, f"no form for {action} on {page.url}: {page.text[:3000]}"
    return {
        str(name): str(value)
        for name, value in re.findall(
            r'<input type="hidden" name="([^"]+)"[^>]*? value="([^"]*)"', form[1]
        )
    }


async def send(
    browser: httpx.AsyncClient, page: httpx.Response, action: str, **values: Any
) -> httpx.Response:
    return await browser.post(action, data={**fields_of(page, action), **values})


__all__ = ["Invite"]
