"""An organiser of one fair runs that fair, and neither sees nor touches anything of another."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from fair.app import ROUTES
from fair.budgets import Budgets
from fair.contract.accounts import CloseAccount, Invite
from fair.contract.all import COMMANDS
from fair.contract.lanes import GrantPriority, PublishCriteria
from fair.contract.programme import CreateFair, PauseFair
from fair.contract.programme_halls import PostAnnouncement
from fair.db import utc_now
from fair.decisions import Actor, NotAllowed, NotFound
from fair.glossary import Criterion, Role
from fair.programme.refusals import NoSuchFair
from fair.roles import FAIR_ORGANISERS, VISITORS
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.audit.house import a_fair_organiser
from tests.world import World

ELSEWHERE = "The fair of elsewhere"
OWN = {
    "account.change", "account.choose_language", "login.revoke", "login.revoke_others",
    "login.revoke_all",
}  # fmt: skip
OWN_PAGES = {
    "/board", "/organise/fairs", "/organise/cases", "/organise/reports", "/audit",
    "/me", "/me/password", "/me/second", "/me/second/codes", "/me/second/end",
}  # fmt: skip


@pytest_asyncio.fixture
async def have(world: World) -> Belongings:
    return await belongings(world)


@pytest_asyncio.fixture
async def stranger(have: Belongings) -> Actor:
    """Zhou, who runs another fair of the same office."""
    office = have.stage.scene.organiser
    example = {**CreateFair.example, "title": ELSEWHERE}
    made = await have.world.do(CreateFair.model_validate(example), office)
    return await a_fair_organiser(have.stage, "Zhou", fair_id=made.fair_id)


def asks() -> list[str]:
    """What an organiser of one fair may ask for beyond what a stranger may."""
    return sorted(n for n, kind in COMMANDS.items() if kind.by >= FAIR_ORGANISERS)


def opens() -> Iterator[Any]:
    for route in ROUTES:
        by: frozenset[Role] = getattr(route.endpoint, "by", frozenset())
        if by >= FAIR_ORGANISERS and not by & VISITORS:
            yield route


def of_strangers(name: str) -> bool:
    return bool(COMMANDS[name].by & VISITORS)


async def test_she_tells_her_fair_something_and_pauses_it(have: Belongings) -> None:
    mine = {"fair_id": have.ids["fair_id"]}

    await have.world.do(PostAnnouncement(text="The bus leaves at five.", **mine), have.gao)
    await have.world.do(PauseFair(**mine), have.gao)

    async with have.world.web(have.stage.tokens["Gao"]) as web:
        board = await web.get("/board", follow_redirects=True)
        assert board.url.path == f"/board/{have.ids['fair_id']}"
        assert "The fair is paused" in board.text


async def test_no_command_of_hers_touches_a_thing_of_another_fair(
    have: Belongings, stranger: Actor
) -> None:
    before, walked = have.everything(), 0
    for name in asks():
        kind = COMMANDS[name]
        if name in OWN or of_strangers(name):
            continue
        given = {key: value for key, value in have.ids.items() if key in kind.model_fields}
        with pytest.raises(NotAllowed):
            await have.world.do(kind.model_validate({**kind.example, **given}), stranger)
        walked += 1

    assert walked > 20
    assert have.everything() == before


async def test_her_fair_s_id_beside_a_thing_of_another_fair_opens_nothing(
    have: Belongings, stranger: Actor
) -> None:
    """Whoever names the own fair and another one's booth in one command is refused."""
    limits = COMMANDS["limits.set"]
    asked = {**limits.example, "fair_id": stranger.fair_id, "booth_id": have.ids["booth_id"]}

    with pytest.raises(NotAllowed):
        await have.world.do(limits.model_validate(asked), stranger)


async def test_somebody_who_takes_part_elsewhere_gets_no_priority_and_is_not_named_to_her(
    have: Belongings, stranger: Actor
) -> None:
    await have.world.do(
        PublishCriteria(fair_id=stranger.fair_id, criteria=(Criterion.PREGNANT,)), stranger
    )
    asked = {"fair_id": stranger.fair_id, "person_id": have.lan.person_id}

    with pytest.raises(NotFound):
        await have.world.do(GrantPriority(criterion=Criterion.PREGNANT, **asked), stranger)

    async with have.world.web(have.stage.tokens[stranger.name]) as web:
        assert LAN not in (await web.get(f"/organise/fairs/{stranger.fair_id}")).text


async def test_no_page_of_another_fair_opens_to_her(have: Belongings, stranger: Actor) -> None:
    title = some(have.world.rows("select title from fair where rehearses = ''"))
    async with have.world.web(have.stage.tokens[stranger.name]) as web:
        for route in opens():
            if "GET" not in route.methods:
                continue
            have.world.server.dispatch.budgets = Budgets()
            answer = await web.get(route.path.format_map(have.ids), follow_redirects=True)
            if route.path in OWN_PAGES:
                assert title not in answer.text, route.path
            else:
                assert answer.status_code == 403, route.path


