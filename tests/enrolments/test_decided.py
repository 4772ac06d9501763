"""What the organiser does with many requests, and what follows from a yes."""

import re

import pytest
from sqlalchemy import text

from fair.board.rows_reads import verify_rows
from fair.contract.booths import BoothCreate
from fair.contract.enrolments import EnrolmentAccept, EnrolmentRefuse, EnrolmentRefuseSeveral
from fair.decisions import VISITOR, NotAllowed, Refusal, SignInFirst
from fair.enrolments.enrolment import together
from fair.enrolments.refusals import EnrolmentDecided
from fair.enrolments.store import enrolment_table
from fair.office.refusals import OfficePhone
from tests.accounts.helpers import mails
from tests.booths.scene import seen
from tests.enrolments.asking import MAIL, NAME, asked, code_of, waits
from tests.people.helpers import fields_of

REASON = "The register knows no such licence."


async def many(scene, count, **said):
    return [
        await waits(scene.world, scene.fair_id, code=code_of(n), email=f"c{n}@x.example",
                    **{"legal_name": f"Company number {n} {chr(65 + n) * 5}", **said})
        for n in range(count)
    ]  # fmt: skip


async def test_requests_come_ten_on_a_page(scene):
    (one,) = await many(scene, 1)
    same = ", ".join(at.name for at in enrolment_table.columns if at.name not in {"id", "name"})
    for n in range(11):  # one address may not ask so often
        more = text(
            f"insert into enrolment (id, name, {same}) select 'x{n}', '{chr(66 + n) * 6}', {same}"
            f" from enrolment where id = '{one}'"
        )
        await scene.world.work(lambda work, more=more: work.write(more))

    first = await seen(scene, f"/board/{scene.fair_id}/companies", "organiser")
    second = await seen(scene, f"/board/{scene.fair_id}/companies?page=2", "organiser")

    assert first.count('id="enrolment-') == 10
    assert second.count('id="enrolment-') == 2
    assert "Page 1 of 2" in first
    assert "12 companies wait" in first


async def test_requests_with_the_same_code_or_name_stand_together(scene):
    await many(scene, 3)
    await waits(scene.world, scene.fair_id, code=code_of(0), legal_name="Else", email="i@x.example")
    rows = scene.world.rows("select name from enrolment order by confirmed_at, id")
    assert [row.name for row in rows][-1] == "Else"

    page = await seen(scene, f"/board/{scene.fair_id}/companies", "organiser")

    titles = re.findall(r'<h3 class="card__title">([^<]+)</h3>', page)
    assert titles[1] == "Else"
    assert "The same company as the request above, it seems" in page


async def test_several_are_refused_together_with_one_reason_without_javascript(scene):
    first, second, third = await many(scene, 3)
    async with scene.world.web(scene.tokens["organiser"]) as desk:
        page = await desk.get(f"/board/{scene.fair_id}/companies")
        fields = fields_of(page, "/commands/enrolment.refuse_several")
        typed = {**fields, "reason": REASON, "enrolment_ids": [first, third]}
        assert (
            await desk.post("/commands/enrolment.refuse_several", data=typed)
        ).status_code == 303

    states = {row.id: row.state for row in scene.world.rows("select id, state from enrolment")}
    assert states == {first: "refused", second: "waiting", third: "refused"}
    assert len(mails(scene.world, "c0@x.example")) == 2
    page = await seen(scene, f"/board/{scene.fair_id}/companies", "organiser")
    assert page.partition("Companies that were answered")[2].count("Olga") == 2
    assert list(scene.world.look(verify_rows).differences) == []


async def test_who_was_answered_meanwhile_stays_answered_and_the_second_reads_by_whom(scene):
    first, second = await many(scene, 2)
    await scene.world.do(EnrolmentAccept(enrolment_id=first), scene.organiser)

    both = EnrolmentRefuseSeveral(enrolment_ids=(first, second), reason=REASON)
    await scene.world.do(both, scene.organiser)

    states = {row.id: row.state for row in scene.world.rows("select id, state from enrolment")}
    assert states == {first: "accepted", second: "refused"}
    with pytest.raises(EnrolmentDecided) as late:
        await scene.world.do(both, scene.organiser)
    assert "Olga" in str(late.value)


