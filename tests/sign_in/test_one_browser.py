"""A browser keeps its name whoever signs in there, so that three reports out of one are one."""

from fair.sign_in import reads
from tests.people.helpers import an_open_fair, send
from tests.sign_in.test_pages import BORN
from tests.world import World

PEOPLE = ("13812340001", "13812340002", "13812340003")


async def joined(browser, fair_id: str, phone: str) -> None:
    """Register, confirm the number and sign out, as somebody does with several accounts."""
    path = f"/fairs/{fair_id}/register"
    form = await browser.get(path)
    sent = await send(browser, form, path, given_name="Zhao Lan", phone=phone, **BORN)
    assert sent.status_code == 303, sent.text
    me = await browser.get("/me")
    left = await send(browser, me, "/sign-out")
    assert left.status_code == 303


def marks(world: World) -> list[frozenset[str]]:
    """Return by which browsers each person came in, the first who registered first."""
    rows = world.rows("select id from person order by phone")
    found = world.look(reads.browsers_of, [row.id for row in rows])
    return [found[row.id] for row in rows]


async def test_three_accounts_out_of_one_browser_have_its_one_mark(world):
    fair_id = await an_open_fair(world)
    async with world.web() as browser:
        for phone in PEOPLE:
            await joined(browser, fair_id, phone)

    first, second, third = marks(world)
    assert first
    assert first == second == third


async def test_three_telephones_have_three_marks(world):
    fair_id = await an_open_fair(world)
    for phone in PEOPLE:
        async with world.web() as browser:
            await joined(browser, fair_id, phone)

    assert len(set(marks(world))) == 3


async def test_a_mark_says_nothing_of_the_browser_and_cannot_be_forged(world):
    fair_id = await an_open_fair(world)
    async with world.web() as browser:
        browser.cookies.set("fair_known", "p00000000001.mine.0123456789abcdef0123456789abcdef")
        await joined(browser, fair_id, PEOPLE[0])
        kept = browser.cookies.get("fair_known", domain="127.0.0.1")

    ((mark,),) = marks(world)
    assert ".mine." not in kept
    assert mark not in kept
