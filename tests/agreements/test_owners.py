"""The right role is not enough: whoever does not own a thing can neither change nor see it."""

from typing import Any

import pytest
from sqlalchemy import select

from fair.app import ROUTES
from fair.contract.all import COMMANDS
from fair.contract.base import Command
from fair.contract.people import WithdrawConsent
from fair.decisions import Actor, Refusal
from fair.glossary import Role
from fair.people import reads as people
from fair.sign_in.login_store import login_table
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.world import some

ASKERS = (Role.SEEKER, Role.RECRUITER)
# What somebody hears who asks for what is another's: it is not yours, or there is no such thing.
NOT_YOURS = {
    "not-allowed", "not-found", "not-your-booth", "not-your-vacancy", "not-your-employer",
    "nothing-to-report",
}  # fmt: skip

# Commands whose ids belong to nobody in particular, by role, and why that is right.
OPEN_TO_ALL = {
    ("ticket.join", Role.SEEKER): "any open booth may be joined",
    ("appointment.ask", Role.SEEKER): "any booth may be asked for a time",
    ("appointment.book", Role.SEEKER): "any free time may be taken",
    ("chat.say", Role.SEEKER): "everybody may write in a room",
    ("chat.ask", Role.SEEKER): "everybody may ask a booth",
    ("person.attend", Role.SEEKER): "everybody may take part in a fair",
    ("fair.remind_me", Role.SEEKER): "everybody may be reminded of a fair",
    ("fair.remind_no_more", Role.SEEKER): "the id names the fair of which the asker is reminded",
    ("consent.withdraw", Role.SEEKER): "the id names the employer that loses the asker's own",
    ("block.end", Role.SEEKER): "the id names the employer that the asker keeps away",
}
# What a command needs beside the ids to reach the question whose thing it is.
BESIDE: dict[str, dict[str, Any]] = {
    "account.invite": {"email": "mole@lianhe.example", "role": "recruiter"},
    "case.open": {"kind": "offer"},
}
# What takes a thing by another name than its own id.
NAMED = {"case.open": {"ref": "offer_id"}}
# Where a page's path names what everybody may see.
PUBLIC = {
    "/fairs/{fair_id}", "/fairs/{fair_id}/now", "/fairs/{fair_id}/announcements",
    "/fairs/{fair_id}/booths", "/halls/{hall_id}/foyer", "/fairs/{fair_id}/register",
    "/halls/{hall_id}", "/halls/{hall_id}/booths", "/booths/{booth_id}", "/booths/{booth_id}/head",
    "/booths/{booth_id}/banner", "/booths/{booth_id}/wait", "/booths/{booth_id}/queue",
    "/booths/{booth_id}/times", "/booths/{booth_id}/lot", "/booths/{booth_id}/lot.txt",
    "/booths/{booth_id}/queue/{vacancy_id}",
    "/booths/{booth_id}/vacancies", "/rooms/{booth_id}/chat",
    "/vacancies/{vacancy_id}", "/vacancies/{vacancy_id}/state",
    "/fairs/{fair_id}/poster", "/fairs/{fair_id}/poster.svg", "/fairs/{fair_id}/calendar.ics",
    "/fairs/{fair_id}/sessions/{session_id}.ics", "/fairs/{fair_id}/mind",
    "/fairs/{fair_id}/recruit", "/fairs/{fair_id}/recruit/sent", "/companies/{employer_id}",
}  # fmt: skip
SECRET = {
    "/k/{token}",
    "/t/{token}",
    "/guests/come/{token}",
    "/invited/{token}",
    "/enrolments/{token}",
    "/sign-in/new-password/{token}",
}  # who has the link may come
# The guest's own, who is neither of the two that the others of these belong to.
OF_THE_GUEST = {"guest.again", "guest.leave", "guest.seat", "guest.here"}
PAGES_OF_THE_GUEST = {"/guests/{guest_id}", "/guests/{guest_id}/now"}


