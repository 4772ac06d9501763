"""What people elsewhere typed and lost: each line of `text_cases.csv`, and what is right.

A line is `where` it is typed, the `input` with its exact signs, and what is `right`.
"""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from fair.contract.employers import LicenceSubmit
from fair.contract.people import ChangeNumber
from fair.contract.phone_codes import ConfirmNumber
from fair.contract.vacancies import VacancyChange, VacancyCreate
from fair.employers.refusals import BadCreditCode
from fair.imports import importing
from fair.imports import reads as imports
from fair.marks import marked
from fair.people import reads as people
from fair.phone_codes.code_store import code_table
from fair.phone_codes.refusals import WrongCode
from fair.terms.code_reads import code_lists
from fair.vacancies import reads as vacancies
from fair.vacancies.refusals import BadField
from tests.booths.scene import a_scene
from tests.people.helpers import an_open_fair, asks, later, registered, seeker, send, signed_in
from tests.test_web import TOKEN
from tests.world import some

with (Path(__file__).parent / "text_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))

TODAY = date(2026, 3, 1)
# Which test takes the lines of which place; what judges words has its tests beside its rules.
TAKEN = {
    "phone": "test_a_number_is_accepted",
    "code": "test_a_code_is_accepted",
    "name": "test_a_name_is_kept",
    "vacancy title": "test_a_title_is_kept",
    "social credit code": "test_a_credit_code_is_read",
    "announcement": "test_an_announcement_counts_a_line_break_once",
    "pay": "test_pay_is_read",
    "pay period": "test_a_pay_period_is_kept_as_such",
}
ELSEWHERE = {
    "vacancy duties", "vacancy conditions", "staff chat", "chat", "day", "hours", "clock",
}  # fmt: skip


def typed_in(where):
    return [one["input"] for one in CASES if one["where"] == where]


def test_every_line_is_taken_by_a_test():
    assert {one["where"] for one in CASES} == {*TAKEN, *ELSEWHERE}
    for place, name in TAKEN.items():
        assert typed_in(place)
        assert [one for one in globals() if one.startswith(name)]


# --- telephone numbers and codes -----------------------------------------------------------------

NUMBER = "+8613912345678"


@pytest.mark.parametrize("written", typed_in("phone"))
async def test_a_number_is_accepted_in_the_form_of_registering(world, written):
    fair_id = await an_open_fair(world)
    path = f"/fairs/{fair_id}/register"
    async with world.web() as browser:
        said = {
            "given_name": "Lan",
            "phone": written,
            "year": "１９９０",
            "month": "4",
            "day": "30",
        }
        answer = await send(browser, await browser.get(path), path, **said)

    assert answer.status_code == 303
    assert [row.phone for row in world.rows("select phone from person")] == [NUMBER]


@pytest.mark.parametrize("written", typed_in("phone"))
async def test_a_number_is_accepted_in_every_message_that_has_one(world, written):
    person_id = await registered(world, phone="13700000000", fair_id=await an_open_fair(world))

    await world.do(ChangeNumber(phone=written), seeker(person_id))
    await later(world, "code", timedelta(minutes=2))
    await world.do(asks(written))

    assert world.look(people.person, person_id).phone == NUMBER
    mark = marked(world.server.settings.secret, "number", NUMBER)
    assert world.rows(select(code_table.c.number).where(code_table.c.purpose == "sign_in")) == [
        (mark,)
    ]


async def sent_code(world, digits):
    """Let the newest code be these digits."""
    row = world.rows(select(code_table).order_by(code_table.c.made_at.desc()))[0]
    sealed = marked(world.server.settings.secret, "code", row.id, digits)
    await world.work(
        lambda work: work.write(
            update(code_table).where(code_table.c.id == row.id).values(sealed=sealed)
        )
    )


def tries(world):
    return [row.tries for row in world.rows(select(code_table.c.tries))]


@pytest.mark.parametrize("written", typed_in("code"))
async def test_a_code_is_accepted_and_costs_no_try(world, written):
    person_id = await registered(world, phone=NUMBER, fair_id=await an_open_fair(world))
    await sent_code(world, "536975")

    tried = await world.do(ConfirmNumber(code=written), seeker(person_id))

    assert tried.right
    assert tries(world) == [0]


@pytest.mark.parametrize("written", typed_in("code"))
async def test_a_code_is_accepted_by_the_form_that_signs_in(world, written):
    person_id = await registered(world, phone=NUMBER, fair_id=await an_open_fair(world))
    await sent_code(world, "111111")
    await world.do(ConfirmNumber(code="111111"), seeker(person_id))
    await later(world, "code", timedelta(minutes=2))
    async with world.web() as browser:
        csrf = some(TOKEN.search((await browser.get("/sign-in/number")).text))[1]
        said = {"csrf": csrf, "phone": "tel:139-1234-5678"}
        await browser.post("/sign-in/number", data=said)
        await sent_code(world, "536975")
        said["code"] = written
        answer = await browser.post("/sign-in/number", data=said)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/me"


@pytest.mark.parametrize("empty", ["", " ", "\u200b\u2060", "-"])
async def test_a_code_of_nothing_is_asked_for_and_costs_no_try(world, empty):
    person_id = await registered(world, phone=NUMBER, fair_id=await an_open_fair(world))
    token = await signed_in(world, person_id=person_id)
    async with world.web(token) as browser:
        page = await browser.get("/me/confirm")
        answer = await send(browser, page, "/me/confirm", code=empty)

    assert answer.status_code == 422
    assert "Please fill in: code." in answer.text
    assert tries(world) == [0]


@pytest.mark.parametrize("half", ["53697", "5369755", "53697x", "code 536975"])
async def test_what_cannot_be_a_code_costs_no_try(world, half):
    person_id = await registered(world, phone=NUMBER, fair_id=await an_open_fair(world))
    with pytest.raises(WrongCode):
        await world.do(ConfirmNumber(code=half), seeker(person_id))

    assert tries(world) == [0]


# --- names, titles, announcements ----------------------------------------------------------------


@pytest.mark.parametrize("written", typed_in("name"))
async def test_a_name_is_kept_as_it_is_seen(world, written):
    person_id = await registered(world, given_name=written, fair_id=await an_open_fair(world))

    kept = world.look(people.person, person_id).name
    assert kept == {"\u202eevil moc": "evil moc", "李\u200b明": "李明"}[written]


@pytest.mark.parametrize("written", typed_in("vacancy title"))
async def test_a_title_is_kept_without_its_direction_sign(world, written):
    scene = await a_scene(world)
    command = VacancyCreate(booth_id=scene.booth_id, title=written)

    vacancy_id = (await world.do(command, scene.recruiter)).vacancy_id

    assert world.look(vacancies.vacancy, vacancy_id).title == "Sewing worker"


@pytest.mark.parametrize("_line", typed_in("announcement"))
async def test_an_announcement_counts_a_line_break_once(world, _line):
    scene = await a_scene(world)
    text = "\r\n".join(["字" * 9] * 50)
    async with world.web(scene.tokens["organiser"]) as browser:
        csrf = some(TOKEN.search((await browser.get("/help")).text))[1]
        said = {"csrf": csrf, "fair_id": scene.fair_id, "text": f"{text}字"}
        kept = await browser.post("/commands/announcement.post", data=said)
        over = await browser.post(
            "/commands/announcement.post", data={**said, "text": text + "字" * 2}
        )

    assert kept.status_code == 303
    assert over.status_code == 422
    assert "At most 500 characters" in over.text
    assert [len(row.text) for row in world.rows("select text from announcement")] == [500]


# --- licences ------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", typed_in("social credit code"))
async def test_a_credit_code_is_read_and_its_check_digit_decides(world, written):
    scene = await a_scene(world)
    submit = LicenceSubmit(employer_id=scene.employer_id, number=written)

    await world.do(submit, scene.recruiter)

    assert [row.number for row in world.rows("select number from licence")] == [
        "91310117MA2U2Q245N"
    ]
    with pytest.raises(BadCreditCode):
        await world.do(submit.model_copy(update={"number": written[:-1] + "Ｐ"}), scene.recruiter)


# --- pay -----------------------------------------------------------------------------------------

HEADER = "ref,title,pay_base,pay_up_to,pay_period,currency"


def in_a_file(*cells):
    row = ",".join(f'"{cell}"' for cell in cells)
    data = f"{HEADER}\n{row}\n".encode()
    found = importing.plan_template(data, code_lists(), TODAY)
    return found.posts[0].terms if found.posts else [one.says for one in found.problems]


async def test_pay_is_read_without_inventing_anything(world):
    dollars, ends = typed_in("pay")
    scene = await a_scene(world)
    forms = ({"pay_base": dollars, "pay_period": "hour"}, {"pay_base": ends})
    said = []
    for cells in forms:
        command = VacancyCreate(title="Cook", currency="USD", **cells)
        made = await world.do(command, scene.recruiter)
        said.append(world.look(vacancies.vacancy, made.vacancy_id).terms)
    said += [
        in_a_file("1", "Cook", dollars, "", "hour", "USD"),
        in_a_file("1", "Cook", ends, "", "", "USD"),
    ]

    found = [(one.pay_base_cents, one.pay_up_to_cents, one.pay_period) for one in said]
    assert found == [(1300, None, "hour"), (0, 13_500_000, "year")] * 2


MAP = """
[source]
name = "A list"
key = ["No"]
employer = "Firm"
[columns]
ref = "No"
title = "Job"
pay_period = { from = "Per", as = "lookup", table = "per" }
pay_base = { from = "Pay", as = "money", min = 0, plausible = { year = [15000, 500000] } }
pay_up_to = { from = "To", as = "money" }
currency = { as = "const", value = "USD" }
[lookup.per]
match = "exact"
"Annual" = "year"
"""


@pytest.mark.parametrize(
    ("pay", "to", "per"), [(typed_in("pay")[1], "", ""), ("$0", "$135,000.", "Annual")]
)
def test_pay_is_read_from_and_to_by_a_map(pay, to, per):
    data = f'No,Firm,Job,Per,Pay,To\n1,A,Cook,{per},"{pay}","{to}"\n'.encode()
    found = importing.plan_mapped(data, imports.parsed_map(MAP), code_lists(), TODAY)

    terms = found.posts[0].terms
    assert found.problems == ()
    assert (terms.pay_base_cents, terms.pay_up_to_cents, terms.pay_period) == (
        0,
        13_500_000,
        "year",
    )


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("1", "Cook", "0 - 135000 a year", "", "month", "USD"), "Write a number"),
        (("1", "Cook", "5000-4000", "", "month", "USD"), "Write a number"),
        (("1", "Cook", "5000", "4000", "month", "USD"), "below the guaranteed"),
        (("1", "Cook", "4,60 - 5000", "", "month", "USD"), "Write a number"),
    ],
)  # fmt: skip
def test_pay_is_read_only_where_it_is_clear(cells, why):
    assert why in in_a_file(*cells)[0]


