"""Companies from a file: looked at row by row, invited by one press, nobody twice."""

import csv
import html
import io
import re

import pytest
from sqlalchemy import event, text

from fair.board.rows_reads import verify_rows
from fair.contract.roster import BringCompany
from fair.decisions import VISITOR, NotAllowed, SignInFirst
from fair.employers import reads as employers
from fair.employers import store as employer_store
from fair.employers import writes as employer_writes
from fair.glossary import EmployerKind, LicenceState
from fair.languages import Texts
from fair.readiness import store as readiness
from fair.roster import reads
from fair.roster.listed import HEADINGS, MOST_ROWS, Fate, Same, judge
from fair.roster.refusals import CompanyIsHere
from tests import databases
from tests.accounts.helpers import MAIL_SERVER, link_in, mails
from tests.booths.scene import a_scene, csrf, seen
from tests.enrolments.asking import code_of, waits
from tests.people.helpers import fields_of
from tests.tabular.books import written
from tests.world import running

EN = list(HEADINGS.values())
ZH = ["证照上的单位名称", "单位类型", "统一社会信用代码", "联系人", "电子邮箱", "电话"]
BOHAI = ["Bohai Works", "", code_of(1), "Bo Hai", "hr@bohai.example", "0558-2222222"]
HUIYI = ["汇益人力", "人力资源服务机构", code_of(2), "王红", "wang@huiyi.example", "13812345678"]


def file_of(*rows, head=EN, sign=",", encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def fates(world, *rows):
    return [
        (one.fate, one.same) for one in world.look(reads.judged, reads.listed(file_of(*rows))[0])
    ]


async def look(web, data, name="companies.csv"):
    token = await csrf(web, "/organise/roster")
    return await web.post(
        "/organise/roster", data={"csrf": token}, files={"file": (name, data, "text/csv")}
    )


async def press(web, page):
    path = "/organise/roster/invite"
    said = {name: html.unescape(value) for name, value in fields_of(page, path).items()}
    return await web.post(path, data=said)


def company(row):
    """Return the command that brings in a company of the file."""
    return BringCompany(legal_name=row[0], kind="direct", code=row[2], email=row[4])


def names(world):
    return {row.name for row in world.rows("select name from employer")}


# --- looking --------------------------------------------------------------------------------------


async def test_a_file_is_looked_at_row_by_row_and_nothing_is_changed(scene):
    world = scene.world
    before = [world.rows(f"select * from {one}") for one in ("employer", "invitation", "signal")]
    wrong = ["Wrong Ltd", "", code_of(3)[:-1] + "?", "", "no address", ""]
    async with world.web(scene.tokens["organiser"]) as web:
        answer = await look(web, file_of(BOHAI, HUIYI, ["Huafeng", *BOHAI[1:]], BOHAI, wrong))
    assert answer.status_code == 200
    page = answer.text
    assert "2 companies will be invited" in page
    assert "Nothing has happened yet." in page
    for said in ("Will be invited", "Here already", "Twice in the file", "As in row 2", "1 row is"):
        assert said in page
    assert before == [
        world.rows(f"select * from {one}") for one in ("employer", "invitation", "signal")
    ]


async def test_each_row_says_whether_it_is_new_here_asked_twice_or_wrong(scene):
    world = scene.world
    await waits(world, scene.fair_id, code=code_of(8), legal_name="Asking Ltd")
    rows = [
        BOHAI,
        ["huafeng ", "", "", "", "a@x.example", ""],
        ["Somebody", "", employer_code(world, scene), "", "b@x.example", ""],
        ["Other name", "", code_of(8), "", "c@x.example", ""],
        ["Third", "", code_of(1), "", "d@x.example", ""],
        ["BOHAI works", "", code_of(4), "", "e@x.example", ""],
        ["Fifth", "", code_of(5), "", "HR@bohai.example", ""],
    ]
    assert fates(world, *rows) == [
        (Fate.NEW, None),
        (Fate.HERE, Same.NAME),
        (Fate.HERE, Same.CODE),
        (Fate.ASKED, Same.CODE),
        (Fate.TWICE, Same.CODE),
        (Fate.TWICE, Same.NAME),
        (Fate.TWICE, Same.EMAIL),
    ]


def employer_code(world, scene):
    return world.look(employers.licence, scene.employer_id).number


@pytest.mark.parametrize(
    ("at", "cell", "codes"),
    [
        (0, "", ["company-without-name"]),
        (0, "???", ["company-without-name"]),
        (0, "x" * 121, ["cell-too-long"]),
        (0, "Pay a deposit of 300 yuan", ["fee-asked"]),
        (1, "circus", ["no-such-kind"]),
        (2, code_of(1)[:-1] + "I", ["bad-credit-code"]),
        (2, "12345", ["bad-credit-code"]),
        (3, "www.example.com", ["bad-name"]),
        (4, "", ["bad-email"]),
        (4, "hr at bohai", ["bad-email"]),
        (4, "mei@staff.example", ["email-taken"]),
        (5, "call us", ["contact-phone"]),
    ],
)
async def test_a_row_with_something_wrong_is_left_out_and_says_what(scene, at, cell, codes):
    row = [*BOHAI]
    row[at] = cell
    (one,) = scene.world.look(reads.judged, reads.listed(file_of(row))[0])
    assert one.fate is Fate.WRONG
    assert [why.code for why in one.wrong] == codes


@pytest.mark.parametrize(
    ("sign", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (",", "gb18030"), (";", "gb18030")],
)
def test_headings_are_read_in_each_language_and_as_offices_save_tables(sign, encoding):
    found, _ = reads.listed(file_of(HUIYI, head=ZH, sign=sign, encoding=encoding))
    assert [(one.name, one.kind, one.phone) for one in found] == [
        ("汇益人力", "agency", "13812345678")
    ]
    plain, _ = reads.listed(b"email,name\nhr@bohai.example,Bohai\n\n")
    assert [(one.name, one.email, one.row) for one in plain] == [("Bohai", "hr@bohai.example", 2)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04rest", "damaged"),
        (b"name,phone\nBohai,1\n", "E-mail address: This column is missing"),
        (b"name,email,Name\na,b,c\n", "stands there twice"),
        (b"name,email\na,b,c\n", "3 cells"),
        (file_of(*[BOHAI] * (MOST_ROWS + 1)), "more than"),
    ],
)
async def test_a_file_that_is_none_is_refused_with_the_true_reason(scene, data, said):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        answer = await look(web, data)
    assert answer.status_code == 422
    assert said in answer.text
    assert names(scene.world) == {"Huafeng", "Lianhe"}