async def test_nobody_but_an_organiser_refuses_several(scene):
    (first,) = await many(scene, 1)
    for who in (scene.recruiter, scene.stranger, VISITOR):
        with pytest.raises((NotAllowed, SignInFirst)):
            await scene.world.do(EnrolmentRefuseSeveral(enrolment_ids=(first,), reason=REASON), who)


async def test_an_accepted_company_without_a_booth_stands_on_ready_with_whom_to_ring(scene):
    enrolment_id = await waits(scene.world, scene.fair_id, phone="0573-87001234")
    made = await scene.world.do(EnrolmentAccept(enrolment_id=enrolment_id), scene.organiser)
    path = f"/organise/fairs/{scene.fair_id}/ready"

    page = await seen(scene, path, "organiser")

    assert "1 accepted company has no booth" in page
    assert f'href="/organise/employers/{made.employer_id}"' in page
    assert 'href="tel:0573-87001234"' in page
    assert "Bo Hai" in page
    async with scene.world.web(scene.tokens["organiser"]) as desk:
        shown = await desk.get(path)
        fields = fields_of(shown, "/commands/booth.create")
        fields = {**fields, "employer_id": made.employer_id}
        assert (await desk.post("/commands/booth.create", data=fields)).status_code == 303
    page = await seen(scene, path, "organiser")
    assert "has no booth" not in page
    assert NAME in page
    assert list(scene.world.look(verify_rows).differences) == []


async def test_a_company_with_a_booth_already_is_not_asked_for_another(scene):
    enrolment_id = await waits(scene.world, scene.fair_id)
    made = await scene.world.do(EnrolmentAccept(enrolment_id=enrolment_id), scene.organiser)
    booth = BoothCreate(hall_id=scene.hall_id, employer_id=made.employer_id)
    await scene.world.do(booth, scene.organiser)

    page = await seen(scene, f"/organise/fairs/{scene.fair_id}/ready", "organiser")

    assert "has no booth" not in page


async def test_a_number_that_cannot_be_dialled_is_refused(scene):
    with pytest.raises(OfficePhone):
        await asked(scene.world, scene.fair_id, phone="none")


async def test_the_mail_of_acceptance_names_the_company_and_the_fair(scene):
    enrolment_id = await waits(scene.world, scene.fair_id)
    await scene.world.do(EnrolmentAccept(enrolment_id=enrolment_id), scene.organiser)

    newest = mails(scene.world, MAIL)[0]

    assert newest.subject == f"{NAME} was accepted for the job fair “Spring fair”"
    assert f"accepted {NAME} for the job fair “Spring fair”" in newest.text
    assert "/invited/" in newest.text


async def test_a_licence_that_the_company_wrote_is_said_to_be_from_its_request(scene):
    enrolment_id = await waits(scene.world, scene.fair_id)
    made = await scene.world.do(EnrolmentAccept(enrolment_id=enrolment_id), scene.organiser)

    page = await seen(scene, f"/organise/employers/{made.employer_id}", "organiser")

    line = page.partition("Handed in for a check")[2].partition("</li>")[0]
    assert "by the company, in its request to take part" in line
    assert "Olga" not in line


async def test_the_history_names_the_company_to_the_organiser_and_to_nobody_else(scene):
    enrolment_id = await waits(scene.world, scene.fair_id)
    refuse = EnrolmentRefuse(enrolment_id=enrolment_id, reason=REASON)
    await scene.world.do(refuse, scene.organiser)

    page = await seen(scene, f"/history/fairs/{scene.fair_id}", "organiser")

    assert f"A company asked to take part: {NAME}." in page
    assert f"did not take a company that asked: {NAME}." in page
    for token in ("recruiter", ""):
        async with scene.world.web(scene.tokens.get(token, "")) as web:
            assert NAME not in (await web.get(f"/history/fairs/{scene.fair_id}")).text


def test_nothing_waits_in_no_group():
    assert together(()) == []
    assert issubclass(EnrolmentDecided, Refusal)
