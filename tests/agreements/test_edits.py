"""Two people at one form: whoever comes second sees the difference, and nothing is overwritten."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fair import days
from fair.app import AS_IT_IS
from fair.budgets import Budgets
from fair.contract.all import COMMANDS
from fair.contract.base import Edit
from fair.contract.employers import LicenceSubmit
from fair.contract.programme import ChangeFair
from fair.contract.programme_halls import AddSession, ChangeSession
from fair.differing import ChangedMeanwhile
from fair.edits import Edits
from fair.languages import Texts
from fair.programme import reads as programme
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.programme.agreeing import agree
from tests.test_web import TOKEN
from tests.world import World, some

MARKED: type = Edit
EDITS = sorted(name for name, one in COMMANDS.items() if issubclass(one, MARKED))
TEMPLATES = Path(__file__).parents[2] / "templates"
# What changes something that is there, and writes over nothing that another may have written.
EXCUSED = {
    "account.change_password": "asks for the old one",
    "person.change_number": "the new number must be proved by a code; nothing typed is lost",
}
# Two ways to say each field of an edit: by the first who saves, and by the second.
FIRST: dict[str, dict[str, Any]] = {
    "account.change": {"given_name": "Mei Zhou"},
    "booth.place": {"number": "41"},
    "booth.tell": {"title": "Huafeng one", "about.en": "Coats.", "replies": ["Yes.", "No."]},
    "employer.change": {"legal_name": "华丰一厂", "names.en": "Huafeng One"},
    "fair.change": {"title": "Winter fair", "most_tickets": "4"},
    "hall.change": {"titles.en": "Hall of coats"},
    "limits.set": {"capacity": "40"},
    "readiness.contact": {"contact_name": "Li", "phone": "0558-1111111"},
    "readiness.expect": {"expected": "600", "break_minutes": "30"},
    "office.set": {"phone": "0558-1111111", "permit": "A1"},
    "licence.submit": {"authority": "Pinghu"},
    "person.change": {"given_name": "Lan One"},
    "session.change": {"closes_at": ""},
    "vacancy.change": {"title": "Coat maker", "duties": "Coats."},
}
SECOND: dict[str, dict[str, Any]] = {
    "account.change": {"given_name": "Mei Li"},
    "booth.place": {"number": "42"},
    "booth.tell": {"title": "Huafeng two", "about.en": "Shirts.", "replies": ["Perhaps."]},
    "employer.change": {"legal_name": "华丰二厂", "names.en": "Huafeng Two"},
    "fair.change": {"title": "Autumn fair", "most_tickets": "5"},
    "hall.change": {"titles.en": "Hall of shirts"},
    "limits.set": {"capacity": "50"},
    "readiness.contact": {"contact_name": "Wu", "phone": "0558-2222222"},
    "readiness.expect": {"expected": "700", "break_minutes": "60"},
    "office.set": {"phone": "0558-2222222", "permit": "B2"},
    "licence.submit": {"authority": "Jiaxing"},
    "person.change": {"given_name": "Lan Two"},
    "session.change": {"closes_at": ""},
    "vacancy.change": {"title": "Tailor", "duties": "Shirts."},
}


@pytest.fixture
async def have(world: World) -> Belongings:
    return await belongings(world)


def test_whatever_is_named_change_tell_or_place_is_an_edit():
    verbs = {"change", "tell", "place", "submit"}
    named = {name for name in COMMANDS if name.rpartition(".")[2].partition("_")[0] in verbs}

    told = {
        "case.tell",
        "fair.tell_hours",
        "fair.tell_reminded",
        "fair.tell_reminded_hours",
        "booth.tell_carried",
        "booth.tell_closed",
        "line.tell",
    }  # these tell people, and edit nothing
    assert named - set(EDITS) - told == set(EXCUSED)
    assert {COMMANDS[name] for name in EDITS} == set(AS_IT_IS)
    assert set(EDITS) == set(FIRST) == set(SECOND)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_names_the_fields_that_are_compared(name):
    kind = COMMANDS[name]

    assert kind.edited
    assert set(kind.edited) <= set(kind.model_fields)
    left = set(kind.model_fields) - set(kind.edited) - {"seen", "agreed"}
    assert all(field.endswith("_id") for field in left)


def shown(page: str, name: str) -> dict[str, Any]:
    """Return the fields of a command's form as a page shows them."""
    form = some(re.search(rf'action="/commands/{re.escape(name)}".*?</form>', page, re.DOTALL))[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if said.get("type") in {"checkbox", "radio"} and " checked" not in tag:
            continue
        if said.get("type") == "checkbox" or said.get("name") == "replies":
            found.setdefault(said["name"], []).append(said.get("value", ""))
        elif "name" in said:
            found[said["name"]] = said.get("value", "")
    for key, text in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        found[key] = text.strip()
    for key, inner in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        picked = re.findall(r'value="([^"]*)" selected', inner)
        if picked:
            found[key] = picked[0]
    return found


def place_of(have: Belongings, name: str) -> tuple[str, str]:
    """Return who edits it, and the page on which its form stands."""
    ids, scene = have.ids, have.stage.scene
    return {
        "account.change": (scene.tokens["recruiter"], "/me"),
        "booth.place": (scene.tokens["organiser"], f"/organise/employers/{ids['employer_id']}"),
        "booth.tell": (scene.tokens["recruiter"], "/desk/booth"),
        "employer.change": (scene.tokens["organiser"], f"/organise/employers/{ids['employer_id']}"),
        "fair.change": (scene.tokens["organiser"], f"/organise/fairs/{ids['fair_id']}"),
        "hall.change": (scene.tokens["organiser"], f"/organise/fairs/{ids['fair_id']}"),
        "limits.set": (scene.tokens["organiser"], f"/organise/fairs/{ids['fair_id']}/limits"),
        "readiness.contact": (scene.tokens["recruiter"], "/desk/colleagues"),
        "readiness.expect": (
            scene.tokens["organiser"], f"/organise/fairs/{ids['fair_id']}/ready",
        ),
        "office.set": (scene.tokens["organiser"], "/organise/office"),
        "licence.submit": (scene.tokens["recruiter"], "/desk/licence"),
        "person.change": (have.stage.tokens[LAN], "/me"),
        "vacancy.change": (
            scene.tokens["recruiter"], f"/desk/vacancies/edit/{ids['vacancy_id']}",
        ),
    }[name]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in EDITS if name != "session.change"])