async def test_a_large_file_and_no_file_are_refused(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        assert (await look(web, b"name,email\n" + b"x" * 1_000_001)).status_code == 413
        token = await csrf(web, "/organise/roster")
        assert (await web.post("/organise/roster", data={"csrf": token})).status_code == 422


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_the_template_is_headed_in_the_readers_language_and_its_example_invites_nobody(
    scene, kind
):
    async with scene.world.web(scene.tokens["organiser"], "zh-Hans") as web:
        got = await web.get(f"/organise/roster/template.{kind}")
    assert reads.listed(got.content) == ([], [])
    if kind == "csv":
        assert next(csv.reader(io.StringIO(got.content.decode("utf-8-sig")))) == ZH


async def test_a_workbook_of_companies_is_looked_at_and_what_is_left_out_of_it_is_said(scene):
    def fill(_book, sheet):
        sheet.write_row(0, 0, ["单位名单"])
        sheet.write_row(2, 0, [*ZH, "备注"])
        sheet.write_row(3, 0, [*HUIYI, "x"])
        sheet.write_row(4, 0, [*BOHAI[:5], "#N/A"])

    async with scene.world.web(scene.tokens["organiser"]) as web:
        page = (await look(web, written(fill), "名单.xlsx")).text
    assert "1 company will be invited" in page
    assert "备注" in page
    assert "This is none of our columns. It was left out." in page
    assert "The office program could not work out this cell." in page


async def test_a_list_that_reads_in_two_ways_is_asked_and_then_read(scene):
    data = file_of(["工厂", *BOHAI[1:]], head=["name", *EN[1:]], encoding="gb18030")
    async with scene.world.web(scene.tokens["organiser"]) as web:
        asked = await look(web, data)
        token = await csrf(web, "/organise/roster")
        told = await web.post(
            "/organise/roster",
            data={"csrf": token, "encoding": "gb18030"},
            files={"file": ("list.csv", data, "text/csv")},
        )
    assert asked.status_code == 422
    assert "Chinese (GB18030)" in asked.text
    assert "工厂" in asked.text
    assert told.status_code == 200
    assert "工厂" in told.text


# --- inviting -------------------------------------------------------------------------------------


async def test_one_press_invites_each_new_company_by_its_own_mail_and_the_same_file_nobody_again(
    tmp_path,
):
    async with running(tmp_path, mail_url=MAIL_SERVER) as world:
        scene = await a_scene(world)
        async with world.web(scene.tokens["organiser"]) as web:
            page = await look(web, file_of(BOHAI, HUIYI))
            done = await press(web, page)
            assert "2 companies were invited" in done.text
            links = {
                link_in(mail.text, "invited")
                for one in (BOHAI, HUIYI)
                for mail in mails(world, one[4])
            }
            assert len(links) == 2
            again = await look(web, file_of(BOHAI, HUIYI))
            assert "2 are here already" in again.text
            assert "/organise/roster/invite" not in again.text
            stale = await press(web, page)
            assert "0 companies were invited" in stale.text
            assert "is here already" in stale.text
        assert len(world.rows("select id from invitation where email like '%bohai%'")) == 1
        (bohai,) = world.rows("select id from employer where name = 'Bohai Works'")
        licence = world.look(employers.submitted_licence, bohai.id)
        assert (licence.number, licence.state) == (code_of(1), LicenceState.SUBMITTED)
        contact = world.look(readiness.contacts, [bohai.id])[bohai.id]
        assert (contact.name, contact.phone) == ("Bo Hai", "0558-2222222")
        (huiyi,) = world.rows("select id, kind from employer where name = '汇益人力'")
        assert huiyi.kind == "agency"
        assert world.look(employer_store.licences, huiyi.id) == ()
        row = ["Another name", "agency", code_of(2), "", "x@y.example", ""]
        assert fates(world, row) == [(Fate.HERE, Same.CODE)]


async def test_without_a_mail_server_each_link_waits_on_its_employers_page(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        done = await press(web, await look(web, file_of(BOHAI)))
        assert "waits on its page" in done.text
        (path,) = set(re.findall(r'href="(/organise/employers/\w{12})"', done.text))
        page = (await web.get(path)).text
    assert "hr@bohai.example" in page
    assert "Show the link once" in page


async def test_wrong_rows_keep_no_good_ones_out_and_come_in_once_mended(scene):
    mended = [*HUIYI]
    broken = [*HUIYI[:4], "nowhere", HUIYI[5]]
    async with scene.world.web(scene.tokens["organiser"]) as web:
        await press(web, await look(web, file_of(BOHAI, broken)))
        assert "Bohai Works" in names(scene.world)
        assert "汇益人力" not in names(scene.world)
        await press(web, await look(web, file_of(BOHAI, mended)))
    assert "汇益人力" in names(scene.world)


# --- who may, and what is kept --------------------------------------------------------------------


async def test_only_an_organiser_brings_companies_in(scene):
    command = BringCompany(legal_name="Bohai", kind="direct", email="hr@bohai.example")
    for who in (scene.recruiter, scene.stranger):
        with pytest.raises(NotAllowed):
            await scene.world.do(command, who)
    with pytest.raises((NotAllowed, SignInFirst)):
        await scene.world.do(command, VISITOR)
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        for path in ("/organise/roster", "/organise/roster/template.csv"):
            assert (await web.get(path)).status_code == 403
        token = await csrf(web, "/me")
        sent = {"csrf": token, "companies": "[]"}
        assert (await web.post("/organise/roster/invite", data=sent)).status_code == 403
    async with scene.world.web(scene.tokens["organiser"]) as web:
        forged = {"companies": '[["A","direct","","","a@b.example",""]]'}
        assert (await web.post("/organise/roster/invite", data=forged)).status_code == 403
    assert names(scene.world) == {"Huafeng", "Lianhe"}


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "{}",
        "7",
        "[[1]]",
        '[["A"]]',
        '[["A","circus","","","a@b.example",""]]',
        "[" * 9000,
    ],
)
async def test_a_list_that_was_tampered_with_invites_nobody(scene, sent):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        token = await csrf(web, "/organise/roster")
        good = '["Good Ltd","direct","","","a@b.example",""]'
        for said in (sent, f"[{good},{sent}]" if sent not in ("", "[]") else sent):
            data = {"csrf": token, "companies": said}
            answer = await web.post("/organise/roster/invite", data=data)
            assert answer.status_code == 422, said
    assert names(scene.world) == {"Huafeng", "Lianhe"}


