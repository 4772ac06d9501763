"""Who wrote doubtful words is asked: sees which and why, takes them back, says it differently."""

import pytest

from fair.contract.board import OpenCase
from fair.contract.booths import BoothTell
from fair.contract.looks import DecideLook, TakeBackText, UndoLook
from fair.contract.rooms_chat import Say
from fair.contract.vacancies import (
    VacancyBulkComplete,
    VacancyBulkOpen,
    VacancyChange,
    VacancyLift,
    VacancyOpen,
    VacancySuspend,
    VacancyWithdraw,
)
from fair.decisions import NotAllowed, Refusal, WrongState
from fair.glossary import VacancyState
from fair.looks.refusals import LaterLook, NameTheRule, PhraseRefused
from fair.vacancies import reads as vacancies
from fair.vacancies.refusals import DecideFirst
from tests.booths.scene import seen
from tests.hiring.stage import POST, Stage
from tests.looks.walks import DOUBTFUL, WALKS, a_draft

CHAT = ("a message", "an announcement", "an answer", "typed in a call", "a next step", "an offer")


def looks(stage: Stage, state: str = "waiting") -> list[str]:
    query = f"select id from look where state = '{state}' order by asked_at"
    return [row.id for row in stage.world.rows(query)]


async def decide(stage: Stage, verdict: str, **more: str) -> str:
    (look_id,) = looks(stage)
    await stage.world.do(
        DecideLook.model_validate({"look_id": look_id, "verdict": verdict, **more}),
        stage.scene.organiser,
    )
    return look_id


def post(stage: Stage, vacancy_id: str = "") -> tuple[str, str]:
    found = stage.world.look(vacancies.vacancy, vacancy_id or stage.vacancy_id)
    return found.state.value, found.why.value if found.why else ""


def written(**cells: str) -> dict[str, str]:
    return {**POST, "head_count": "2", **cells}


async def change(stage: Stage, vacancy_id: str = "", **cells: str) -> None:
    command = VacancyChange(vacancy_id=vacancy_id or stage.vacancy_id, **written(**cells))
    await stage.world.do(command, stage.mei)


# --- messages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", CHAT)
async def test_readers_read_a_note_beside_the_words_until_somebody_has_decided(stage, way):
    walk = await WALKS[way](stage)
    page = await walk.read()

    assert "The organiser is looking at this message. Nobody may ask you for money." in page
    assert "Take the words back" not in page


@pytest.mark.parametrize("way", [*CHAT, "what a booth says"])
async def test_who_wrote_them_takes_them_back_and_nobody_reads_them_any_more(stage, way):
    walk = await WALKS[way](stage)
    (look_id,) = looks(stage)
    assert "Take the words back" in await seen(stage.scene, "/desk/looks", "recruiter")

    await stage.world.do(TakeBackText(look_id=look_id), stage.scene.colleague)

    assert walk.words not in await walk.read()
    assert looks(stage) == []
    assert "Words taken back" in await seen(stage.scene, "/desk/looks", "recruiter")
    for late in (
        DecideLook(look_id=look_id, verdict="stand"),
        UndoLook(look_id=look_id),
    ):
        with pytest.raises(WrongState):
            await stage.world.do(late, stage.scene.organiser)


async def test_a_stranger_of_another_employer_neither_sees_nor_takes_back(stage):
    await WALKS["a message"](stage)
    (look_id,) = looks(stage)

    with pytest.raises(NotAllowed):
        await stage.world.do(TakeBackText(look_id=look_id), stage.scene.stranger)
    assert "300 yuan" not in await seen(stage.scene, "/desk/looks", "stranger")


async def test_in_the_room_the_writer_reads_which_words_and_which_rule(stage):
    await WALKS["a message"](stage)

    room = f"/rooms/{stage.scene.booth_id}/chat"
    mine = await seen(stage.scene, room, "recruiter")
    theirs = await seen(stage.scene, room, "")

    assert "“Bring 300 yuan”: money asked for the work" in mine
    assert "money asked for the work" not in theirs


async def test_what_was_refused_is_not_taken_a_second_time_however_it_is_typed(stage):
    await WALKS["a message"](stage)
    await decide(stage, "refuse")

    for again in (DOUBTFUL, "Please BRING 300 yuan tomorrow", "Please bring ３００ yuan tomorrow"):
        with pytest.raises(PhraseRefused):
            await stage.world.do(Say(booth_id=stage.scene.booth_id, text=again), stage.mei)
    said = Say(booth_id=stage.scene.booth_id, text="The badge costs you nothing.")
    await stage.world.do(said, stage.mei)
    assert looks(stage) == []


async def test_a_question_of_somebody_who_looks_for_work_waits_for_nobody(stage):
    lan = await stage.person("Lan")
    asked = Say(booth_id=stage.scene.booth_id, text="Must I really bring 300 yuan?")
    await stage.world.do(asked, lan)

    assert looks(stage) == []


