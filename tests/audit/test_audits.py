"""Hires are drawn by a printed seed, rung and marked; a name opens for a reason people read."""

from datetime import timedelta

import pytest
import pytest_asyncio

from fair.audit import draw as rules
from fair.audit import reads
from fair.audit.draw import drawn
from fair.audit.refusals import (
    AuditOver,
    BadSeed,
    DrawIsClosed,
    NobodyHired,
    NotYourDraw,
    OpenedEnough,
)
from fair.board.figures import NAMES
from fair.contract.audit import CloseDraw, DrawHires, MarkHire, OpenName
from fair.contract.board import AnswerCase, OpenCase
from fair.contract.hiring import SayHireFell
from fair.contract.people import Erase
from fair.contract.programme import CreateFair
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.screening.refusals import FeeAsked
from tests.audit.house import SEED, House, a_house, an_auditor
from tests.world import World


@pytest_asyncio.fixture
async def house(world: World) -> House:
    return await a_house(world, "Zhenlan", "Borong", "Chenxi")


def rows(house: House, draw_id: str):
    return house.world.look(reads.drawn, [draw_id])[draw_id]


async def test_the_draw_is_what_the_printed_seed_gives_and_opens_those_drawn(house):
    draw_id = await house.draw()

    found = rows(house, draw_id)
    assert [one.offer_id for one in found] == list(drawn(SEED, draw_id, house.hired, 2))
    said = await house.page(f"/audit/draws/{draw_id}")
    assert f"Seed {SEED}" in said
    assert "2 of 3 hires: 0 confirmed, 0 denied, 0 not reached, 2 not marked yet." in said
    for offer_id, who in house.hired.items():
        is_drawn = offer_id in {one.offer_id for one in found}
        assert (who.name in said) is is_drawn
    assert said.count("tel:+86138") == 2
    assert house.world.kinds().count("audit.name_opened") == 2


async def test_the_report_says_every_draw_with_its_number_seed_and_result(house):
    first = await house.draw()
    second = await house.draw("1618033", 1)
    one, other = rows(house, first)
    for row, said in ((one, "denied"), (one, "confirmed"), (other, "not_reached")):
        await house.world.do(MarkHire(draw_id=first, offer_id=row.offer_id, said=said), house.eve)

    report = await house.page("/organise/reports", "organiser")

    assert "Draw 1" in report
    assert "Draw 2" in report
    assert f"Seed {SEED}" in report
    assert "Seed 1618033" in report
    assert "2 of 3 hires: 1 confirmed, 0 denied, 1 not reached, 0 not marked yet." in report
    assert "1 of 3 hires" in report
    assert report.count("Drawn again from the ledger: the same hires.") == 2
    assert house.world.kinds().count("audit.drawn") == 2
    assert house.world.kinds().count("audit.marked") == 3
    assert (await house.page(f"/audit/draws/{second}", "organiser")).count("tel:") == 0


async def test_somebody_drawn_twice_is_opened_once(house):
    await house.draw(many=3)
    await house.draw("161803", 3)

    assert house.world.kinds().count("audit.name_opened") == 3


async def test_a_closed_draw_is_marked_no_more_and_keeps_its_result(house):
    draw_id = await house.draw()
    (one, _) = rows(house, draw_id)
    mark = MarkHire(draw_id=draw_id, offer_id=one.offer_id, said="confirmed")
    await house.world.do(mark, house.eve)

    await house.world.do(CloseDraw(draw_id=draw_id), house.eve)

    for late in (mark, CloseDraw(draw_id=draw_id)):
        with pytest.raises(DrawIsClosed):
            await house.world.do(late, house.eve)
    said = await house.page(f"/audit/draws/{draw_id}")
    assert "1 confirmed" in said
    assert "/commands/audit.mark" not in said


async def test_a_hire_that_was_not_drawn_is_not_marked(house):
    draw_id = await house.draw(many=1)
    drawn_ids = {one.offer_id for one in rows(house, draw_id)}
    (other, *_) = set(house.hired) - drawn_ids

    with pytest.raises(NotFound):
        await house.world.do(MarkHire(draw_id=draw_id, offer_id=other, said="denied"), house.eve)


