"""The attacker's matrix: whoever asks, in whatever way, reads nothing that is not theirs."""

from collections.abc import Iterator
from itertools import product

import pytest
from starlette.routing import Route

from fair.app import AUDIENCES, RELAYS, ROUTES
from fair.budgets import Budgets
from fair.contract.all import COMMANDS
from fair.contract.employers import RecruiterRemove
from fair.decisions import Actor, Refusal
from fair.glossary import Role
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.strangers import matrix
from tests.strangers.matrix import EVERYBODY, PUBLIC, SECRETS
from tests.test_web import TOKEN
from tests.world import World, some

QUERIES = ("wanted", "q", "fair", "booth", "in", "employer", "place", "phone", "show", "then")
SEARCHES = ("/", "/vacancies", "/organise/people", "/organise/employers", "/desk/people")
PAGES = [route for route in ROUTES if "GET" in (route.methods or ())]


@pytest.fixture
async def have(world: World) -> Belongings:
    """Return a fair where everything is there and every secret is kept."""
    made = await belongings(world)
    await matrix.plant(made)
    return made


async def come_in(have: Belongings) -> dict[str, tuple[Actor, str]]:
    """Return everybody of the matrix with a login; the removed one's was good a moment ago."""
    scene, tokens = have.stage.scene, have.stage.tokens
    found = {
        matrix.VISITOR: (Actor(Role.VISITOR, address="192.0.2.1"), ""),
        matrix.FU: (have.fu, tokens["Fu"]),
        matrix.OWNER: (have.lan, tokens[LAN]),
        matrix.RECRUITER: (have.mei, scene.tokens["recruiter"]),
        matrix.COLLEAGUE: (scene.colleague, scene.tokens["colleague"]),
        matrix.RIVAL: (scene.stranger, scene.tokens["stranger"]),
        matrix.ORGANISER: (scene.organiser, scene.tokens["organiser"]),
        matrix.FAIR_ORGANISER: (have.gao, tokens["Gao"]),
        matrix.AUDITOR: (have.eve, tokens["Eve"]),
    }
    assert set(found) | {matrix.REMOVED} == EVERYBODY
    return found


def leaked(who: str, text: str) -> set[str]:
    """Name what somebody reads who may not."""
    return {one.what for one in SECRETS if who not in one.readers and one.word in text}


def addresses(route: Route, have: Belongings) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a route's address with the real ids, and with searches for what is secret.

    The words are searched for but for their last sign, as a page repeats what was typed.
    """
    path = route.path.format_map({**have.ids, "token": "x", "session_id": "x"})
    halves = [one.word[:-1] for one in SECRETS]
    yield path, {}
    for half in halves if path in SEARCHES else halves[len(path) % len(halves) :][:1]:
        yield path, dict.fromkeys(QUERIES, half)


async def walked(have: Belongings, who: str, token: str) -> tuple[dict[str, set[str]], str]:
    """Open every page, part, file, export and search as somebody; return leaks, and all text."""
    found: dict[str, set[str]] = {}
    seen = []
    async with have.world.web(token) as browser:
        for route in PAGES:
            for path, query in addresses(route, have):
                have.world.server.dispatch.budgets = Budgets()
                answer = await browser.get(path, params=query)
                assert answer.status_code < 500, (path, query)
                text = answer.text + "\n".join(f"{k}: {v}" for k, v in answer.headers.items())
                if out := leaked(who, text):
                    found[route.path] = out
                seen.append(text)
    return found, "\n".join(seen)


@pytest.mark.parametrize("who", sorted(EVERYBODY - {matrix.REMOVED}))
async def test_no_page_search_file_or_export_shows_what_is_another_s(have: Belongings, who: str):
    _, token = (await come_in(have))[who]

    found, text = await walked(have, who, token)

    assert found == {}
    assert {one.what for one in PUBLIC if one.word not in text} == set()
    assert {one.what for one in SECRETS if who in one.readers and one.word not in text} == set()


async def test_who_was_removed_reads_nothing_any_more(have: Belongings):
    people = await come_in(have)
    colleague, token = people[matrix.COLLEAGUE]
    await have.world.do(RecruiterRemove(account_id=colleague.account_id, reason="left"), have.mei)

    found, _ = await walked(have, matrix.REMOVED, token)

    assert found == {}


async def test_no_reply_to_a_command_tells_what_is_another_s(have: Belongings):
    """Every command that a role may ask for, about everything that is another's."""
    people, found = await come_in(have), dict[tuple[str, str], set[str]]()
    outside = (matrix.VISITOR, matrix.FU, matrix.RIVAL, matrix.FAIR_ORGANISER, matrix.AUDITOR)

    for who, name in product(outside, COMMANDS):
        actor, token = people[who]
        command = COMMANDS[name]
        if actor.role not in command.by or name in {"person.erase", "login.revoke_all"}:
            continue
        fields = {
            **command.example,
            **{k: v for k, v in have.ids.items() if k in command.model_fields},
        }
        async with have.world.web(token) as browser:
            csrf = some(TOKEN.search((await browser.get("/help")).text))[1]
            have.world.server.dispatch.budgets = Budgets()
            answer = await browser.post(
                f"/commands/{name}",
                data={**fields, "csrf": csrf},
                headers={"accept": "application/json"},
            )
        assert answer.status_code < 500, name
        if out := leaked(who, answer.text):
            found[who, name] = out

    assert found == {}