PERIODS = [one for line in typed_in("pay period") for one in line.split(", ")]


@pytest.mark.parametrize("period", PERIODS)
async def test_a_pay_period_is_kept_as_such(world, period):
    scene = await a_scene(world)
    command = VacancyCreate(title="Cook", currency="USD", pay_base="400", pay_period=period)
    made = await world.do(command, scene.recruiter)

    for terms in (
        world.look(vacancies.vacancy, made.vacancy_id).terms,
        in_a_file("1", "Cook", "400", "", period, "USD"),
        in_a_file("1", "Cook", f"400 a {period}", "", "", "USD"),
    ):
        assert (terms.pay_base_cents, terms.pay_period) == (40_000, period.replace(" ", "_"))


async def test_a_pay_period_is_kept_as_such_or_the_pay_is_not_stored(world):
    scene = await a_scene(world)
    told: list[Any] = [VacancyCreate(title="Cook", pay_base="400")]
    draft = await world.do(
        VacancyCreate(title="Cook", pay_base="400", pay_period="week"), scene.recruiter
    )
    told.append(VacancyChange(vacancy_id=draft.vacancy_id, title="Cook", pay_up_to="500"))

    for command in told:
        with pytest.raises(BadField) as refused:
            await world.do(command, scene.recruiter)
        assert "Say for which time" in str(refused.value)
    assert "Say for which time" in in_a_file("1", "Cook", "400", "", "", "USD")[0]