async def test_only_hires_that_stand_are_drawn(house):
    (gone, *_) = house.hired
    fell = SayHireFell(offer_id=gone, reason="absent")
    await house.world.do(fell, house.stage.mei)

    found = rows(house, await house.draw(many=50))

    assert gone not in {one.offer_id for one in found}
    assert len(found) == 2


async def test_of_a_fair_without_hires_nobody_is_drawn_and_a_seed_is_digits(world):
    house = await a_house(world)

    with pytest.raises(NobodyHired):
        await house.draw()
    for seed in ("Lan Wang", "12345"):
        with pytest.raises(BadSeed):
            await house.draw(seed)
    assert "audit.drawn" not in world.kinds()


async def test_a_name_opens_for_a_reason_that_the_person_and_the_organiser_read(house):
    lan = next(iter(house.hired.values()))
    await house.world.do(house.opening(lan), house.eve)

    alias = house.alias(lan)
    mine = await house.page(f"/audit/{house.fair_id}/people/{alias}")
    assert "Zhenlan" in mine
    assert "tel:+86138" in mine
    knows = await house.page("/me/knows", "Zhenlan")
    assert "Eve" in knows
    assert "Two hires on one day." in knows
    assert "Two hires on one day." in await house.page(f"/audit/{house.fair_id}", "organiser")
    history = await house.page(f"/history/people/{lan.person_id}", "Zhenlan")
    assert "An auditor opened the name and the number of a person." in history
    assert "an auditor of the fair" in history
    assert house.world.chain_holds()


async def test_what_one_auditor_drew_no_other_marks_or_closes(house):
    draw_id = await house.draw()
    adam = await an_auditor(house.stage, "Adam")
    (one, _) = rows(house, draw_id)
    await house.world.do(MarkHire(draw_id=draw_id, offer_id=one.offer_id, said="denied"), house.eve)

    forged = MarkHire(draw_id=draw_id, offer_id=one.offer_id, said="confirmed")
    for command in (forged, CloseDraw(draw_id=draw_id)):
        with pytest.raises(NotYourDraw):
            await house.world.do(command, adam)

    assert "/commands/audit.mark" not in await house.page(f"/audit/draws/{draw_id}", "Adam")
    assert "1 denied" in await house.page("/organise/reports", "organiser")


async def test_no_program_opens_a_whole_fair_by_draws_or_for_reasons(house, monkeypatch):
    monkeypatch.setattr(rules, "MOST_A_DAY", 2)
    with pytest.raises(OpenedEnough):
        await house.draw(many=3)
    assert "audit.drawn" not in house.world.kinds()
    await house.draw(many=2)
    pages = {
        await house.page(f"/audit/{house.fair_id}/people/{house.alias(who)}"): who
        for who in house.hired.values()
    }
    (left,) = (who for page, who in pages.items() if "tel:" not in page)
    with pytest.raises(OpenedEnough):
        await house.world.do(house.opening(left), house.eve)
    adam = await an_auditor(house.stage, "Adam")
    await house.world.do(house.opening(left), adam)

    house.world.clock(utc_now() + timedelta(hours=24, minutes=1))
    await house.world.do(house.opening(left), house.eve)


async def test_people_whose_names_were_opened_are_counted_once_on_the_report(house):
    adam = await an_auditor(house.stage, "Adam")
    lan = next(iter(house.hired.values()))
    for who in (house.eve, adam):
        await house.world.do(house.opening(lan), who)

    report = await house.page("/organise/reports", "organiser")

    assert "An auditor opened the name of 1 person." in report


async def test_a_draft_and_a_rehearsal_are_not_there_for_who_audits_every_fair(house):
    await an_auditor(house.stage, "Adam", fair_id="")
    opens_at = utc_now() + timedelta(days=1)
    hours = {"opens_at": opens_at, "closes_at": opens_at + timedelta(hours=8)}
    asked = CreateFair(title="Secret", zone="Asia/Shanghai", demo=False, **hours)
    draft = (await house.world.do(asked, house.stage.scene.organiser)).fair_id

    for path in (f"/audit/{draft}", f"/audit/{draft}/figures/hires", f"/board/{draft}/wall"):
        await house.page(path, "Adam", status=404)
        await house.page(path, "organiser")


