"""The money button: a number, a frozen version, an answer."""

from typing import Any

import pytest
from sqlalchemy import text

from fair.board import reads
from fair.board.case import What
from fair.board.facts import CaseTold
from fair.board.views import NEWS, may_hear_case
from fair.contract.base import Command
from fair.contract.board import AnswerCase, EscalateCase, OpenCase, ResolveCase, TellCase
from fair.contract.employers import LicenceSuspend
from fair.contract.people import EraseOnRequest
from fair.contract.programme_halls import PostAnnouncement
from fair.contract.vacancies import VacancyChange, VacancySuspend
from fair.decisions import Actor, Fact, NotAllowed, Refusal, SignInFirst
from fair.employers import reads as employers
from fair.glossary import CaseState, Role
from fair.people.facts import PersonErased
from tests.hiring.stage import POST, Stage

VISITOR = Actor(Role.VISITOR, address="127.0.0.1")


async def opened(stage: Stage, actor: Actor, **fields: Any) -> str:
    told = {"kind": "vacancy", "ref": stage.vacancy_id, "what": "fee", **fields}
    return str((await stage.world.do(OpenCase.model_validate(told), actor)).case_id)


async def test_two_taps_give_a_number_that_counts_within_the_fair(stage: Stage) -> None:
    lan = await stage.person("Lan")
    first = await opened(stage, lan)
    second = await opened(stage, lan, what="false_promise")
    cases = [stage.world.look(reads.case, one) for one in (first, second)]
    assert [one.name for one in cases] == ["C-0001", "C-0002"]
    assert [one.what for one in cases] == [What.FEE, What.FALSE_PROMISE]
    assert stage.world.kinds(stage.scene.fair_id).count("case.opened") == 2
    assert stage.world.chain_holds()


async def test_a_case_keeps_the_version_that_was_reported(stage: Stage) -> None:
    case_id = await opened(stage, await stage.person("Lan"))
    before = stage.world.look(reads.case, case_id).evidence
    changed = {**POST, "title": "Another title", "pay_base": "4000", "head_count": "2"}
    await stage.world.do(
        VacancyChange.model_validate({"vacancy_id": stage.vacancy_id, **changed}), stage.mei
    )
    after = stage.world.look(reads.case, case_id).evidence
    assert after == before
    assert after.frozen["title"] == "Sewing worker"
    assert after.frozen["terms"]
    assert after.version == 1


@pytest.mark.parametrize("kind", ["booth", "announcement", "message", "offer"])
async def test_each_thing_that_a_person_sees_can_be_reported(stage: Stage, kind: str) -> None:
    lan = await stage.talked("Lan")
    ref = await the_ref(stage, kind, lan)
    case = stage.world.look(reads.case, await opened(stage, lan, kind=kind, ref=ref))
    assert case.fair_id == stage.scene.fair_id
    assert case.evidence.frozen


async def the_ref(stage: Stage, kind: str, lan: Actor) -> str:
    if kind == "booth":
        return stage.scene.booth_id
    if kind == "offer":
        return await stage.offered(lan)
    if kind == "announcement":
        said = PostAnnouncement(fair_id=stage.scene.fair_id, text="Lunch is at noon")
        return str((await stage.world.do(said, stage.scene.organiser)).announcement_id)
    from fair.contract.rooms_chat import Ask

    said_there = Ask(booth_id=stage.scene.booth_id, text="Is there a deposit?")
    return str((await stage.world.do(said_there, lan)).message_id)


async def test_what_one_may_not_see_cannot_be_reported(stage: Stage) -> None:
    lan, bao = await stage.talked("Lan"), await stage.person("Bao")
    offer_id = await stage.offered(lan)
    for actor in (bao, stage.scene.stranger, VISITOR):
        with pytest.raises(Refusal) as said:
            await opened(stage, actor, kind="offer", ref=offer_id)
        assert said.value.code == "nothing-to-report"
    assert stage.world.rows("select * from rights_case") == []


async def test_a_draft_cannot_be_reported(stage: Stage) -> None:
    from fair.contract.vacancies import VacancyCreate

    post = VacancyCreate(
        booth_id=stage.scene.booth_id, title="Ironing", work="sewing", head_count="1"
    )
    draft = await stage.world.do(post, stage.mei)
    with pytest.raises(Refusal) as said:
        await opened(stage, await stage.person("Lan"), ref=draft.vacancy_id)
    assert said.value.code == "nothing-to-report"


