"""What a crook with a recruiter's account tries against the look queue, and does not get."""

import re

import pytest

from fair.board.verify_reads import report
from fair.contract.accounts import ChangeAccount, Invite, JoinByInvitation
from fair.contract.board import OpenCase
from fair.contract.booths import BoothTell
from fair.contract.employers import LicenceLift, LicenceSuspend
from fair.contract.looks import TakeBackText, UndoLook
from fair.contract.queue import CallNext, JoinQueue
from fair.contract.rooms import AnswerCall, HearCall, LoseBoth, TakeLeg
from fair.contract.rooms_chat import Say
from fair.contract.vacancies import VacancyLift, VacancySuspend
from fair.decisions import Refusal
from fair.looks.refusals import PhraseRefused
from tests.board.test_reported_posts import hidden
from tests.booths.scene import seen
from tests.hiring.stage import Stage
from tests.looks.test_writers import change, decide, looks, post
from tests.looks.walks import DOUBTFUL, MONEY, WALKS

ENVELOPE = "The agent asks for a thank-you envelope before the contract is handed over."
PAID = {"en": "We pay the badge."}
REASON = "The register shows another company."


async def tell(stage: Stage, **about: str) -> None:
    await stage.world.do(BoothTell(booth_id=stage.scene.booth_id, about=about), stage.mei)


async def undo(stage: Stage, look_id: str) -> None:
    await stage.world.do(UndoLook(look_id=look_id), stage.scene.organiser)


# --- words that go along behind others -----------------------------------------------------------


async def test_nothing_goes_along_behind_words_that_were_let_stand(stage):
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    await decide(stage, "stand")

    await change(stage, duties=f"Sew. {DOUBTFUL} {ENVELOPE}")

    assert post(stage) == ("suspended", "look")
    queue = await seen(stage.scene, f"/board/{stage.scene.fair_id}/looks", "organiser")
    assert f"<mark>{ENVELOPE}</mark>" in queue.partition('id="decided"')[0]


async def test_a_booth_adds_nothing_behind_words_that_were_let_stand(stage):
    await tell(stage, en=DOUBTFUL)
    await decide(stage, "stand")
    await tell(stage, en=f"Lunch is free. {DOUBTFUL}")
    assert looks(stage) == []

    await tell(stage, en=f"Lunch is free. {DOUBTFUL} {ENVELOPE}")

    assert len(looks(stage)) == 1


# --- decisions that are taken back --------------------------------------------------------------


async def test_taking_a_decision_back_brings_no_words_back_that_were_put_differently(stage):
    walk = await WALKS["what a booth says"](stage)
    look_id = await decide(stage, "stand")
    await tell(stage, **PAID)

    with pytest.raises(Refusal):
        await undo(stage, look_id)

    assert PAID["en"] in await walk.read()
    assert MONEY not in await walk.read()


async def test_a_decision_goes_along_with_words_around_it_and_its_history_says_so(stage):
    walk = await WALKS["what a booth says"](stage)
    look_id = await decide(stage, "stand")
    await tell(stage, en=f"Lunch is free. {DOUBTFUL}")

    await undo(stage, look_id)
    assert looks(stage) == [look_id]
    assert f"Lunch is free. {DOUBTFUL}" in await walk.read()
    await decide(stage, "refuse")
    assert "Lunch" not in await walk.read()
    await undo(stage, look_id)

    assert f"Lunch is free. {DOUBTFUL}" in await walk.read()
    page = await seen(stage.scene, f"/board/{stage.scene.fair_id}/looks", "organiser")
    waits = page.partition('id="waiting"')[2]
    assert waits.index("Let stand") < waits.index("Words put differently, or gone")
    assert waits.count("Decision taken back") == 2


async def test_words_that_a_booth_took_back_do_not_come_again_with_an_older_decision(stage):
    walk = await WALKS["what a booth says"](stage)
    stood = await decide(stage, "stand")
    await tell(stage, en="Bring 80 dollars.")
    await stage.world.do(TakeBackText(look_id=looks(stage)[0]), stage.mei)

    await undo(stage, stood)

    assert MONEY not in await walk.read()