def _ids(command: type[Command]) -> list[str]:
    named = NAMED.get(command.name, {})
    return [name for name in command.model_fields if name.endswith(("_id", "_ids"))] + list(named)


OWNED = [
    (name, role)
    for name, command in sorted(COMMANDS.items())
    for role in ASKERS
    if role in command.by and _ids(command) and (name, role) not in OPEN_TO_ALL
]


def asked(name: str, have: Belongings) -> Command:
    """Return this command about the things that are there."""
    command, named = COMMANDS[name], NAMED.get(name, {})
    about = {key: have.ids[named.get(key, key)] for key in _ids(command)}
    return command.model_validate({**command.example, **about, **BESIDE.get(name, {})})


async def refusal_of(have: Belongings, command: Command, actor: Actor) -> str:
    """Return the code of the refusal; empty where the command was carried out."""
    try:
        await have.world.do(command, actor)
    except Refusal as refusal:
        return refusal.code
    return ""


async def test_nobody_changes_what_is_somebody_elses(world):
    have = await belongings(world)
    before = have.everything()
    wrong = {Role.SEEKER: have.fu, Role.RECRUITER: have.stranger}

    heard = {
        (name, role.value): await refusal_of(have, asked(name, have), wrong[role])
        for name, role in OWNED
    }

    assert {key: code for key, code in heard.items() if code not in NOT_YOURS} == {}
    assert have.everything() == before


async def test_their_owners_are_not_told_that_these_things_are_not_theirs(world):
    have = await belongings(world)
    right = {Role.SEEKER: have.lan, Role.RECRUITER: have.mei}
    mine = login_table.c.account_id == have.mei.account_id
    theirs = have.world.rows(select(login_table.c.id).where(mine))
    published = "update vacancy_import set published_at = started_at"
    await have.world.work(lambda work: work.connection.exec_driver_sql(published) and None)

    heard = {}
    for name, role in OWNED:
        if name == "login.revoke" and role is Role.RECRUITER:
            have.ids["login_id"] = theirs[0].id
        if name == "case.tell" and role is Role.RECRUITER:
            continue  # the case is the seeker's
        if name in OF_THE_GUEST or (name, role) == ("guest.put_out", Role.RECRUITER):
            continue  # the question was the seeker's
        heard[name, role.value] = await refusal_of(have, asked(name, have), right[role])

    assert {key for key, code in heard.items() if code in NOT_YOURS} == set()


def test_what_is_open_to_all_is_a_command_of_that_role():
    known = {
        (name, role) for name, command in COMMANDS.items() for role in command.by if _ids(command)
    }

    assert set(OPEN_TO_ALL) <= known


OWNED_PAGES = [
    (route.path, role)
    for route in ROUTES
    for role in ASKERS
    if "{" in route.path
    and "GET" in (route.methods or ())
    and route.path not in PUBLIC | SECRET
    and role in getattr(route.endpoint, "by", ())
]


async def test_nobody_sees_what_is_somebody_elses(world):
    have = await belongings(world)
    tokens = {
        Role.SEEKER: have.stage.tokens["Fu"],
        Role.RECRUITER: have.stage.scene.tokens["stranger"],
    }

    seen = {}
    for path, role in OWNED_PAGES:
        async with world.web(tokens[role]) as browser:
            answer = await browser.get(path.format_map(have.ids))
        if answer.status_code not in {403, 404} or LAN in answer.text:
            seen[path, role.value] = answer.status_code

    assert seen == {}


HISTORIES = {
    Role.SEEKER: {"/history/people/{person_id}"},
    Role.RECRUITER: {
        "/history/employers/{employer_id}", "/history/licences/{licence_id}",
        "/history/posts/{vacancy_id}",
    },
}  # fmt: skip


