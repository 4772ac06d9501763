"""Who checked a licence, when, how and why; earlier states stay, and six months are not silent."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from fair.board.rows_reads import verify_rows
from fair.contract.employers import (
    LicenceFallDue,
    LicenceLift,
    LicenceSubmit,
    LicenceSuspend,
    LicenceVerify,
)
from fair.db import utc_now
from fair.employers.licence import RECHECK_AFTER
from fair.employers.licence_act import source_link
from fair.employers.refusals import SourceIsNoLink
from tests.booths.scene import CODE, seen

SOURCE = "https://register.example/330481?code=91"


async def checked(scene):
    """Hand a licence in twice, check it with a source, pause it and let it go on."""
    world, me = scene.world, scene.organiser
    handed = {"employer_id": scene.employer_id, "number": CODE}
    await world.do(LicenceSubmit(authority="Hainin", **handed), scene.recruiter)
    corrected = await world.do(LicenceSubmit(authority="Haining", **handed), scene.recruiter)
    licence_id = corrected.licence_id
    await world.do(LicenceVerify(licence_id=licence_id, how="asked", source=SOURCE), me)
    await world.do(LicenceSuspend(licence_id=licence_id, reason="Two reports."), me)
    await world.do(LicenceLift(licence_id=licence_id, reason="Both withdrawn."), me)
    return licence_id


async def test_the_organiser_reads_who_checked_how_where_and_why_and_what_stood_before(scene):
    await checked(scene)

    page = await seen(scene, f"/organise/employers/{scene.employer_id}", "organiser")

    for words in ("Hainin<", "Haining", "Two reports.", "Both withdrawn.", "Olga", "was asked"):
        assert words.rstrip("<") in page, words
    assert 'href="https://register.example/330481?code=91"' in page
    assert "noreferrer" in page


async def test_the_employer_reads_the_reasons_but_not_which_organiser_it_was(scene):
    await checked(scene)

    page = await seen(scene, "/desk/licence", "recruiter")

    assert "Two reports." in page
    assert "Both withdrawn." in page
    assert "Olga" not in page


async def test_a_reason_stays_when_another_one_is_written(scene):
    licence_id = await checked(scene)
    again = LicenceSuspend(licence_id=licence_id, reason="A third report.")
    await scene.world.do(again, scene.organiser)

    reasons = [row.reason for row in scene.world.rows("select reason from licence_act order by at")]

    assert [one for one in reasons if one] == ["Two reports.", "Both withdrawn.", "A third report."]


async def test_a_licence_nobody_looked_at_for_six_months_is_listed_and_stays_in_force(scene):
    await scene.world.server.leader.fire(utc_now() + RECHECK_AFTER + timedelta(seconds=1))

    page = await seen(scene, "/organise/employers?only=due", "organiser")
    home = await seen(scene, "/organise", "organiser")

    assert "Check due (1)" in page
    assert f"/organise/employers/{scene.employer_id}" in page
    assert "Licences due for a new check" in home
    assert "May hire people for itself" in await seen(scene, f"/companies/{scene.employer_id}")


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "http://register.example", "https://", "https://a@b.example",
     "https://x.example/a b", "https://[", "register"],
)  # fmt: skip
def test_where_it_was_looked_up_is_a_plain_web_address(typed):
    with pytest.raises(SourceIsNoLink):
        source_link(typed)


async def test_a_source_that_is_no_link_checks_nothing(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceFallDue(licence_id=row.id))

    with pytest.raises(SourceIsNoLink):
        await scene.world.do(
            LicenceVerify(licence_id=row.id, source="javascript:alert(1)"), scene.organiser
        )

    assert scene.world.rows("select state from licence")[0].state == "due"


async def test_the_ledger_recounts_every_line_of_the_history(scene):
    await checked(scene)
    assert list(scene.world.look(verify_rows).differences) == []

    await scene.world.work(
        lambda work: work.write(text("update licence_act set source = '' where source <> ''"))
    )

    (found,) = scene.world.look(verify_rows).differences
    assert (found.table, found.column) == ("licence_act", "source")
