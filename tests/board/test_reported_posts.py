"""Three people's reports hide a post until an organiser has looked; then they are answered."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fair.board import report_reads
from fair.contract.board import OpenCase
from fair.contract.looks import DecideLook, UndoLook
from fair.contract.vacancies import (
    VacancyChange,
    VacancyCreate,
    VacancyOpen,
    VacancyWithdraw,
)
from fair.db import Work
from fair.decisions import Actor, WrongState
from fair.glossary import Role
from fair.people import writes as people
from fair.people.person import Person
from fair.sign_in import writes as sign_in
from fair.vacancies import reads as vacancies
from tests.booths.scene import seen
from tests.hiring.stage import POST, Stage

VISITOR = Actor(Role.VISITOR, address="127.0.0.1")


async def report(stage: Stage, who: Actor, what: str = "false_promise", ref: str = "") -> str:
    told = OpenCase.model_validate(
        {"kind": "vacancy", "ref": ref or stage.vacancy_id, "what": what}
    )
    return str((await stage.world.do(told, who)).case_id)


async def three(stage: Stage) -> list[Actor]:
    return [await stage.person(name) for name in ("Lan", "Bo", "Chen")]


async def hidden(stage: Stage) -> list[Actor]:
    """Let three people report the post; return who they are."""
    reporters = await three(stage)
    for who in reporters:
        await report(stage, who)
    return reporters


async def a_person(stage: Stage, name: str, number: int, **given: Any) -> Actor:
    """Let somebody take part who came in by a browser of that mark; perhaps unconfirmed."""

    def make(work: Work) -> str:
        made = Person(
            id=work.new_id(), name=name, phone=f"+86139{number:08}",
            confirmed=given.get("confirmed", True), born_on=date(1990, 5, 1), lang="en",
            county="", erased=False,
        )  # fmt: skip
        people.add_person(work, made, stage.scene.fair_id)
        sign_in.issue_login(work, person_id=made.id, browser=given.get("browser", ""))
        return made.id

    return Actor(Role.SEEKER, person_id=await stage.world.work(make), name=name)


def post(stage: Stage) -> tuple[str, str]:
    found = stage.world.look(vacancies.vacancy, stage.vacancy_id)
    return found.state.value, found.why.value if found.why else ""


def the_look(stage: Stage) -> str:
    (row,) = stage.world.rows("select id from look where state = 'waiting'")
    return str(row.id)


async def decide(stage: Stage, verdict: str, **more: str) -> str:
    look_id = the_look(stage)
    command = DecideLook.model_validate({"look_id": look_id, "verdict": verdict, **more})
    await stage.world.do(command, stage.scene.organiser)
    return look_id


async def test_the_third_report_hides_the_post_and_it_is_on_top_of_what_waits(stage):
    lan, bo, chen = await three(stage)
    for who in (lan, bo, lan):
        await report(stage, who)
    assert post(stage) == ("open", "")

    await report(stage, chen)

    assert post(stage) == ("suspended", "reports")
    assert "Sewing worker" not in await seen(stage.scene, "/vacancies")
    queue = await seen(stage.scene, f"/board/{stage.scene.fair_id}/looks", "organiser")
    assert "Reported by several people" in queue
    assert "Sewing worker" in await seen(
        stage.scene, f"/board/{stage.scene.fair_id}/looks?kind=reported", "organiser"
    )


async def test_the_recruiter_reads_that_it_is_looked_at_and_not_who_reported(stage):
    await hidden(stage)

    for page in (f"/desk/vacancies/edit/{stage.vacancy_id}", "/desk/looks"):
        text = await seen(stage.scene, page, "recruiter")
        assert "Several people reported this post." in text
        for name in ("Lan", "Bo", "Chen", "Seeker 1", "C-000"):
            assert not re.search(rf"\b{name}\b", text)


@pytest.mark.parametrize(
    "crooks",
    [
        [
            {"number": 1, "browser": "x"},
            {"number": 2, "browser": "x"},
            {"number": 3, "browser": "x"},
        ],
        [{"number": n, "confirmed": False, "browser": str(n)} for n in range(3)],
    ],
    ids=["one browser", "numbers that nobody confirmed"],
)
async def test_one_person_with_three_accounts_hides_no_post(stage, crooks):
    for n, crook in enumerate(crooks):
        await report(stage, await a_person(stage, f"Crook {n}", **crook))

    assert post(stage) == ("open", "")
    assert len(stage.world.rows("select * from rights_case")) == 3


async def test_a_competitors_staff_report_as_staff_and_count_as_nobody(stage):
    await report(stage, await stage.person("Lan"))
    await report(stage, await stage.person("Bo"))
    for who in (stage.scene.stranger, stage.mei, VISITOR, VISITOR):
        await report(stage, who)

    def staff_here(work: Work) -> None:
        sign_in.issue_login(work, account_id=stage.scene.stranger.account_id, browser="x")

    await stage.world.work(staff_here)
    await report(stage, await a_person(stage, "Sun", 9, browser="x"))

    assert post(stage) == ("open", "")


async def test_looking_shows_it_again_answers_the_reports_and_counts_from_anew(stage):
    lan, *_ = await hidden(stage)

    await decide(stage, "stand")

    assert post(stage) == ("open", "")
    states = {row.state for row in stage.world.rows("select state from rights_case")}
    assert states == {"answered"}
    (case, *_) = stage.world.rows(f"select id from rights_case where person_id = '{lan.person_id}'")
    page = await seen(stage.scene, f"/cases/{case.id}", stage.tokens["Lan"])
    assert "An organiser looked at what you reported and lets it stand." in page
    await report(stage, lan)
    assert post(stage) == ("open", "")


async def test_the_same_three_do_not_hide_again_what_the_organiser_let_stand(stage):
    same = await hidden(stage)
    await decide(stage, "stand")

    for who in same:
        await report(stage, who)
    assert post(stage) == ("open", "")

    changed = {**POST, "head_count": "2", "duties": "Sew trousers."}
    await stage.world.do(VacancyChange(vacancy_id=stage.vacancy_id, **changed), stage.mei)
    for who in same:
        await report(stage, who)
    assert post(stage) == ("suspended", "reports")


async def test_looking_takes_it_away_for_good_with_its_offers(stage):
    eva = await stage.talked("Eva")
    offer_id = await stage.offered(eva)
    await hidden(stage)

    look_id = await decide(stage, "refuse", rule="fee", reason="They asked for 300.")

    assert post(stage)[0] == "withdrawn"
    assert stage.offer(offer_id).state.value in ("firm", "withdrawn")
    assert "vacancy.withdrawn" in stage.world.kinds(stage.scene.fair_id)
    with pytest.raises(WrongState):
        await stage.world.do(UndoLook(look_id=look_id), stage.scene.organiser)
    assert "They asked for 300." in await seen(stage.scene, "/desk/looks", "recruiter")


async def test_a_decision_to_show_it_again_can_be_taken_back(stage):
    await hidden(stage)
    look_id = await decide(stage, "stand")

    await stage.world.do(UndoLook(look_id=look_id), stage.scene.organiser)

    assert post(stage) == ("suspended", "reports")
    assert the_look(stage) == look_id


async def test_no_change_of_the_post_goes_round_the_look(stage):
    await hidden(stage)
    for duties in ("Sew trousers.", "Sew. Bring 300 yuan.", "Sew shirts."):
        changed = {**POST, "head_count": "2", "duties": duties}
        await stage.world.do(VacancyChange(vacancy_id=stage.vacancy_id, **changed), stage.mei)
        assert post(stage) == ("suspended", "reports")
        assert the_look(stage)

    await decide(stage, "stand")

    assert post(stage) == ("open", "")


async def test_the_ledger_names_no_reporter_of_a_look(stage):
    lan, *_ = await hidden(stage)
    (row,) = stage.world.rows("select data from ledger where kind = 'look.asked'")

    assert lan.person_id not in row.data
    assert '"account_id":""' in row.data.replace(" ", "")


# --- written anew ---------------------------------------------------------------------------------

ONE_COMMA = {"duties": "Sew shirts, on a lockstitch machine."}


async def written_anew(stage: Stage, **changed: str) -> str:
    """Let the recruiter write and open a post of its own, with these words changed."""
    said = {**POST, "head_count": "2", **changed}
    made = await stage.world.do(VacancyCreate(booth_id=stage.scene.booth_id, **said), stage.mei)
    await stage.world.do(VacancyOpen(vacancy_id=made.vacancy_id), stage.mei)
    return str(made.vacancy_id)


async def withdrawn(stage: Stage) -> None:
    await stage.world.do(VacancyWithdraw(vacancy_id=stage.vacancy_id), stage.mei)


def state_of(stage: Stage, vacancy_id: str) -> str:
    return str(stage.world.look(vacancies.vacancy, vacancy_id).state.value)


async def test_a_post_that_was_hidden_does_not_come_back_with_another_comma(stage):
    lan, *_ = await hidden(stage)
    await withdrawn(stage)

    again = await written_anew(stage, **ONE_COMMA)

    assert state_of(stage, again) == "suspended"
    assert "Sewing worker" not in await seen(stage.scene, "/vacancies")
    await decide(stage, "stand")
    assert state_of(stage, again) == "open"
    (case,) = stage.world.rows(f"select state from rights_case where person_id = '{lan.person_id}'")
    assert case.state == "answered"
    assert state_of(stage, await written_anew(stage, duties="Sew shirts on machines.")) == "open"


async def test_two_reports_and_a_third_of_the_post_in_its_place_hide_it(stage):
    lan, bo, chen = await three(stage)
    await report(stage, lan)
    await report(stage, bo)
    await withdrawn(stage)
    again = await written_anew(stage, **ONE_COMMA)
    assert state_of(stage, again) == "open"

    await report(stage, lan, ref=again)
    assert state_of(stage, again) == "open"
    await report(stage, chen, ref=again)

    assert state_of(stage, again) == "suspended"


async def test_another_post_changed_into_the_reported_one_is_hidden(stage):
    await hidden(stage)
    other = await written_anew(stage, title="Cook", duties="Cook rice and fish for the hostel.")
    assert state_of(stage, other) == "open"

    said = {**POST, "head_count": "2", **ONE_COMMA}
    await stage.world.do(VacancyChange(vacancy_id=other, **said), stage.mei)

    assert state_of(stage, other) == "suspended"


async def test_what_was_taken_away_waits_for_a_look_when_it_is_written_anew(stage):
    await hidden(stage)
    await decide(stage, "refuse", rule="fee", reason="They asked for 300.")

    again = await written_anew(stage, **ONE_COMMA)

    assert state_of(stage, again) == "suspended"
    assert the_look(stage)


async def test_reports_follow_to_no_other_job_and_to_no_other_employer(stage):
    await hidden(stage)

    cook = await written_anew(stage, title="Cook", duties="Cook rice and fish for the hostel.")

    assert state_of(stage, cook) == "open"
    (own,) = stage.world.rows(f"select employer_id from vacancy where id = '{stage.vacancy_id}'")
    rival = replace(stage.world.look(vacancies.vacancy, stage.vacancy_id), id="x", employer_id="y")
    assert own.employer_id
    with stage.world.database.reading.connect() as connection:
        assert report_reads.reporters(connection, rival) == ()