async def test_a_booth_that_says_it_differently_waits_no_more(stage):
    walk = await WALKS["what a booth says"](stage)
    told = BoothTell(booth_id=stage.scene.booth_id, about={"en": "We pay the badge."})
    await stage.world.do(told, stage.mei)

    assert looks(stage) == []
    assert "We pay the badge." in await walk.read()
    assert "is looking at" not in await walk.read()


async def test_whoever_was_written_to_alone_is_told_that_the_words_are_gone(stage):
    await WALKS["a next step"](stage)
    await decide(stage, "refuse")

    texts = [row.text for row in stage.world.rows("select text from signal")]
    assert [one for one in texts if "hid words that an employer wrote to you" in one]


async def test_erased_with_the_person_are_the_words_that_were_written_to_them(stage):
    from fair.contract.people import Erase

    await WALKS["an answer"](stage)
    await decide(stage, "refuse", reason="Lan need not bring anything.")
    (row,) = stage.world.rows("select person_id from look")
    from fair.decisions import Actor
    from fair.glossary import Role

    await stage.world.do(Erase(sure="yes"), Actor(Role.SEEKER, person_id=row.person_id))

    (look,) = stage.world.rows("select text, title, doubts, kept, verdict from look")
    assert (look.text, look.title, look.doubts, look.kept) == ("", "", "[]", "{}")
    assert look.verdict == "refuse"
    assert {row.reason for row in stage.world.rows("select reason from look_act")} == {""}


# --- posts --------------------------------------------------------------------------------------


async def test_the_recruiter_of_a_waiting_post_reads_which_words_and_what_to_do(stage):
    vacancy_id = await a_draft(stage, duties=f"Sew. {DOUBTFUL}")
    draft = await seen(stage.scene, f"/desk/vacancies/edit/{vacancy_id}", "recruiter")
    assert "This goes to the organiser before the post opens" in draft
    await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)

    page = await seen(stage.scene, f"/desk/vacancies/edit/{vacancy_id}", "recruiter")

    assert "“Bring 300 yuan”: money asked for the work" in page
    assert "Change the words and it need not wait, or wait." in page
    assert "Which words, and what to do" in await seen(stage.scene, "/desk/vacancies", "recruiter")


async def test_a_waiting_post_whose_words_are_changed_is_a_draft_and_opens_by_itself(stage):
    vacancy_id = await a_draft(stage, duties=f"Sew. {DOUBTFUL}")
    await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)
    await change(stage, vacancy_id, duties="Sew shirts.")
    assert looks(stage) == []

    await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)

    assert post(stage, vacancy_id) == ("open", "")


async def test_refused_words_must_be_changed_before_the_post_goes_to_the_organiser_again(stage):
    vacancy_id = await a_draft(stage, duties=f"Sew. {DOUBTFUL}")
    await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)
    await decide(stage, "refuse", reason="The employer pays the badge.")
    page = await seen(stage.scene, f"/desk/vacancies/edit/{vacancy_id}", "recruiter")
    assert "The organiser refused these words" in page
    assert "The employer pays the badge." in page

    with pytest.raises(PhraseRefused):
        await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)
    await change(stage, vacancy_id, duties="Sew shirts.")
    await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)

    assert post(stage, vacancy_id) == ("open", "")


async def test_what_was_let_stand_is_not_looked_at_again_and_new_words_are(stage):
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    assert post(stage) == ("suspended", "look")
    await decide(stage, "stand")
    assert post(stage) == ("open", "")

    await change(stage, duties=f"Sew and press. {DOUBTFUL}")
    assert (post(stage), looks(stage)) == (("open", ""), [])
    await change(stage, duties=f"Sew and press. {DOUBTFUL} Bring 80 dollars.")

    assert post(stage) == ("suspended", "look")
    queue = await seen(stage.scene, f"/board/{stage.scene.fair_id}/looks", "organiser")
    waits = queue.partition('id="waiting"')[2].partition('id="decided"')[0]
    assert "<mark>Bring 80 dollars</mark>" in waits
    assert "<mark>Bring 300 yuan</mark>" not in waits


async def test_a_suspended_post_is_shown_again_as_soon_as_its_words_are_put_right(stage):
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    await change(stage, duties="Sew shirts.")
    assert (post(stage), looks(stage)) == (("open", ""), [])

    await change(stage, duties="Sew. Bring 70 dollars.")
    await decide(stage, "refuse")
    assert post(stage) == ("suspended", "look")
    await change(stage, duties="Sew shirts.")
    assert post(stage) == ("open", "")


async def test_no_decision_can_be_undone_once_the_words_are_others(stage):
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    look_id = await decide(stage, "stand")
    await change(stage, duties="Sew. Bring 70 dollars.")

    with pytest.raises(LaterLook):
        await stage.world.do(UndoLook(look_id=look_id), stage.scene.organiser)
    assert len(looks(stage)) == 1