async def test_words_refused_by_mistake_may_be_said_again_though_others_stand_there_now(stage):
    await tell(stage, en=DOUBTFUL)
    look_id = await decide(stage, "refuse")
    await tell(stage, **PAID)
    again = Say(booth_id=stage.scene.booth_id, text=DOUBTFUL)
    with pytest.raises(PhraseRefused):
        await stage.world.do(again, stage.mei)
    page = await seen(stage.scene, f"/board/{stage.scene.fair_id}/looks", "organiser")
    assert "Take the decision back" in page

    await undo(stage, look_id)

    await stage.world.do(again, stage.mei)
    assert PAID["en"] in await seen(stage.scene, f"/booths/{stage.scene.booth_id}")
    with pytest.raises(Refusal):
        await undo(stage, look_id)


async def test_a_post_refused_by_mistake_stays_as_it_is_when_that_is_taken_back_later(stage):
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    look_id = await decide(stage, "refuse")
    await change(stage, duties="Sew shirts.")
    assert post(stage) == ("open", "")

    await undo(stage, look_id)
    assert post(stage) == ("open", "")
    await change(stage, duties=f"Sew. {DOUBTFUL}")

    assert post(stage) == ("suspended", "look")
    assert verified(stage)


# --- posts that are hidden for two reasons ------------------------------------------------------


async def test_putting_the_words_right_does_not_go_round_three_reports(stage):
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    await hidden(stage)
    assert post(stage) == ("suspended", "reports")

    await change(stage, duties="Sew shirts.")

    assert post(stage) == ("suspended", "reports")
    assert len(looks(stage)) == 1
    assert verified(stage)
    await decide(stage, "stand")
    assert post(stage) == ("open", "")
    assert verified(stage)


def verified(stage: Stage) -> bool:
    """Return whether every row follows from the ledger, as `fair ledger verify` says it."""
    holds, lines = stage.world.look(report)
    return holds or pytest.fail("\n".join(lines))


async def licence(stage: Stage, kind: type[LicenceSuspend | LicenceLift]) -> None:
    licence_id = stage.world.rows("select id from licence")[0].id
    await stage.world.do(kind(licence_id=licence_id, reason=REASON), stage.scene.organiser)


async def test_a_licence_that_stands_again_brings_back_no_refused_words(stage):
    await licence(stage, LicenceSuspend)
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    await decide(stage, "refuse")

    await licence(stage, LicenceLift)

    assert post(stage) == ("suspended", "look")
    assert verified(stage)
    await licence(stage, LicenceSuspend)
    await change(stage, duties="Sew shirts.")
    assert post(stage) == ("suspended", "licence")
    assert verified(stage)
    await licence(stage, LicenceLift)
    assert post(stage) == ("open", "")
    assert verified(stage)


async def test_a_licence_that_stands_again_does_not_go_round_three_reports(stage):
    await licence(stage, LicenceSuspend)
    await hidden(stage)

    await licence(stage, LicenceLift)

    assert post(stage) == ("suspended", "reports")
    await change(stage, duties="Sew trousers.")
    assert post(stage) == ("suspended", "reports")


async def test_words_put_right_while_the_organiser_hides_the_post_wait_for_nobody(stage):
    olga = stage.scene.organiser
    await stage.world.do(VacancySuspend(vacancy_id=stage.vacancy_id, reason=REASON), olga)
    await change(stage, duties=f"Sew. {DOUBTFUL}")
    await change(stage, duties="Sew shirts.")
    assert looks(stage) == []

    await stage.world.do(VacancyLift(vacancy_id=stage.vacancy_id), olga)

    assert post(stage) == ("open", "")