async def test_who_is_rung_by_a_crook_reads_that_no_auditor_opened_the_name(house):
    lan = next(iter(house.hired.values()))
    assert "No auditor opened your name" in await house.page("/me/knows", "Zhenlan")

    await house.world.do(house.opening(lan), house.eve)

    knows = await house.page("/me/knows", "Zhenlan")
    assert "No auditor opened your name" not in knows
    assert "An auditor never asks for money, a code or a password." in knows


async def test_each_figure_has_its_three_counts_on_a_narrow_screen_too(house):
    said = await house.page(f"/audit/{house.fair_id}")

    for label in ("Sealed at closing", "Now", "Recounted"):
        assert said.count(f'data-label="{label}"') == len(NAMES)


async def test_a_name_that_another_auditor_opened_is_not_open_to_me(house):
    adam = await an_auditor(house.stage, "Adam")
    lan = next(iter(house.hired.values()))
    await house.world.do(house.opening(lan), house.eve)

    said = await house.page(f"/audit/{house.fair_id}/people/{house.alias(lan)}", "Adam")

    assert "Zhenlan" not in said
    assert "tel:" not in said
    await house.world.do(house.opening(lan, "I check it too."), adam)
    assert house.world.kinds().count("audit.name_opened") == 2


async def test_a_reason_of_a_few_signs_or_one_that_asks_for_money_opens_nothing(house):
    lan = next(iter(house.hired.values()))

    with pytest.raises(ValueError, match="at least 10"):
        house.opening(lan, "check")
    with pytest.raises(FeeAsked):
        await house.world.do(house.opening(lan, "Pay a deposit of 300 yuan first."), house.eve)
    assert "audit.name_opened" not in house.world.kinds()


async def test_who_is_erased_has_no_name_any_more_and_the_draw_still_holds(house):
    lan = next(iter(house.hired.values()))
    alias = house.alias(lan)
    draw_id = await house.draw(many=3)
    await house.world.do(house.opening(lan), house.eve)
    await house.world.do(Erase(sure="yes"), lan)

    said = await house.page(f"/audit/draws/{draw_id}")

    assert "Zhenlan" not in said
    assert "This person had the own data erased" in said
    assert "Two hires on one day." not in await house.page(f"/audit/{house.fair_id}")
    assert "Drawn again from the ledger: the same hires." in said
    with pytest.raises(NotFound):
        await house.world.do(
            OpenName(fair_id=house.fair_id, alias=alias, why="Two hires on one day."), house.eve
        )


async def test_each_figure_opens_to_as_many_rows_as_it_says_and_to_no_name(house):
    said = await house.page(f"/audit/{house.fair_id}/figures/hires")

    assert "Each accepted offer that both sides confirmed" in said
    assert "Tables and ledger agree." in said
    for offer_id, who in house.hired.items():
        assert offer_id in said
        assert house.alias(who) in said
        assert who.name not in said
    for name in ("people", "contacts", "interviews", "outcomes", "offers", "accepted"):
        said = await house.page(f"/audit/{house.fair_id}/figures/{name}")
        assert "Tables and ledger agree." in said
    await house.page(f"/audit/{house.fair_id}/figures/nonsense", status=404)


async def test_a_row_says_what_its_figure_counts_and_nothing_that_came_of_it(house):
    people = await house.page(f"/audit/{house.fair_id}/figures/people")
    contacts = await house.page(f"/audit/{house.fair_id}/figures/contacts")
    interviews = await house.page(f"/audit/{house.fair_id}/figures/interviews")

    assert not [one for one in ("Booth", *house.hired) if one in people]
    for said in (contacts, interviews):
        assert not [one for one in house.hired if one in said]
    assert "Booth" in interviews
    assert "Interview <code>" in interviews


async def test_an_alias_of_another_fair_or_of_nobody_opens_nothing(house):
    lan = next(iter(house.hired.values()))
    nobody = house.opening(lan).model_copy(update={"alias": "x00000000001"})

    with pytest.raises(NotFound):
        await house.world.do(nobody, house.eve)
    await house.page(f"/audit/{house.fair_id}/people/x00000000001", status=404)