# --- sockets -------------------------------------------------------------------------------------

INSIDE = matrix.EMPLOYER
SIDES = INSIDE | {matrix.OWNER}
HEARERS = {
    "fair:{fair_id}": EVERYBODY, "room:{booth_id}": EVERYBODY, "queue:{booth_id}": EVERYBODY,
    "desk:{booth_id}": INSIDE | {matrix.ORGANISER},
    "board:{fair_id}": matrix.RUNNERS | {matrix.AUDITOR},
    "ready:{fair_id}": matrix.RUNNERS, "helpdesk:{fair_id}": {matrix.ORGANISER},
    "conduct:{fair_id}": matrix.RUNNERS,
    "call:{call_id}": {matrix.OWNER, matrix.RECRUITER},
    "case:{case_id}": matrix.RUNNERS | {matrix.OWNER},
    # A guest's own key opens it, which nobody here has (tests/guests).
    "guest:{call_id}": set(),
}  # fmt: skip


async def hears(have: Belongings, actor: Actor, audience: str) -> bool:
    """True where the server lets somebody into this audience."""
    return await have.world.server.live.audiences.allowed(actor, [audience]) == [audience]


async def test_news_is_heard_by_whom_it_is_for_and_by_nobody_else(have: Belongings):
    people = await come_in(have)
    assert {one.partition(":")[0] for one in HEARERS} == set(AUDIENCES)

    heard = {
        audience: {
            who
            for who, (actor, _) in people.items()
            if await hears(have, actor, audience.format_map(have.ids))
        }
        for audience in HEARERS
    }

    assert heard == {key: set(hearers) - {matrix.REMOVED} for key, hearers in HEARERS.items()}


async def test_nobody_watches_by_the_id_of_another_kind_of_thing(have: Belongings):
    people = await come_in(have)
    public = ("fair", "room", "queue", "board")  # an organiser hears every board, whatever its id
    refs = [(name, ref) for name, ref in have.ids.items() if isinstance(ref, str)]
    audiences = [
        f"{kind}:{ref}"
        for kind, (name, ref) in product(AUDIENCES, refs)
        if kind not in public and f"{kind}:{{{name}}}" not in HEARERS
    ]
    audiences += [f"person:{have.lan.person_id}", f"account:{have.mei.account_id}", "everybody:x"]

    heard = [
        (who, audience)
        for (who, (actor, _)), audience in product(people.items(), audiences)
        if await hears(have, actor, audience)
    ]

    assert heard == []


async def test_only_the_two_of_a_call_send_each_other_anything(have: Belongings):
    people, live = await come_in(have), have.world.server.live
    passed = set()
    for (who, (actor, _)), kind in product(people.items(), RELAYS):
        # A guest is known by an id and a key of its own, not by the call.
        of = {"call_id": have.ids["call_id"]} if "call_id" in kind.model_fields else {}
        asked = kind.model_validate({**kind.example, **of})
        try:
            await live.relay(asked, actor)
        except Refusal:
            continue
        passed.add(who)

    assert passed <= {matrix.OWNER, matrix.RECRUITER}