def some(rows: Any) -> str:
    """Return the title of the first fair of the house, which is not hers."""
    return next(str(row.title) for row in rows if row.title != ELSEWHERE)


async def test_the_lists_of_the_office_show_her_her_own_fair(
    have: Belongings, stranger: Actor
) -> None:
    async with have.world.web(have.stage.tokens["Gao"]) as web:
        for path in ("/organise/fairs", "/organise/reports", "/board"):
            page = await web.get(path, follow_redirects=True)
            assert page.status_code == 200, path
            assert ELSEWHERE not in page.text, path
    async with have.world.web(have.stage.tokens[stranger.name]) as web:
        page = await web.get("/organise/fairs")
        assert ELSEWHERE in page.text


async def test_every_link_on_her_pages_leads_to_a_page_that_opens(have: Belongings) -> None:
    async with have.world.web(have.stage.tokens["Gao"]) as web:
        todo, seen, broken = ["/board"], set[str](), []
        while todo:
            path = todo.pop()
            have.world.server.dispatch.budgets = Budgets()
            answer = await web.get(path, follow_redirects=True)
            if answer.status_code != 200:
                broken.append(path)
            if not path.startswith(("/board", "/organise", "/audit", "/me")):
                continue
            for link in re.findall(r'(?:href|src)="(/[^"#]*)', answer.text):
                where = link.replace("&amp;", "&").partition("?")[0]
                if where not in seen and not where.startswith("/static"):
                    seen.add(where)
                    todo.append(where)

    assert len(seen) > 20
    assert not broken, broken


def test_what_she_may_ask_for_names_something_of_a_fair_or_is_her_own_account(
    world: World,
) -> None:
    known = set(world.server.dispatch.of_fair.finders)

    loose = {
        name for name in asks()
        if not of_strangers(name) and not known & set(COMMANDS[name].model_fields)
    }  # fmt: skip

    assert loose == OWN


def test_each_page_of_hers_is_of_a_fair_or_is_known_to_show_her_own_alone(world: World) -> None:
    known = {f"{{{name}}}" for name in world.server.dispatch.of_fair.finders}

    loose = {one.path for one in opens() if not any(name in one.path for name in known)}

    assert loose == OWN_PAGES


async def test_only_the_office_invites_her_and_she_invites_nobody(have: Belongings) -> None:
    asked = {"email": "new@pes.example", "role": "fair_organiser", "fair_id": have.ids["fair_id"]}
    for who in (have.mei, have.gao, have.eve, have.lan):
        with pytest.raises(NotAllowed):
            await have.world.do(Invite.model_validate(asked), who)
    with pytest.raises(NotAllowed):
        await have.world.do(
            Invite.model_validate({**asked, "fair_id": ""}), have.stage.scene.organiser
        )
    for role in ("organiser", "fair_organiser", "auditor"):
        with pytest.raises(NotAllowed):
            await have.world.do(Invite.model_validate({**asked, "role": role}), have.gao)


async def test_nobody_is_invited_to_a_fair_that_there_is_not(have: Belongings) -> None:
    office = have.stage.scene.organiser
    asked = {"email": "new@pes.example", "fair_id": "f0000000none"}
    ends = {"last_day": str((utc_now() + timedelta(days=9)).date())}
    before = len(have.world.rows("select id from invitation"))

    for more in ({"role": "fair_organiser"}, {"role": "auditor", **ends}):
        with pytest.raises(NoSuchFair):
            await have.world.do(Invite.model_validate({**asked, **more}), office)
    assert len(have.world.rows("select id from invitation")) == before


async def test_once_the_role_is_taken_away_her_pages_are_closed(have: Belongings) -> None:
    office = have.stage.scene.organiser
    await have.world.do(CloseAccount(account_id=have.gao.account_id, reason="left"), office)

    async with have.world.web(have.stage.tokens["Gao"]) as web:
        answer = await web.get(f"/board/{have.ids['fair_id']}")
        assert answer.status_code == 401
    assert have.gao.role is Role.FAIR_ORGANISER


async def test_the_office_reads_on_the_fair_who_runs_it_alone(have: Belongings) -> None:
    path = f"/organise/fairs/{have.ids['fair_id']}"
    async with have.world.web(have.stage.scene.tokens["organiser"]) as web:
        page = (await web.get(path)).text
        assert "Gao" in page
        assert 'value="fair_organiser"' in page
    async with have.world.web(have.stage.tokens["Gao"]) as web:
        page = (await web.get(path)).text
        assert 'value="fair_organiser"' not in page