async def test_an_auditor_of_another_fair_reads_and_does_nothing_here(house):
    begins = utc_now()
    hours = {"opens_at": begins, "closes_at": begins + timedelta(hours=9)}
    halls = {"hall_titles": {"en": "Garments"}, "zone": "Asia/Shanghai"}
    other = await house.world.do(
        CreateFair.model_validate({"title": "Another fair", **hours, **halls}),
        house.stage.scene.organiser,
    )
    adam = await an_auditor(house.stage, "Adam", fair_id=other.fair_id)
    lan, draw_id = next(iter(house.hired.values())), await house.draw()
    here = house.fair_id
    paths = (
        f"/audit/{here}", f"/audit/{here}/cases", f"/audit/{here}/figures/hires",
        f"/audit/{here}/people/{house.alias(lan)}", f"/audit/draws/{draw_id}",
        f"/board/{here}/wall", f"/organise/fairs/{here}/evidence.zip",
    )  # fmt: skip
    for path in paths:
        await house.page(path, "Adam", status=403)
    assert f"/audit/{here}" not in await house.page("/audit", "Adam")
    asked = (
        house.opening(lan), DrawHires(fair_id=here, seed=SEED, many=1),
        CloseDraw(draw_id=draw_id),
    )  # fmt: skip
    for command in asked:
        with pytest.raises(NotAllowed):
            await house.world.do(command, adam)


async def test_an_auditor_of_every_fair_reads_each(house):
    await an_auditor(house.stage, "Adam", fair_id="")

    assert f"/audit/{house.fair_id}" in await house.page("/audit", "Adam")
    await house.page(f"/audit/{house.fair_id}/figures/people", "Adam")


async def test_a_page_that_is_open_still_can_do_nothing_once_the_audit_is_over(house):
    lan = next(iter(house.hired.values()))
    await house.over(house.eve)

    with pytest.raises(AuditOver):
        await house.world.do(house.opening(lan), house.eve)
    with pytest.raises(AuditOver):
        await house.draw()


@pytest.mark.parametrize("who", ["organiser", "recruiter"])
async def test_nobody_but_the_auditor_draws_marks_or_opens(house, who):
    actor = house.stage.scene.organiser if who == "organiser" else house.stage.mei

    with pytest.raises(NotAllowed):
        await house.draw(by=actor)
    with pytest.raises(NotAllowed):
        await house.world.do(house.opening(next(iter(house.hired.values()))), actor)


async def test_cases_are_read_without_what_anybody_wrote(house):
    lan = next(iter(house.hired.values()))
    case = await house.world.do(
        OpenCase(kind="booth", ref=house.stage.scene.booth_id, what="other", text="SALSIFY"), lan
    )
    await house.world.do(
        AnswerCase(case_id=case.case_id, text="TAMARIND"), house.stage.scene.organiser
    )

    said = await house.page(f"/audit/{house.fair_id}/cases")

    assert "C-0001" in said
    assert "Huafeng" in said
    assert not [word for word in ("SALSIFY", "TAMARIND", "Zhenlan") if word in said]
    await house.page(f"/cases/{case.case_id}", status=403)


async def test_opened_names_are_read_page_by_page_and_none_is_left_out(house):
    who = [await house.stage.person(f"P{number:02}") for number in range(11)]
    for number, one in enumerate(who):
        await house.world.do(house.opening(one, f"because-{number:02}"), house.eve)

    first = await house.page(f"/audit/{house.fair_id}")
    all_names = await house.page(f"/audit/{house.fair_id}/names")

    assert "because-00" not in first
    assert f"/audit/{house.fair_id}/names" in first
    assert "because-00" in all_names
    assert "because-10" in all_names
    await house.page(f"/audit/{house.fair_id}/names", "recruiter", 403)


async def test_an_auditor_reads_the_report_in_which_nobody_is_named_and_takes_no_workbook(house):
    here = f"/organise/fairs/{house.fair_id}/report"

    report = await house.page(here)

    assert "Counted anew from the ledger" in report
    assert "report.xlsx" not in report
    assert "/organise/reports" not in report
    assert not [one.name for one in house.hired.values() if one.name in report]
    assert here in await house.page(f"/audit/{house.fair_id}")
    await house.page(f"{here}.xlsx", status=403)
    await an_auditor(house.stage, "Adam", fair_id="")
    await house.page(here, "Adam")
    await house.page(here, "recruiter", status=403)