async def test_who_came_in_meanwhile_is_said_and_not_brought_in_twice(scene):
    command = BringCompany(
        legal_name="Bohai Works", kind="direct", code=code_of(1), email="hr@bohai.example"
    )
    await scene.world.do(command, scene.organiser)
    with pytest.raises(CompanyIsHere):
        await scene.world.do(command.model_copy(update={"code": ""}), scene.organiser)


async def test_the_ledger_has_who_was_brought_in_and_with_which_code(scene):
    world = scene.world
    command = BringCompany(
        legal_name="Bohai", kind="agency", code=code_of(1), email="hr@bohai.example"
    )
    await world.do(command, scene.organiser)
    assert world.look(verify_rows).differences == []
    await world.work(lambda work: work.write(text("update brought_company set code = ''")))
    (found,) = world.look(verify_rows).differences
    assert (found.table, found.column) == ("brought_company", "code")


async def test_the_list_of_employers_leads_there(scene):
    page = await seen(scene, "/organise/employers", "organiser")
    assert 'href="/organise/roster"' in page


def test_three_hundred_rows_against_many_companies_are_judged():
    rows, _ = reads.listed(
        file_of(*[[f"Company {n}", "", "", "", f"a{n}@x.example", ""] for n in range(MOST_ROWS)])
    )
    assert {one.fate for one in judge(rows, [], lambda _: False)} == {Fate.NEW}