async def test_no_link_shows_doubtful_words_while_a_post_is_hidden_for_something_else(stage):
    await licence(stage, LicenceSuspend)
    await change(stage, duties=f"Sew. {DOUBTFUL}")

    assert MONEY not in await seen(stage.scene, f"/vacancies/{stage.vacancy_id}")
    assert MONEY in await seen(stage.scene, f"/vacancies/{stage.vacancy_id}", "recruiter")


async def test_the_doubtful_title_of_a_chosen_post_is_on_no_ticket_no_ring_and_no_history(stage):
    lan = await stage.person("Lan")
    named = JoinQueue(booth_id=stage.scene.booth_id, vacancy_ids=(stage.vacancy_id,))
    await stage.world.do(named, lan)
    await stage.world.do(OpenCase(kind="vacancy", ref=stage.vacancy_id, what="other"), lan)
    await change(stage, title=f"Sewing. {DOUBTFUL}")

    await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)

    assert [row.post for row in stage.world.rows("select post from call")] == [""]
    for page in ("/queues", f"/history/people/{lan.person_id}"):
        assert MONEY not in await seen(stage.scene, page, stage.tokens["Lan"])


# --- who reported, and who is kept away ---------------------------------------------------------


@pytest.mark.parametrize("reader", ["recruiter", "organiser"])
async def test_no_history_of_the_post_says_which_of_the_three_reported_it(stage, reader):
    await hidden(stage)

    page = await seen(stage.scene, f"/history/posts/{stage.vacancy_id}", reader)

    assert "by people who reported it" in page
    assert not re.search(r"Seeker \d", page)
    whole = await seen(stage.scene, f"/history/fairs/{stage.scene.fair_id}", "organiser")
    assert "by people who reported it" in whole
    assert not re.search(r"by Seeker \d", whole)


async def test_who_reports_in_a_talk_that_breaks_off_is_not_rung_and_holds_up_nobody(stage):
    lan, bo = await stage.person("Lan"), await stage.person("Bo")
    joined = [
        (await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), who)).ticket_id
        for who in (lan, bo)
    ]
    call_id = (await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)).call_id
    await stage.world.do(AnswerCall(call_id=call_id), lan)
    for side in (lan, stage.mei):
        leg = await stage.world.do(TakeLeg(call_id=call_id, tab="t1"), side)
        await stage.world.do(HearCall(call_id=call_id, epoch=leg.epoch), side)
    await stage.world.do(OpenCase(kind="call", ref=call_id, what="fee"), lan)

    await stage.world.do(LoseBoth(call_id=call_id))

    tickets = stage.world.rows("select state, cause from ticket order by number")
    assert [tuple(row) for row in tickets] == [("parked", "blocked"), ("waiting", "")]
    rung = await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)
    assert rung.ticket_id == joined[1]
    assert verified(stage)


async def test_a_ticket_of_who_keeps_the_employer_away_is_passed_over_however_it_waits(stage):
    lan, bo = await stage.person("Lan"), await stage.person("Bo")
    for who in (lan, bo):
        await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), who)
    await stage.world.do(OpenCase(kind="booth", ref=stage.scene.booth_id, what="fee"), lan)
    await stage.world.work(
        lambda work: work.connection.exec_driver_sql(
            "update ticket set state = 'waiting' where number = 1"
        )
    )

    await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)

    (ringing,) = stage.world.rows("select person_id from call where state = 'ringing'")
    assert ringing.person_id == bo.person_id


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["先交押金五百元再签合同", "Mei pay 500 deposit first"])
async def test_no_recruiter_is_called_by_a_fee(stage, name):
    with pytest.raises(Refusal) as refused:
        await stage.world.do(ChangeAccount(given_name=name), stage.mei)
    assert refused.value.code == "fee-asked"
    asked = Invite(email="new@huafeng.example", employer_id=stage.scene.employer_id)
    invitation_id = (await stage.world.do(asked, stage.mei)).invitation_id
    joins = JoinByInvitation(
        invitation_id=invitation_id, given_name=name, password_hash="$argon2id$x"
    )
    with pytest.raises(Refusal) as refused:
        await stage.world.do(joins)
    assert refused.value.code == "fee-asked"