async def test_the_second_sees_both_and_nothing_is_overwritten(have: Belongings, name):
    token, path = place_of(have, name)
    async with have.world.web(token) as one, have.world.web(token) as two:
        mine, theirs = (
            shown((await one.get(path)).text, name),
            shown((await two.get(path)).text, name),
        )
        assert mine["seen"] == theirs["seen"] != ""
        have.world.server.dispatch.budgets = Budgets()

        saved = await two.post(f"/commands/{name}", data={**theirs, **FIRST[name]})
        assert saved.status_code == 303, saved.text
        before = have.everything()
        late = await one.post(f"/commands/{name}", data={**mine, **SECOND[name]})

        assert late.status_code == 409, late.text
        assert "Somebody else saved this" in late.text
        for said in (FIRST[name], SECOND[name]):
            for value in said.values():
                for text in value if isinstance(value, list) else [value]:
                    assert f'value="{text}"' in late.text
        after = have.everything()
        assert {key for key in after if after[key] != before[key]} <= {"login"}

        told = await one.post(
            f"/commands/{name}",
            data={**mine, **SECOND[name]},
            headers={"accept": "application/json"},
        )
        assert told.json()["refused"] == "changed-meanwhile"
        assert {item["field"] for item in told.json()["differs"]} == set(SECOND[name])

        # Whoever chose from both, sends the page that showed them; then it is saved.
        again = shown(late.text, name)
        assert again["seen"] == told.json()["seen"] != mine["seen"]
        chosen = await one.post(f"/commands/{name}", data=again)
        assert chosen.status_code == 303, chosen.text


