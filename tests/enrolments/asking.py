"""A company that asks to take part, as a stranger types it and reads its mail."""

from typing import Any

from fair.contract.enrolments import EnrolmentAsk, EnrolmentConfirm
from fair.decisions import VISITOR
from fair.employers.licence import check_character
from tests.accounts.helpers import link_in, mails
from tests.world import World

MAIL = "hr@bohai.example"
NAME = "Bohai Works"


def code_of(n: int = 1) -> str:
    """Return a code that holds, another one for each number."""
    stem = f"91330481MA2CX{n:04}"
    return stem + check_character(stem)


def form(fair_id: str, **said: Any) -> dict[str, Any]:
    """Return what the form of a direct employer sends."""
    return {
        "fair_id": fair_id, "kind": "direct", "legal_name": NAME, "code": code_of(),
        "contact_name": "Bo Hai", "email": MAIL, "lang": "en", **said,
    }  # fmt: skip


AGENCY = {
    "kind": "agency", "number": "3304 2021 0077", "authority": "Haining",
    "valid_from": "2021-01-01", "valid_to": "2199-01-01",
}  # fmt: skip
OVERSEAS = {**AGENCY, "kind": "overseas", "reserve_yuan": "3000000"}


async def asked(world: World, fair_id: str, **said: Any) -> str:
    """Let a company ask, unconfirmed; return the request."""
    await world.do(EnrolmentAsk.model_validate(form(fair_id, **said)), VISITOR)
    return str(world.rows("select id from enrolment order by asked_at desc, id")[0].id)


async def waits(world: World, fair_id: str, **said: Any) -> str:
    """Let a company ask, and confirm its address; return the request."""
    enrolment_id = await asked(world, fair_id, **said)
    await world.do(EnrolmentConfirm(enrolment_id=enrolment_id))
    return enrolment_id


def link(world: World, email: str = MAIL) -> str:
    """Return the path of the newest link in the mails to an address."""
    found = (link_in(one.text, "enrolments") for one in mails(world, email))
    return next((path for path in found if path), "")
