"""The letter, the panel, the lists: without JavaScript, for both sides, in three languages."""

import html
import re

import pytest

from fair.contract.people import Erase
from fair.contract.queue import CallNext, JoinQueue
from fair.contract.rooms import AnswerCall
from fair.glossary import OfferState
from fair.hiring import reads
from fair.hiring.pages import PARTS
from fair.web import Viewer
from tests.hiring.stage import soon
from tests.hiring.test_hires import lift, suspend

LANGUAGES = ["zh-Hans", "en", "ja"]
ACCEPT = {"zh-Hans": "接受", "en": "Accept", "ja": "承諾する"}
FORM = re.compile(r'<form[^>]*action="/commands/([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"')


def forms(page, name):
    """Return the fields of each form of this command."""
    return [
        {key: html.unescape(value) for key, value in FIELD.findall(body)}
        for found, body in FORM.findall(page.text)
        if found == name
    ]


async def press(browser, page, name, **fields):
    """Send the first form of this command as a browser without JavaScript would."""
    sent = {**forms(page, name)[0], **fields}
    answer = await browser.post(f"/commands/{name}", data=sent)
    assert answer.status_code in (303, 409), answer.text
    return answer


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_person_opens_accepts_and_confirms_by_plain_forms(stage, lang):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan, lodging="paid", lodging_cost_month="150")
    where = f"/offers/{offer_id}"

    async with stage.world.web(stage.tokens["Lan"], lang) as browser:
        page = await browser.get(where)
        assert page.status_code == 200
        assert "terms__row" not in page.text
        assert not forms(page, "offer.accept")

        opened = await press(browser, page, "offer.open_terms")
        assert opened.headers["location"] == where
        page = await browser.get(where)
        assert "150" in page.text
        assert page.text.count("terms__row--worse") == 1
        assert ACCEPT[lang] in page.text
        assert forms(page, "case.open") or "case.open" in page.text

        await press(browser, page, "offer.accept")
        page = await browser.get(where)
        assert forms(page, "offer.take_back")
        await press(browser, page, "hire.confirm")
        page = await browser.get(where)
        assert not forms(page, "hire.confirm")

    async with stage.world.web(stage.scene.tokens["recruiter"], lang) as desk:
        page = await desk.get(where)
        assert "Lan" in page.text
        await press(desk, page, "hire.confirm")
        page = await desk.get("/desk/offers")
        assert 'data-state="hired"' in page.text
    assert len(stage.world.look(reads.hires_of_fair, stage.scene.fair_id)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_state_of_an_offer_has_its_letter_for_both_sides(stage, lang):
    lan, bo = await stage.talked("Lan", lang=lang), await stage.talked("Bo", lang=lang)
    offer_id = await stage.offered(lan)
    waiting = await stage.offered(bo, as_reserve=True)
    pages = []

    async def look():
        for token, one in (
            (stage.tokens["Lan"], offer_id),
            (stage.tokens["Bo"], waiting),
            (stage.scene.tokens["recruiter"], offer_id),
            (stage.scene.tokens["recruiter"], waiting),
            (stage.scene.tokens["organiser"], offer_id),
        ):
            async with stage.world.web(token, lang) as browser:
                pages.append(await browser.get(f"/offers/{one}"))
                pages.append(await browser.get(f"/offers/{one}/letter"))
        async with stage.world.web(stage.scene.tokens["recruiter"], lang) as browser:
            pages.append(await browser.get("/desk/offers"))
            pages.append(await browser.get("/desk/offers/list"))
        async with stage.world.web(stage.tokens["Lan"], lang) as browser:
            pages.append(await browser.get("/offers"))

    await look()
    await suspend(stage)
    await look()
    await lift(stage)
    await stage.accept(lan, offer_id)
    await look()
    from fair.contract.hiring import TakeBackOffer, WithdrawOffer

    await stage.world.do(TakeBackOffer(offer_id=offer_id), lan)
    await stage.world.do(WithdrawOffer(offer_id=waiting, reason="papers"), stage.mei)
    await look()

    assert {page.status_code for page in pages} == {200}
    assert all("{" not in _text(page) for page in pages)


def _text(page):
    return re.sub(r"<[^>]+>", " ", page.text)


async def test_the_reason_of_a_withdrawal_is_read_in_the_persons_language(stage):
    from fair.contract.hiring import WithdrawOffer

    lan = await stage.talked("Lan", lang="zh-Hans")
    offer_id = await stage.offered(lan)
    await stage.world.do(WithdrawOffer(offer_id=offer_id, reason="papers"), stage.mei)

    async with stage.world.web(stage.tokens["Lan"], "zh-Hans") as browser:
        page = await browser.get(f"/offers/{offer_id}")

    assert "缺少岗位要求的证书或材料" in page.text
    assert "撤回" in stage.texts(lan)[-1]


async def test_nobody_else_reads_an_offer(stage):
    lan, _ = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id = await stage.offered(lan)

    for token, status in (
        (stage.tokens["Bo"], 403),
        (stage.scene.tokens["stranger"], 403),
        ("", 401),
        (stage.scene.tokens["colleague"], 200),
    ):
        async with stage.world.web(token) as browser:
            assert (await browser.get(f"/offers/{offer_id}")).status_code == status
    async with stage.world.web(stage.tokens["Lan"]) as browser:
        assert (await browser.get("/offers/nothing")).status_code == 404


async def test_the_employer_reads_a_number_where_the_consent_was_taken_back(stage):
    from fair.contract.people import WithdrawConsent

    lan = await stage.talked("Lan Ying")
    offer_id = await stage.offered(lan)
    await stage.world.do(WithdrawConsent(employer_id=stage.scene.employer_id), lan)

    async with stage.world.web(stage.scene.tokens["recruiter"]) as browser:
        for where in (f"/offers/{offer_id}", "/desk/offers"):
            page = await browser.get(where)
            assert "Lan Ying" not in page.text
            assert "Seeker 1" in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_an_offer_is_made_beside_the_call_by_one_form(stage, lang):
    lan = await stage.person("Lan")
    named = await stage.post(2, title="Cutter")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id, vacancy_ids=(named,)), lan)
    call = await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)
    where = f"/calls/{call.call_id}/offer"

    async with stage.world.web(stage.scene.tokens["recruiter"], lang) as browser:
        page = await browser.get(where)
        assert not forms(page, "offer.make")
        await stage.world.do(AnswerCall(call_id=call.call_id), lan)
        page = await browser.get(where)
        first = re.findall(r'name="vacancy_id"\s+value="([^"]+)"', page.text)[0]
        assert first == named

        await press(
            browser, page, "offer.make",
            vacancy_id=named, starts_on=soon().isoformat(), as_reserve="",
        )  # fmt: skip
        page = await browser.get(where)

    made = stage.world.look(reads.offers_of_person, lan.person_id)
    assert [one.state for one in made] == [OfferState.FIRM]
    assert f'data-offer="{made[0].id}"' in page.text
    async with stage.world.web(stage.scene.tokens["stranger"]) as browser:
        assert (await browser.get(where)).status_code == 403


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_when_openings_are_gone_the_page_asks_for_a_reserve_offer(stage, lang):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    await stage.offered(lan)
    where = f"/desk/offers/new/{stage.interviews[bo.person_id]}"

    async with stage.world.web(stage.scene.tokens["recruiter"], lang) as browser:
        page = await browser.get(where)
        sent = {"vacancy_id": stage.vacancy_id, "starts_on": soon().isoformat()}
        answer = await press(browser, page, "offer.make", **sent, as_reserve="")
        assert answer.status_code == 409
        answer = await press(browser, page, "offer.make", **sent, as_reserve="true")
        assert answer.status_code == 303
        assert (await browser.get(f"{where}/panel")).status_code == 200

    assert stage.world.look(reads.offers_of_person, bo.person_id)[0].rank == 1


