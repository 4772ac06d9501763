"""Figures: tables and ledger agree, they are sealed at the closing and survive an erasure."""

import csv
import io

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from fair.anchors import newest_head
from fair.board import reads
from fair.board.export_views import HIRE_COLUMNS, OFFER_COLUMNS
from fair.board.figures import Figures
from fair.board.verify_reads import report
from fair.cli import cli
from fair.contract.hiring import TakeBackOffer
from fair.contract.people import EraseOnRequest
from fair.contract.programme import CloseFair, CreateFair
from fair.glossary import Role
from fair.heads import heads_in
from fair.people import reads as people
from tests.booths.scene import staff
from tests.hiring.stage import Stage
from tests.world import World


async def a_day(stage: Stage) -> None:
    """One hire, one acceptance that was taken back, one talk without an answer."""
    await stage.hired(await stage.talked("Lan"))
    bao = await stage.talked("Bao")
    offer_id = await stage.accepted(bao)
    await stage.world.do(TakeBackOffer(offer_id=offer_id), bao)
    await stage.talked("Chen")


DAY = Figures(people=3, interviews=3, outcomes=2, offers=2, accepted=1, hires=1)


async def test_tables_and_ledger_give_the_same_figures(stage: Stage) -> None:
    await a_day(stage)
    fair_id = stage.scene.fair_id
    assert stage.world.look(reads.figures, fair_id) == DAY
    assert stage.world.look(reads.ledger_figures, fair_id) == DAY


async def test_closing_seals_the_figures(stage: Stage) -> None:
    await a_day(stage)
    fair_id = stage.scene.fair_id
    assert stage.world.look(reads.sealed, fair_id) is None
    await stage.world.do(CloseFair(fair_id=fair_id), stage.scene.organiser)
    assert stage.world.look(reads.sealed, fair_id) == DAY
    assert "fair.sealed" in stage.world.kinds(fair_id)


async def test_an_erasure_leaves_chain_and_figures_standing(stage: Stage) -> None:
    await stage.hired(await stage.talked("Lan"))
    chen = await stage.talked("Chen")
    fair_id = stage.scene.fair_id
    await stage.world.do(CloseFair(fair_id=fair_id), stage.scene.organiser)
    await stage.world.do(
        EraseOnRequest(person_id=chen.person_id, sure="yes", reason="phoned"), stage.scene.organiser
    )
    assert stage.world.look(people.erased_of_fair, fair_id) == 1
    holds, lines = stage.world.look(report)
    assert holds, lines
    assert stage.world.look(reads.sealed, fair_id).people == 2
    assert stage.world.look(reads.figures, fair_id).people == 2


async def test_verify_names_a_broken_row(stage: Stage) -> None:
    await a_day(stage)
    holds, lines = stage.world.look(report)
    assert holds
    assert lines[-1] == "everything holds"
    await stage.world.work(
        lambda work: work.write(text("update ledger set data = '{}' where kind = 'offer.made'"))
    )
    holds, lines = stage.world.look(report)
    assert not holds
    assert any("BROKEN" in line and "row was changed" in line for line in lines)


async def test_verify_says_which_row_differs(stage: Stage) -> None:
    await a_day(stage)
    await stage.world.work(lambda work: work.write(text("update hire set state = 'agreed'")))
    holds, lines = stage.world.look(report)
    assert not holds
    assert "state is 'agreed', the ledger says 'hired'" in "\n".join(lines)


@pytest.mark.parametrize("broken", [False, True])
async def test_the_command_answers_by_its_exit_code(stage: Stage, broken: bool) -> None:
    if broken:
        await stage.world.work(lambda work: work.write(text("delete from ledger where seq = 1")))
    url = stage.world.database.url
    told = CliRunner().invoke(cli, ["ledger", "verify"], env={"FAIR_DATABASE_URL": url})
    assert told.exit_code == (1 if broken else 0), told.output
    assert ("a row is missing" in told.output) is broken


# --- exports --------------------------------------------------------------------------------