async def test_their_owners_see_these_pages(world):
    have = await belongings(world)
    tokens = {
        Role.SEEKER: have.stage.tokens[LAN],
        Role.RECRUITER: have.stage.scene.tokens["recruiter"],
    }
    published = "update vacancy_import set published_at = started_at"
    await world.work(lambda work: work.connection.exec_driver_sql(published))

    refused = {}
    for path, role in OWNED_PAGES:
        if path.startswith("/cases/") and role is Role.RECRUITER:
            continue  # the case is the seeker's
        if path in PAGES_OF_THE_GUEST or (path.endswith("/link.svg") and role is Role.RECRUITER):
            continue  # the link is the seeker's
        if path.startswith("/history/") and path not in HISTORIES[role]:
            continue  # to them there is no such page
        async with world.web(tokens[role]) as browser:
            answer = await browser.get(path.format_map(have.ids))
        if answer.status_code != 200:
            refused[path, role.value] = answer.status_code

    assert refused == {}


@pytest.mark.parametrize("who", ["visitor", "seeker", "stranger"])
async def test_a_desk_a_call_and_a_board_are_heard_by_their_people_only(world, who):
    have = await belongings(world)
    actor = {
        "visitor": Actor(Role.VISITOR, address="127.0.0.1"),
        "seeker": have.fu,
        "stranger": have.stranger,
    }[who]
    private = [
        f"desk:{have.ids['booth_id']}", f"call:{have.ids['call_id']}",
        f"board:{have.ids['fair_id']}", f"person:{have.lan.person_id}",
        f"account:{have.mei.account_id}", f"case:{have.ids['case_id']}", "everybody:here",
    ]  # fmt: skip

    heard = await world.server.live.audiences.allowed(actor, private)

    assert heard == []
    assert f"call:{have.ids['call_id']}" in await world.server.live.audiences.allowed(
        have.lan, private
    )


async def test_a_colleague_who_was_removed_is_outside_at_once(world):
    have = await belongings(world)
    scene = have.stage.scene
    removed = COMMANDS["recruiter.remove"].model_validate(
        {"account_id": have.ids["account_id"], "reason": "left"}
    )

    async with world.web(scene.tokens["colleague"]) as browser:
        before = await browser.get(f"/desk/{scene.booth_id}")
        await world.do(removed, have.mei)
        after = await browser.get(f"/desk/{scene.booth_id}")

    assert (before.status_code, after.status_code) == (200, 401)
    assert LAN in before.text
    assert LAN not in after.text


PAGES = [
    route.path for route in ROUTES if "GET" in (route.methods or ()) and "{token}" not in route.path
]


@pytest.mark.parametrize("who", ["visitor", "Fu", "stranger", "recruiter"])
async def test_no_page_gives_a_number_or_a_birth_date_away_or_a_name_to_strangers(world, who):
    """The outbox is left out: it exists for trials only, and shows whole messages."""
    have = await belongings(world)
    person = some(world.look(people.person, have.lan.person_id))
    tokens = {**have.stage.tokens, **have.stage.scene.tokens}
    secrets = {person.phone, person.phone.removeprefix("+86"), str(person.born_on)}
    secrets |= set() if who == "recruiter" else {LAN}

    told = {}
    async with world.web(tokens.get(who, "")) as browser:
        for path in PAGES:
            answer = await browser.get(path.format_map(have.ids))
            assert answer.status_code < 500, path
            if path != "/outbox" and (found := [one for one in secrets if one in answer.text]):
                told[path] = found

    assert told == {}


async def test_who_takes_it_back_is_nameless_at_once(world):
    have = await belongings(world)
    command = WithdrawConsent(employer_id=have.ids["employer_id"])

    await world.do(command, have.lan)

    named = []
    async with world.web(have.stage.scene.tokens["recruiter"]) as browser:
        for path in PAGES:
            answer = await browser.get(path.format_map(have.ids))
            assert answer.status_code < 500, path
            if LAN in answer.text:
                named.append(path)
    assert named == []
