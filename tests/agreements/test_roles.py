"""A wrong role is refused at every command and every route, and nothing changes."""

import pytest
from starlette.routing import Route

from fair.app import ROUTES
from fair.contract.all import COMMANDS
from fair.decisions import Actor, NotAllowed, SignInFirst
from fair.glossary import Role
from fair.people import reads as people_reads

EVERY_ROLE = frozenset(Role) - {Role.SYSTEM}
ACTORS = {
    Role.VISITOR: Actor(Role.VISITOR, address="127.0.0.1"),
    Role.SEEKER: Actor(Role.SEEKER, person_id="p00000000001"),
    Role.RECRUITER: Actor(Role.RECRUITER, account_id="a00000000001", employer_id="e00000000001"),
    Role.ORGANISER: Actor(Role.ORGANISER, account_id="a00000000002"),
}


def _wrong(allowed):
    return sorted(EVERY_ROLE - set(allowed))


@pytest.mark.parametrize(
    ("name", "role"),
    [(name, role) for name, kind in sorted(COMMANDS.items()) for role in _wrong(kind.by)],
)
async def test_the_wrong_role_is_refused_at_the_command(world, name, role):
    command = COMMANDS[name].model_validate(COMMANDS[name].example)

    with pytest.raises(SignInFirst if role is Role.VISITOR else NotAllowed):
        await world.do(command, ACTORS[role])

    assert world.kinds() == []


def _path(route: Route) -> str:
    return route.path.replace("{", "").replace("}", "").replace(":path", "")


def test_every_route_declares_who_may_come():
    assert all(route.endpoint.by for route in ROUTES)


@pytest.mark.parametrize(
    ("path", "method", "role"),
    [
        (_path(route), method, role)
        for route in ROUTES
        for method in sorted(set(route.methods) - {"HEAD"})
        for role in _wrong(route.endpoint.by)
    ],
)
async def test_the_wrong_role_is_refused_at_the_route(world, monkeypatch, path, method, role):
    monkeypatch.setattr(people_reads, "identify", lambda *_: ACTORS[role])
    for layer in world.server.app.user_middleware:
        if "identify" in layer.kwargs:
            layer.kwargs["identify"] = lambda *_: ACTORS[role]

    async with world.web(token="somebody") as browser:
        answer = await browser.request(method, path)

    assert answer.status_code == (401 if role is Role.VISITOR else 403)