async def a_table(stage: Stage, what: str) -> tuple[bytes, list[dict[str, str]], str]:
    async with stage.world.web(stage.scene.tokens["organiser"]) as browser:
        answer = await browser.get(f"/organise/fairs/{stage.scene.fair_id}/{what}.csv")
    assert answer.status_code == 200
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return answer.content, rows, answer.headers["content-disposition"]


async def test_offers_come_as_one_row_each_with_a_byte_order_mark(stage: Stage) -> None:
    await a_day(stage)
    content, rows, name = await a_table(stage, "offers")
    assert content.startswith(b"\xef\xbb\xbf" + ",".join(OFFER_COLUMNS).encode())
    assert len(rows) == 2
    assert len({row["offer_id"] for row in rows}) == 2
    assert {row["seeker_name"] for row in rows} == {"Lan", "Bao"}
    assert {row["employer"] for row in rows} == {"Huafeng"}
    assert rows[0]["made_at"].endswith("+08:00")
    assert {row["demo"] for row in rows} == {""}
    assert "DEMO" not in name


async def test_hires_come_as_one_row_for_each_that_both_confirmed(stage: Stage) -> None:
    await a_day(stage)
    content, rows, _ = await a_table(stage, "hires")
    assert content.startswith(b"\xef\xbb\xbf" + ",".join(HIRE_COLUMNS).encode())
    (hired,) = rows
    assert hired["state"] == "hired"
    assert hired["seeker_name"] == "Lan"
    assert hired["person_confirmed_at"]
    assert hired["employer_confirmed_at"]


async def test_a_name_that_a_spreadsheet_would_run_is_only_text(stage: Stage) -> None:
    await stage.offered(await stage.talked("=HYPERLINK(1)"))
    _, rows, _ = await a_table(stage, "offers")
    assert rows[0]["seeker_name"] == "'=HYPERLINK(1)"


async def test_an_erased_person_leaves_no_name_in_the_export(stage: Stage) -> None:
    lan = await stage.talked("Lan")
    await stage.offered(lan)
    await stage.world.do(
        EraseOnRequest(person_id=lan.person_id, sure="yes", reason="phoned"), stage.scene.organiser
    )
    content, rows, _ = await a_table(stage, "offers")
    assert len(rows) == 1
    assert b"Lan" not in content


async def test_a_demo_fairs_export_says_demo_in_its_name_and_rows(world: World) -> None:
    made = await world.do(
        CreateFair(title="Practice", zone="Asia/Tokyo", demo=True,
                   opens_at="2026-11-23T09:00", closes_at="2026-11-23T17:00")
    )  # fmt: skip
    _, token = await staff(world, "Olga", Role.ORGANISER)
    async with world.web(token) as browser:
        answer = await browser.get(f"/organise/fairs/{made.fair_id}/offers.csv")
        page = await browser.get(f"/organise/fairs/{made.fair_id}")
    assert "DEMO-offers-" in answer.headers["content-disposition"]
    assert "DEMO" in page.text


@pytest.mark.parametrize("path", ["offers.csv", "hires.csv"])
async def test_only_organisers_export(stage: Stage, path: str) -> None:
    await stage.person("Lan")
    tokens = {"recruiter": stage.scene.tokens["recruiter"], "seeker": stage.tokens["Lan"]}
    for token, status in ((tokens["recruiter"], 403), (tokens["seeker"], 403), ("", 401)):
        async with stage.world.web(token) as browser:
            answer = await browser.get(f"/organise/fairs/{stage.scene.fair_id}/{path}")
        assert answer.status_code == status


async def test_exports_and_reports_carry_the_newest_signed_head_of_the_fair(stage: Stage) -> None:
    world, fair_id = stage.world, stage.scene.fair_id
    await stage.offered(await stage.talked("Lan"))
    await world.server.anchors.begin()
    await world.server.anchors.drop()
    head = world.look(newest_head, fair_id)

    async with world.web(stage.scene.tokens["organiser"]) as browser:
        answer = await browser.get(f"/organise/fairs/{fair_id}/offers.csv")
        page = await browser.get("/organise/reports")

    assert heads_in(answer.text) == [head]
    assert heads_in(page.text) == [head]
