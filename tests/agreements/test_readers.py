"""Who only reads reads everything and is offered nothing that would be refused."""

import ast
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from fair import roles
from fair.app import ROUTES
from fair.contract.accounts import Invite
from fair.contract.all import COMMANDS
from fair.decisions import Actor
from fair.glossary import Role
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.world import World

FAIR = Path(roles.__file__).parent
OWN = {name for name, kind in COMMANDS.items() if kind.by >= roles.SIGNED_IN} | {"account.change"}


async def offered(
    world: World, have: Belongings, role: Role, paths: frozenset[str]
) -> AsyncGenerator[tuple[str, str]]:
    """Yield each page of a role with each command that it offers there."""
    login = {
        Role.SEEKER: have.stage.tokens[LAN],
        Role.FAIR_ORGANISER: have.stage.tokens["Gao"],
        Role.AUDITOR: have.stage.tokens["Eve"],
        **have.stage.scene.tokens,
    }[role]
    async with world.web(login) as browser:
        for path in sorted(paths):
            answer = await browser.get(path.format_map({**have.ids, "token": "x", "name": "x"}))
            assert answer.status_code < 500, path
            for name in set(re.findall(r'data-command="([^"]+)"', answer.text)):
                yield path, name


def pages_of(role: Role) -> frozenset[str]:
    return frozenset(
        route.path
        for route in ROUTES
        if "GET" in (route.methods or ()) and role in getattr(route.endpoint, "by", ())
    )


@pytest.mark.parametrize("role", sorted(roles.SIGNED_IN))
async def test_no_page_offers_what_its_reader_may_not_do(world, role):
    have = await belongings(world)

    found = {one async for one in offered(world, have, role, pages_of(role))}

    assert {name for _, name in found if role not in COMMANDS[name].by} == set()
    assert len({name for _, name in found}) > 3


async def test_who_reads_the_fair_and_decides_nothing_sees_no_form(world, monkeypatch):
    have = await belongings(world)
    for name, kind in COMMANDS.items():
        if name not in OWN:
            monkeypatch.setattr(kind, "by", kind.by - roles.OVERSEERS)

    overseen = pages_of(Role.ORGANISER)
    found = {one async for one in offered(world, have, Role.ORGANISER, overseen)}

    assert {one for one in found if one[1] not in OWN} == set()


async def test_only_who_may_invite_finds_the_form_and_nobody_a_link(world, monkeypatch):
    have = await belongings(world)
    await world.do(
        Invite(email="new@huafeng.example", employer_id=have.ids["employer_id"]),
        Actor(Role.ORGANISER, account_id=have.ids["account_id"]),
    )
    shown = []
    for by in (Invite.by, frozenset[Role]()):
        monkeypatch.setattr(Invite, "by", by)
        async with world.web(have.stage.scene.tokens["organiser"]) as browser:
            page = await browser.get(f"/organise/employers/{have.ids['employer_id']}")
            shown.append('action="/invitations"' in page.text)
            assert "/invited/" not in page.text

    assert shown == [True, False]


def _lists_roles(source: str) -> list[int]:
    """Return the lines where a `by=` lists roles by hand."""
    return [
        one.value.lineno
        for one in ast.walk(ast.parse(source))
        if isinstance(one, ast.keyword) and one.arg == "by"
        if any(isinstance(part, ast.Name) and part.id == "Role" for part in ast.walk(one.value))
        if not isinstance(one.value, ast.Attribute)
    ]


def test_a_page_and_a_command_name_a_set_of_roles():
    assert _lists_roles('route("/x", y, by={Role.SEEKER})') == [1]
    assert _lists_roles('route("/x", y, by=SEEKERS | STAFF)') == []

    found = {
        str(path.relative_to(FAIR)): lines
        for path in FAIR.rglob("*.py")
        if (lines := _lists_roles(path.read_text()))
    }

    assert found == {}