async def test_the_panel_is_a_part_of_the_calls_page(stage):
    lan = await stage.person("Lan")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), lan)
    call = await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)
    viewer = Viewer(stage.mei, "en", "Asia/Shanghai")

    part = PARTS["hiring.offer_panel"]
    context = stage.world.look(part.view, viewer, call_id=call.call_id)

    assert part.page.template == "hiring/_panel_part.html"
    assert context["booth"].id == stage.scene.booth_id
    async with stage.world.web(stage.scene.tokens["recruiter"]) as browser:
        page = await browser.get(f"/calls/{call.call_id}")
    assert f'src="/calls/{call.call_id}/offer"' in page.text


async def test_a_new_employer_without_a_booth_reads_what_to_do(stage):
    async with stage.world.web(stage.scene.tokens["stranger"]) as browser:
        page = await browser.get("/desk/offers")

    assert page.status_code == 200
    assert "No booth at a fair yet" in page.text


async def test_the_news_of_an_offer_goes_to_its_person_and_to_the_desk(stage):
    from fair.hiring.facts import OfferMade
    from fair.hiring.news_views import NEWS

    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    tell = next(tell for facts, tell in NEWS if OfferMade in facts)
    offer = stage.offer(offer_id)
    fact = OfferMade(
        fair_id=offer.fair_id, offer_id=offer.id, vacancy_id=offer.vacancy_id,
        booth_id=offer.booth_id, employer_id=offer.employer_id, person_id=offer.person_id,
        interview_id=offer.interview_id, account_id=offer.account_id, vacancy_version=1,
        rank=0, worse=0, terms_hash="",
    )  # fmt: skip

    events = stage.world.look(lambda at: list(tell(at, [fact])))

    assert {event.audience_key() for event in events} == {
        f"person:{lan.person_id}", f"desk:{stage.scene.booth_id}",
    }  # fmt: skip
    assert all((one.state, one.fresh) == (OfferState.FIRM, True) for one in events)


async def test_an_erased_persons_row_tells_nobody_who_it_was_and_asks_for_nothing(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.hired(lan)
    await stage.world.do(Erase(sure="yes"), lan)
    interview_id = stage.interviews[lan.person_id]

    async with stage.world.web(stage.scene.tokens["recruiter"]) as desk:
        page = await desk.get("/desk/offers")
        row = page.text.split(f'<tr data-offer="{offer_id}"')[1].split("</tr>")[0]
        assert "A person who was erased" in row
        assert "Sewing worker" in row
        for mark in ("Lan", "Seeker", "helper", "<time", "202", "/commands/", "<a "):
            assert mark not in row
        letter = await desk.get(f"/offers/{offer_id}")
        assert "Sewing worker" in letter.text
        assert not forms(letter, "hire.confirm")
        new = await desk.get(f"/desk/offers/new/{interview_id}")
        assert "shares nothing with you any more" in new.text
        assert not forms(new, "offer.make")