async def test_a_hand_that_lifts_does_not_go_round_the_look(stage):
    await change(stage, duties=f"Sew. {DOUBTFUL}")

    with pytest.raises(DecideFirst):
        await stage.world.do(VacancyLift(vacancy_id=stage.vacancy_id), stage.scene.organiser)


async def test_a_post_that_the_organiser_hid_and_that_is_changed_meanwhile_waits_for_both(stage):
    olga = stage.scene.organiser
    hidden = VacancySuspend(vacancy_id=stage.vacancy_id, reason="Two say that the pay is another.")
    await stage.world.do(hidden, olga)
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    assert post(stage) == ("suspended", "organiser")

    await stage.world.do(VacancyLift(vacancy_id=stage.vacancy_id), olga)
    assert post(stage) == ("suspended", "look")
    await decide(stage, "stand")

    assert post(stage) == ("open", "")


async def test_a_licence_that_stands_again_does_not_open_what_waits_for_a_look(stage):
    from fair.contract.employers import LicenceLift, LicenceSuspend

    licence_id = stage.world.rows("select id from licence")[0].id
    olga, reason = stage.scene.organiser, "The register shows another company."
    await stage.world.do(LicenceSuspend(licence_id=licence_id, reason=reason), olga)
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    with pytest.raises(Refusal):
        await stage.world.do(UndoLook(look_id=looks(stage)[0]), olga)
    await stage.world.do(LicenceLift(licence_id=licence_id, reason=reason), olga)
    assert post(stage) == ("suspended", "look")

    await decide(stage, "stand")

    assert post(stage) == ("open", "")


async def test_without_a_licence_no_decision_opens_a_post(stage):
    from fair.contract.employers import LicenceSuspend

    vacancy_id = await a_draft(stage, duties=f"Sew. {DOUBTFUL}")
    await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)
    licence_id = stage.world.rows("select id from licence")[0].id
    lost = LicenceSuspend(licence_id=licence_id, reason="The register shows another company.")
    await stage.world.do(lost, stage.scene.organiser)

    with pytest.raises(Refusal) as refused:
        await decide(stage, "stand")
    assert refused.value.code == "no-licence"
    assert (post(stage, vacancy_id), len(looks(stage))) == (("review", ""), 1)


async def test_many_at_once_pass_the_same_door(stage):
    ids = tuple([await a_draft(stage, title=f"Post {n}", duties="") for n in range(3)])
    said = VacancyBulkComplete(vacancy_ids=ids, duties=f"Sew. {DOUBTFUL}")
    await stage.world.do(said, stage.mei)

    done = await stage.world.do(VacancyBulkOpen(vacancy_ids=ids), stage.mei)

    assert (done.opened, done.review, done.left) == (0, 3, 0)
    assert len(looks(stage)) == 3
    (first, *_) = looks(stage)
    refuse = DecideLook(look_id=first, verdict="refuse", rule="fee")
    await stage.world.do(refuse, stage.scene.organiser)
    done = await stage.world.do(VacancyBulkOpen(vacancy_ids=ids), stage.mei)
    assert (done.opened, done.review, done.left) == (0, 0, 1)


async def test_a_withdrawn_post_waits_for_nobody(stage):
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    await stage.world.do(VacancyWithdraw(vacancy_id=stage.vacancy_id), stage.mei)

    assert looks(stage) == []
    lan = await stage.person("Lan")
    assert "Bring 300 yuan" not in await seen(
        stage.scene, f"/vacancies/{stage.vacancy_id}", stage.tokens["Lan"]
    )
    assert lan


async def test_refusing_names_a_rule(stage):
    await WALKS["a message"](stage)
    (look_id,) = looks(stage)
    await stage.world.work(
        lambda work: work.connection.exec_driver_sql("update look set doubts = '[]'")
    )

    with pytest.raises(NameTheRule):
        await stage.world.do(DecideLook(look_id=look_id, verdict="refuse"), stage.scene.organiser)


async def test_reports_of_what_was_looked_at_are_answered_in_the_reporters_language(stage):
    await change(stage, duties="Sew shirts.")
    lan = await stage.person("Lan", lang="ja")
    told = OpenCase(kind="vacancy", ref=stage.vacancy_id, what="false_promise")
    case_id = (await stage.world.do(told, lan)).case_id
    await change(stage, duties=f"Sew. {DOUBTFUL}")

    await decide(stage, "refuse")

    page = await seen(stage.scene, f"/cases/{case_id}", stage.tokens["Lan"])
    assert "主催者" in page
    assert stage.world.rows("select state from rights_case")[0].state == "answered"
    assert post(stage)[0] == VacancyState.SUSPENDED