async def test_a_case_is_answered_before_it_is_closed(stage: Stage) -> None:
    organiser = stage.scene.organiser
    case_id = await opened(stage, await stage.person("Lan"))
    with pytest.raises(Refusal) as said:
        await stage.world.do(ResolveCase(case_id=case_id), organiser)
    assert said.value.code == "answer-first"
    await stage.world.do(AnswerCase(case_id=case_id, text="We rang them."), organiser)
    await stage.world.do(ResolveCase(case_id=case_id), organiser)
    case = stage.world.look(reads.case, case_id)
    assert case.state is CaseState.RESOLVED
    assert [one.text for one in case.replies] == ["We rang them."]
    for late in (AnswerCase(case_id=case_id, text="More"), EscalateCase(case_id=case_id)):
        with pytest.raises(Refusal) as said:
            await stage.world.do(late, organiser)
        assert said.value.code == "wrong-state"


async def test_only_the_reporter_says_more(stage: Stage) -> None:
    lan, bao = await stage.person("Lan"), await stage.person("Bao")
    case_id = await opened(stage, lan)
    await stage.world.do(TellCase(case_id=case_id, text="500 yuan"), lan)
    await stage.world.do(TellCase(case_id=case_id, text="in cash"), lan)
    with pytest.raises(NotAllowed):
        await stage.world.do(TellCase(case_id=case_id, text="nonsense"), bao)
    assert stage.world.look(reads.case, case_id).text == "500 yuan\nin cash"


@pytest.mark.parametrize("kind", [AnswerCase, ResolveCase, EscalateCase])
async def test_nobody_but_organisers_handles_cases(stage: Stage, kind: type[Command]) -> None:
    lan = await stage.person("Lan")
    fields = {**kind.example, "case_id": await opened(stage, lan)}
    for actor, refused in ((lan, NotAllowed), (stage.mei, NotAllowed), (VISITOR, SignInFirst)):
        with pytest.raises(refused):
            await stage.world.do(kind.model_validate(fields), actor)


async def test_an_erasure_blanks_the_reporters_words_and_the_offers_copy(stage: Stage) -> None:
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    mine = await opened(stage, lan, text="My cousin Wu paid")
    about = await opened(stage, lan, kind="offer", ref=offer_id)
    organiser = stage.scene.organiser
    await stage.world.do(AnswerCase(case_id=mine, text="Dear Lan"), organiser)
    await stage.world.do(
        EraseOnRequest(person_id=lan.person_id, sure="yes", reason="phoned"), organiser
    )
    case = stage.world.look(reads.case, mine)
    assert case.text == ""
    assert [one.text for one in case.replies] == [""]
    assert case.evidence.frozen["title"] == "Sewing worker"
    assert stage.world.look(reads.case, about).evidence.frozen == {}
    assert stage.world.chain_holds()


async def test_a_reported_post_shows_a_big_number_and_what_happens_next(stage: Stage) -> None:
    lan = await stage.person("Lan")
    case_id = await opened(stage, lan)
    async with stage.world.web(stage.tokens["Lan"]) as browser:
        page = (await browser.get(f"/cases/{case_id}")).text
        mine = (await browser.get("/cases")).text
    assert "C-0001" in page
    assert "answers here by" in page
    assert f"/cases/{case_id}" in mine


async def test_a_case_of_somebody_else_stays_closed(stage: Stage) -> None:
    case_id = await opened(stage, await stage.person("Lan"))
    await stage.person("Bao")
    for token in (stage.tokens["Bao"], stage.scene.tokens["recruiter"], ""):
        async with stage.world.web(token) as browser:
            assert (await browser.get(f"/cases/{case_id}")).status_code == 403


async def test_the_organiser_sees_whether_the_copy_was_changed(stage: Stage) -> None:
    case_id = await opened(stage, await stage.person("Lan"))
    path = f"/organise/cases/{case_id}"
    async with stage.world.web(stage.scene.tokens["organiser"]) as browser:
        assert "nobody changed it" in (await browser.get(path)).text
        await stage.world.work(
            lambda work: work.write(text('update rights_case set frozen = \'{"title": "x"}\''))
        )
        assert "does not match the ledger" in (await browser.get(path)).text