@pytest.mark.parametrize("name", [name for name in EDITS if name != "session.change"])
async def test_who_saves_twice_in_a_row_is_asked_nothing(have: Belongings, name):
    token, path = place_of(have, name)
    json = {"accept": "application/json"}
    async with have.world.web(token) as browser:
        page = shown((await browser.get(path)).text, name)
        first = await browser.post(f"/commands/{name}", data={**page, **FIRST[name]}, headers=json)
        page |= {"seen": first.json()["seen"], "command_id": first.json()["next_id"]}
        have.world.server.dispatch.budgets = Budgets()
        second = await browser.post(
            f"/commands/{name}", data={**page, **SECOND[name]}, headers=json
        )

    assert (first.status_code, second.status_code) == (200, 200), second.text


async def test_who_names_nothing_has_seen_nothing(have: Belongings):
    token, path = place_of(have, "hall.change")
    async with have.world.web(token) as browser:
        csrf = some(TOKEN.search((await browser.get(path)).text))[1]
        blind = {"csrf": csrf, "hall_id": have.ids["hall_id"], "titles.en": "Mine"}
        answer = await browser.post("/commands/hall.change", data=blind)

    assert answer.status_code == 409
    assert "What is there now" in answer.text


async def test_a_stranger_is_not_shown_what_stands_there(have: Belongings):
    check = have.world.server.dispatch.edits.check
    said = {"employer_id": have.ids["employer_id"], "number": "1", "seen": "0" * 30}

    have.world.look(check, have.stranger, LicenceSubmit(**said))  # says nothing

    with pytest.raises(ChangedMeanwhile):
        have.world.look(check, have.mei, LicenceSubmit(**said))


async def test_the_hours_of_a_session_are_compared_too(have: Belongings):
    """No page changes a session yet; a program that does names what it saw as a form would."""
    organiser, world = have.stage.scene.organiser, have.world
    fair = some(world.look(programme.fair, have.ids["fair_id"]))
    day = f"{days.day_at(fair.opens_at, days.zone(fair.zone)) + timedelta(days=1)}"
    await agree(
        world,
        ChangeFair(
            fair_id=fair.id, title=fair.title, zone=fair.zone, closes_at=f"{day}T20:00",
            opens_at=str(days.typed_of(fair.opens_at, days.zone(fair.zone))),
        ),
        organiser,
    )  # fmt: skip
    await agree(
        world,
        AddSession(fair_id=fair.id, opens_at=f"{day}T09:00", closes_at=f"{day}T10:00"),
        organiser,
    )
    (added,) = world.look(programme.sessions, fair.id)
    ids = {"session_id": added.id}
    seen = world.look(world.server.dispatch.edits.seen, organiser, ChangeSession.name, ids)

    def until(hour: str) -> ChangeSession:
        return ChangeSession(**ids, opens_at=f"{day}T09:00", closes_at=f"{day}T{hour}", seen=seen)

    await agree(world, until("11:00"), organiser)
    with pytest.raises(ChangedMeanwhile) as late:
        await agree(world, until("12:00"), organiser)

    assert [(one.name, one.typed, one.now) for one in late.value.differs] == [
        ("closes_at", (f"{day}T12:00",), (f"{day}T11:00",))
    ]


def test_a_mark_says_nothing_of_what_was_seen():
    one, other = Edits({}, "a" * 32), Edits({}, "b" * 32)
    kind = COMMANDS["hall.change"]
    said = kind.model_validate({"hall_id": "h" * 12, "titles": {"en": "Hall"}})

    assert one.sent(said) != other.sent(said)
    assert len(one.sent(said)) == 6 * 3
    assert Texts({"en": "Hall"})["en"] not in one.sent(said)


def test_no_form_of_an_edit_is_written_by_hand():
    for path in TEMPLATES.rglob("*.html"):
        for name in EDITS:
            assert f'action="/commands/{name}' not in path.read_text("utf-8"), path
