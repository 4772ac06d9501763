"""A wrong role is refused at every command and every route, and nothing changes."""

import pytest
from starlette.routing import Route

from fair.app import ROUTES
from fair.contract.all import COMMANDS
from fair.decisions import Actor, NotAllowed, SignInFirst
from fair.glossary import Role

EVERY_ROLE = frozenset(Role) - {Role.SYSTEM}
ACTORS = {
    Role.VISITOR: Actor(Role.VISITOR, address="127.0.0.1"),
    Role.SEEKER: Actor(Role.SEEKER, person_id="p00000000001"),
    Role.RECRUITER: Actor(Role.RECRUITER, account_id="a00000000001", employer_id="e00000000001"),
    Role.ORGANISER: Actor(Role.ORGANISER, account_id="a00000000002"),
    Role.FAIR_ORGANISER: Actor(
        Role.FAIR_ORGANISER, account_id="a00000000004", fair_id="f00000000001"
    ),
    Role.AUDITOR: Actor(Role.AUDITOR, account_id="a00000000003"),
}
# All that an auditor may do and open beyond what a stranger may: the own account, the own audit.
AUDITS = {"audit.draw", "audit.mark", "audit.close", "audit.open_name"}
# Files of rows, by aliases: whoever takes one is written down, an auditor as everybody.
FILES = {"export.make"}
OWN_ACCOUNT = {
    "account.change", "account.choose_language", "login.revoke", "login.revoke_others",
    "login.revoke_all",
}  # fmt: skip
OPENS = {
    "/audit", "/audit/{fair_id}", "/audit/{fair_id}/cases", "/audit/{fair_id}/figures/{figure}",
    "/audit/{fair_id}/people/{alias}", "/audit/draws/{draw_id}", "/audit/{fair_id}/names",
    "/board/{fair_id}/wall", "/board/{fair_id}/wall/now", "/organise/fairs/{fair_id}/evidence.zip",
    "/fairs/{fair_id}/exports", "/exports/{export_id}", "/organise/fairs/{fair_id}/report",
}  # fmt: skip
OWN_PAGES = {"/me", "/me/password", "/me/second", "/me/second/codes", "/me/second/end"}


def _wrong(allowed):
    return sorted(EVERY_ROLE - set(allowed))


@pytest.mark.parametrize("name", [name for name, kind in COMMANDS.items() if _wrong(kind.by)])
async def test_the_wrong_role_is_refused_at_the_command(world, name):
    command = COMMANDS[name].model_validate(COMMANDS[name].example)

    for role in _wrong(command.by):
        with pytest.raises(SignInFirst if role is Role.VISITOR else NotAllowed):
            await world.do(command, ACTORS[role])

    assert world.kinds() == []


def allowed(route: Route) -> frozenset[Role]:
    """Return the roles that a route declares."""
    by: frozenset[Role] = getattr(route.endpoint, "by", frozenset())
    return by


def _path(route: Route) -> str:
    return route.path.replace("{", "").replace("}", "").replace(":path", "")


def test_every_route_declares_who_may_come():
    assert all(allowed(route) for route in ROUTES)


@pytest.mark.parametrize("role", sorted(EVERY_ROLE))
async def test_the_wrong_role_is_refused_at_every_route(world, role):
    for layer in world.server.app.user_middleware:
        if "identify" in layer.kwargs:
            layer.kwargs["identify"] = lambda *_: ACTORS[role]
    wrong = [route for route in ROUTES if role not in allowed(route)]
    assert wrong

    async with world.web(token="somebody") as browser:
        for route in wrong:
            for method in set(route.methods or ()) - {"HEAD"}:
                answer = await browser.request(method, _path(route))
                expected = 401 if role is Role.VISITOR else 403
                assert answer.status_code == expected, (method, route.path)


def test_an_auditor_changes_the_own_account_and_audit_takes_files_and_nothing_else():
    may = {name for name, kind in COMMANDS.items() if Role.AUDITOR in kind.by}
    alone = {name for name, kind in COMMANDS.items() if set(kind.by) == {Role.AUDITOR}}

    assert may == AUDITS | OWN_ACCOUNT | FILES
    assert alone == AUDITS


def test_an_auditor_opens_the_audit_and_the_own_pages_beyond_what_a_stranger_opens():
    opens = {route.path for route in ROUTES if Role.AUDITOR in allowed(route)}
    public = {route.path for route in ROUTES if Role.VISITOR in allowed(route)}

    assert opens - public == OPENS | OWN_PAGES


def test_no_export_is_open_to_whoever_has_no_part_in_it():
    """A file that leaves the house is an organiser's; the one without names is an auditor's too."""
    exports = {
        route.path: set(allowed(route))
        for route in ROUTES
        if route.path.startswith("/organise/") and route.path.endswith((".csv", ".xlsx", ".zip"))
    }

    evidence = exports.pop("/organise/fairs/{fair_id}/evidence.zip")
    assert evidence == {Role.ORGANISER, Role.FAIR_ORGANISER, Role.AUDITOR}
    assert len(exports) >= 6
    runs = {Role.ORGANISER, Role.FAIR_ORGANISER}
    assert all(
        by == (runs if "{fair_id}" in path else {Role.ORGANISER}) for path, by in exports.items()
    )