async def test_a_visitor_reports_by_a_plain_form(stage: Stage) -> None:
    async with stage.world.web() as browser:
        page = (await browser.get(f"/fairs/{stage.scene.fair_id}")).text
        csrf = page.split('name="csrf" value="')[1].split('"')[0]
        answer = await browser.post(
            "/commands/case.open",
            data={
                "csrf": csrf, "command_id": "x1", "then": "/cases/{case_id}",
                "kind": "booth", "ref": stage.scene.booth_id, "what": "other",
            },
        )  # fmt: skip
        assert answer.status_code == 303
        page = (await browser.get(answer.headers["location"])).text
    assert "C-0001" in page


async def test_whoever_may_read_a_case_hears_of_it_and_nobody_else(stage: Stage) -> None:
    lan, bao = await stage.talked("Lan"), await stage.person("Bao")
    by_lan = await opened(stage, lan)
    by_visitor = await opened(stage, VISITOR)
    organiser, mei = stage.scene.organiser, stage.mei
    heard = {
        (case_id, actor.key)
        for case_id in (by_lan, by_visitor, "c00000000000")
        for actor in (lan, bao, organiser, mei, VISITOR)
        if stage.world.look(may_hear_case, actor, case_id)
    }

    assert {key for case_id, key in heard if case_id == by_lan} == {lan.key, organiser.key}
    assert (by_visitor, VISITOR.key) in heard
    assert "c00000000000" not in {case_id for case_id, _ in heard}


async def test_what_the_reporter_adds_and_an_erasure_takes_away_is_told(stage: Stage) -> None:
    lan, bao = await stage.talked("Lan"), await stage.person("Bao")
    case_id, other = await opened(stage, lan), await opened(stage, bao)
    told = CaseTold(case_id=case_id), PersonErased(person_id=lan.person_id, asked_by="person")

    def events(fact: Fact) -> list[str]:
        def see(at: Any) -> list[Any]:
            return [
                event
                for kinds, tell in NEWS
                if isinstance(fact, kinds)
                for event in tell(at, [fact])
                if event.name == "case.changed"
            ]

        return [event.case_id for event in stage.world.look(see)]

    assert [events(fact) for fact in told] == [[case_id], [case_id]]
    assert other not in events(told[1])


async def page_of(stage: Stage, case_id: str, who: str, language: str = "en") -> str:
    path = f"/organise/cases/{case_id}" if who == "organiser" else f"/cases/{case_id}"
    token = stage.scene.tokens.get(who) or stage.tokens[who]
    async with stage.world.web(token, language) as web:
        answer = await web.get(path)
        assert answer.status_code == 200
        return answer.text


async def test_what_was_shown_is_kept_in_words_and_no_cents(stage: Stage) -> None:
    case_id = await opened(stage, await stage.person("Lan"))

    page = await page_of(stage, case_id, "organiser")

    assert "pay base cents" not in page
    assert "4,600" in page
    assert "a month" in page or "an hour" in page
    assert "月" in await page_of(stage, case_id, "Lan", "zh")


async def test_post_and_employer_are_suspended_from_the_case_and_the_reporter_reads_it(
    stage: Stage,
) -> None:
    lan = await stage.person("Lan")
    case_id = await opened(stage, lan)
    organiser = stage.scene.organiser
    before = await page_of(stage, case_id, "organiser")
    assert 'data-command="vacancy.suspend"' in before
    assert 'data-command="licence.suspend"' in before
    assert "What became of it" not in await page_of(stage, case_id, "Lan")

    reason = "Two workers say that money was asked for."
    await stage.world.do(VacancySuspend(vacancy_id=stage.vacancy_id, reason=reason), organiser)
    after = await page_of(stage, case_id, "organiser")
    assert 'data-command="vacancy.suspend"' not in after
    assert "Nobody can join for this post any more." in await page_of(stage, case_id, "Lan")

    licence = stage.world.look(employers.licence, stage.scene.employer_id)
    assert licence
    await stage.world.do(LicenceSuspend(licence_id=licence.id, reason=reason), organiser)
    assert 'data-command="licence.suspend"' not in await page_of(stage, case_id, "organiser")
    told = await page_of(stage, case_id, "Lan")
    assert "Huafeng may not recruit at the moment." in told
    assert reason not in told
