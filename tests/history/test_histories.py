"""The history of a thing says what happened, who did it and why, to whom it concerns."""

import asyncio

import pytest

from fair import histories
from fair.contract.employers import LicenceLift, LicenceSuspend, RecruiterRemove
from fair.contract.people import EraseOnRequest
from fair.contract.rooms_chat import HideMessage
from fair.contract.vacancies import VacancyLift, VacancySuspend
from fair.decisions import SYSTEM, Actor
from fair.glossary import Role
from fair.ledger import ledger
from fair.ledger_check import verify
from fair.programme.facts import HallAdded
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.world import World

WHY, OVER = "Two workers reported a fee.", "The report was withdrawn."


@pytest.fixture
async def have(world: World) -> Belongings:
    return await belongings(world)


def page(have: Belongings, who: str, path: str, **query):
    """Return what somebody reads there."""
    scene, tokens = have.stage.scene, have.stage.tokens
    token = {"lan": tokens[LAN], "fu": tokens["Fu"], "": ""}.get(who) or scene.tokens.get(who, "")

    async def read():
        async with have.world.web(token) as browser:
            return await browser.get(path, params=query)

    return read()


async def test_lifting_leaves_the_reason_of_the_suspension_and_both_are_read(have: Belongings):
    organiser, licence = have.stage.scene.organiser, have.ids["licence_id"]
    await have.world.do(LicenceSuspend(licence_id=licence, reason=WHY), organiser)
    await have.world.do(LicenceLift(licence_id=licence, reason=OVER), organiser)

    seen = await page(have, "recruiter", f"/history/licences/{licence}")

    assert seen.status_code == 200
    assert seen.headers["cache-control"] == "private, no-store"
    assert seen.text.index(OVER) < seen.text.index(WHY)
    assert "by the organiser" in seen.text
    assert [row.reason for row in have.world.rows("SELECT reason FROM licence")] == [WHY]
    assert have.world.look(verify)[1] == []


async def test_a_post_keeps_why_it_was_hidden(have: Belongings):
    organiser, post = have.stage.scene.organiser, have.ids["vacancy_id"]
    await have.world.do(VacancySuspend(vacancy_id=post, reason=WHY), organiser)
    await have.world.do(VacancyLift(vacancy_id=post), organiser)

    seen = await page(have, "recruiter", f"/history/posts/{post}")

    assert WHY in seen.text
    assert "The post is shown again." in seen.text
    assert have.world.rows(f"SELECT note FROM vacancy WHERE id = '{post}'")[0].note == WHY


async def test_what_followed_by_itself_is_the_act_of_whoever_began_it(have: Belongings):
    """Posts and booths that go with a suspended licence were hidden by the organiser, and why."""
    scene = have.stage.scene
    suspend = LicenceSuspend(licence_id=have.ids["licence_id"], reason=WHY)
    await have.world.do(suspend, scene.organiser)

    rows = have.world.rows("SELECT kind, author, reason FROM ledger WHERE reason <> ''")

    assert {"licence.suspended", "vacancy.suspended", "booth.closed"} <= {row.kind for row in rows}
    assert {row.author for row in rows} == {f"account:{scene.organiser.account_id}"}
    assert len({row.reason for row in rows}) == 1


async def test_a_seeker_reads_the_own_history_and_no_name_of_staff(have: Belongings):
    hide = HideMessage(message_id=have.ids["message_id"], reason="contact")
    await have.world.do(hide, have.mei)

    seen = await page(have, "lan", f"/history/people/{have.lan.person_id}")

    assert "A message in the chat of" in seen.text
    assert "It held a number or an address." in seen.text
    assert ", recruiter" in seen.text
    assert "by you" in seen.text
    assert "Mei" not in seen.text
    linked = await page(have, "lan", "/me")
    assert f"/history/people/{have.lan.person_id}" in linked.text


@pytest.mark.parametrize(
    ("who", "fair", "employer", "licence", "post", "person"),
    [
        ("organiser", 200, 200, 200, 200, 200),
        ("recruiter", 404, 200, 200, 200, 404),
        ("stranger", 404, 404, 404, 404, 404),
        ("lan", 404, 404, 404, 404, 200),
        ("fu", 404, 404, 404, 404, 404),
        ("", 401, 401, 401, 401, 401),
    ],
)
async def test_who_asks_for_anothers_finds_nothing(  # noqa: PLR0917
    have: Belongings, who, fair, employer, licence, post, person
):
    wanted = {
        "fairs/{fair_id}": fair, "employers/{employer_id}": employer,
        "licences/{licence_id}": licence, "posts/{vacancy_id}": post, "people/{person_id}": person,
    }  # fmt: skip

    for path, status in wanted.items():
        seen = await page(have, who, f"/history/{path}".format_map(have.ids))
        assert (path, seen.status_code) == (path, status)


async def test_a_person_who_was_erased_has_no_history_and_is_nobody_in_others(have: Belongings):
    organiser, lan = have.stage.scene.organiser, have.lan
    erase = EraseOnRequest(person_id=lan.person_id, sure="yes", reason="phoned")
    await have.world.do(erase, organiser)

    seen = await page(have, "organiser", f"/history/people/{lan.person_id}")

    assert seen.status_code == 404
    assert have.world.look(histories.aliases, lan.person_id) == {}
    assert lan.person_id not in "".join(
        f"{row.author} {row.data}" for row in have.world.rows(ledger.select())
    )


async def test_who_lost_the_role_is_told_why(have: Belongings):
    scene = have.stage.scene
    remove = RecruiterRemove(account_id=scene.colleague.account_id, reason="misuse")
    await have.world.do(remove, scene.recruiter)

    seen = await page(have, "recruiter", f"/history/employers/{scene.employer_id}")

    assert "The account was misused, or may have been." in seen.text


async def test_a_long_history_has_pages(have: Belongings):
    fact = HallAdded(fair_id=have.ids["fair_id"], hall_id=have.ids["hall_id"])
    await asyncio.gather(*(have.world.work(lambda work: work.record(fact)) for _ in range(70)))
    path = f"/history/fairs/{have.ids['fair_id']}"

    first = await page(have, "organiser", path)
    second = await page(have, "organiser", path, page=2)

    assert first.text.count("A hall was added") == histories.PAGE
    assert f"{path}?page=2" in first.text
    assert 20 <= second.text.count("A hall was added") < histories.PAGE


async def test_a_history_is_found_without_reading_the_ledger(have: Belongings):
    """The plan looks a thing up by the index, and each of its facts by its number."""
    with have.world.server.database.reading.connect() as connection:
        asked = []

        def note(_connection, _cursor, statement, parameters, *_rest):
            asked.append((statement, parameters))

        from sqlalchemy import event

        event.listen(have.world.server.database.reading, "before_cursor_execute", note)
        histories.page_of(connection, "fair", [have.ids["fair_id"]], 1)
        event.remove(have.world.server.database.reading, "before_cursor_execute", note)
        statement, parameters = asked[-1]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()

    assert not [row for row in plan if row[3].startswith("SCAN") and "anon_1" not in row[3]]
    assert any("fact_about USING PRIMARY KEY" in row[3] for row in plan)


def test_the_clock_is_the_system():
    assert SYSTEM.author == Actor(Role.SYSTEM).author == "clock"