# --- among very many ------------------------------------------------------------------------------


async def test_a_company_costs_the_same_however_many_are_here(scene):
    world, counted = scene.world, []
    for first in (0, 400):
        before = world.database.watchdog.statements
        row = company(BOHAI if not first else HUIYI)
        await world.do(row, scene.organiser)
        counted.append(world.database.watchdog.statements - before)
        made = [{"id": f"e{first + n:011}", "name": f"Other {first + n} Ltd", "kind": "direct"}
                for n in range(400)]  # fmt: skip
        await world.work(lambda work, made=made: employer_writes.add_employers(work, made))
    assert counted[0] == counted[1]
    assert [one.name for one in world.look(reads.companies, ["Other 7, ltd."], [])] == [
        "Other 7 Ltd"
    ]
    assert world.look(reads.companies, ["Quite new"], [code_of(9)]) == []


@pytest.mark.skipif(databases.ON_POSTGRES, reason="SQLite says how it looks for something")
async def test_a_company_is_looked_for_by_an_index_of_names_and_of_codes(scene):
    asked = []
    event.listen(
        scene.world.database.writing,
        "before_cursor_execute",
        lambda _c, _cur, statement, said, *_: asked.append((statement, said)),
    )
    await scene.world.do(company(BOHAI), scene.organiser)

    plans = [
        (statement, row[-1])
        for statement, said in asked
        if statement.startswith("SELECT")
        for row in scene.world.look(
            lambda at, s=statement, p=said: at.exec_driver_sql(f"EXPLAIN QUERY PLAN {s}", p).all()
        )
    ]
    great = ("employer", "employer_name", "enrolment", "licence", "brought_company", "account")
    assert plans
    assert [one for one in plans if one[1].removeprefix("SCAN ").split()[0] in great] == []


async def test_a_company_is_found_by_the_name_it_has_now_and_by_none_it_had_before(scene):
    world = scene.world
    await world.do(company(BOHAI), scene.organiser)
    texts = Texts({"zh-Hans": "海边食品"})

    def rename(work):
        employer_store.change_employer(
            work, scene.other_id, "Seaside Foods", texts, EmployerKind.DIRECT
        )

    was = world.rows(f"select name from employer where id = '{scene.other_id}'")[0].name
    await world.work(rename)

    def fate(name):
        return fates(world, [name, "", "", "", "x@y.example", ""])[0]

    assert fate("BOHAI  works") == (Fate.HERE, Same.NAME)
    assert fate("海 边 食品") == fate("seaside foods") == (Fate.HERE, Same.NAME)
    assert fate(was) == (Fate.NEW, None)
    assert fates(world, ["渤海", *BOHAI[1:]])[0] == (Fate.HERE, Same.CODE)
