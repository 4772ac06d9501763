"""A table of any shape: its columns guessed, chosen and seen, kept by name, and brought in."""

import csv
import html
import io
import json
import re
import tomllib

import pytest

from fair.imports.import_map import read_map
from fair.imports.lexicon_reads import template_lexicon
from fair.shaping.looking import looked
from fair.shaping.shape import as_map, guessed
from tests.booths.scene import a_scene, csrf, seen

HEAD = ["公司", "岗位名称", "招聘人数", "薪资", "工作地点", "工作时间", "备注", "薪资单位"]
ROWS = [
    ["华丰制衣", "缝纫工", "12人", "18-36万", "平湖市/新埭镇", "20:00-08:00", "急", "年"],
    ["华丰制衣", "质检员", "3", "面议", "平湖市/当湖", "08:00-17:00", "", "年"],
    ["渤海重工", "焊工", "5", "1.5-2万", "天津市/滨海", "08:00-17:00", "", "年"],
]


def terms_of(row):
    """Return a post's terms as text: SQLite hands text out, PostgreSQL what it means."""
    return row.terms if isinstance(row.terms, str) else json.dumps(row.terms, ensure_ascii=False)


def table(*rows, head=HEAD, title=True, encoding="gb18030"):
    out = io.StringIO()
    writer = csv.writer(out)
    if title:
        writer.writerow(["2026年岗位信息表"])
    writer.writerows([head, *rows])
    return out.getvalue().encode(encoding)


@pytest.fixture
async def scene(world):
    return await a_scene(world)


async def brought(web, data, name="list.csv", **said):
    token = await csrf(web, "/organise/imports")
    return await web.post(
        "/organise/imports", data={"csrf": token, **said}, files={"file": (name, data, "text/csv")}
    )


def form_of(page):
    """Return what the form of the columns would send as it stands, as browsers do."""
    form = page.split('class="form stack"')[1].split("</form>")[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        names, values = re.findall(r'name="([^"]+)"', tag), re.findall(r'value="([^"]*)"', tag)
        fields[names[0]] = html.unescape(values[0])
    for name, inside in re.findall(r'<select[^>]*?name="([^"]+)"(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'value="([^"]*)"\s+selected', inside)
        fields[name] = chosen[0] if chosen else ""
    return fields


async def posted(web, path, page, **said):
    return await web.post(path, data={**form_of(page), **said})


async def come_in(scene):
    """Let every file that was asked for come in; return the page of what came in last."""
    while await scene.world.server.bringing.turn():
        pass
    (found,) = scene.world.rows("select import_id from intake_run order by at desc limit 1")
    return f"/desk/vacancies/imports/{found.import_id}"


def of(page, heading):
    """Return the place of a column of the table on the page."""
    return re.findall(rf'name="column-(\d+)"\s+aria-label="{heading} ', page)[0]


async def test_columns_are_guessed_seen_first_and_brought_in_by_one_more_press(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        answer = await brought(web, table(*ROWS), encoding="gb18030")
        assert answer.status_code == 303, answer.text
        path = answer.headers["location"]
        page = (await web.get(path)).text
        fields = form_of(page)
        assert [fields[f"column-{at}"] for at in range(len(HEAD))] == [
            "employer", "title", "head_count", "pay_base", "place", "night_work", "", "pay_period",
        ]  # fmt: skip
        assert ">180000<" in page
        assert "华丰制衣" in page
        assert scene.world.rows("select * from vacancy") == []

        done = await posted(web, path, page, do="bring", currency="cny")
        assert done.status_code == 303, done.text
    result = await come_in(scene)
    rows = {row.title: row for row in scene.world.rows("select title, state, terms from vacancy")}
    assert {row.state for row in rows.values()} == {"draft"}
    sewer = terms_of(rows["缝纫工"])
    assert '"pay_base_cents": 18000000' in sewer
    assert '"pay_up_to_cents": 36000000' in sewer
    assert '"pay_period": "year"' in sewer
    assert '"night_work": true' in sewer
    assert '"currency": "CNY"' in sewer
    assert '"pay_base_cents": null' in terms_of(rows["质检员"])  # negotiable
    waits = await seen(scene, f"{result}/rows", "organiser")
    assert "12人" in waits  # what could not be read waits to be mended
    assert scene.world.rows("select * from held_part") == []


async def test_choices_are_shown_again_and_what_is_taken_of_a_column_is_chosen(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, table(*ROWS), encoding="gb18030")).headers["location"]
        page = (await web.get(path)).text
        place = of(page, "工作地点")

        again = await posted(
            web, path, page, do="show", **{f"split-{place}": "/", f"part-{place}": "2"}
        )
        assert again.status_code == 200
        assert '<td data-label="Place of work">新埭镇</td>' in again.text
        assert form_of(again.text)[f"split-{place}"] == "/"
        taken = await posted(
            web, path, again.text, do="show",
            **{f"split-{place}": "", f"pattern-{place}": "{}市/*"},
        )  # fmt: skip
        assert '<td data-label="Place of work">平湖</td>' in taken.text
        assert scene.world.rows("select * from vacancy") == []


async def test_without_employer_or_title_nothing_comes_in_and_the_page_says_what_is_missing(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        data = table(["a", "b"], head=["Wer", "Was"], encoding="utf-8")
        path = (await brought(web, data)).headers["location"]
        page = (await web.get(path)).text
        assert "Choose a column for: Employer, Title." in page
        refused = await posted(web, path, page, do="bring")
        assert refused.status_code == 422
        done = await posted(
            web, path, page, do="bring", **{"column-0": "employer", "column-1": "title"}
        )
        assert done.status_code == 303
    await come_in(scene)
    assert [row.title for row in scene.world.rows("select title from vacancy")] == ["b"]


async def test_keeping_a_map_without_a_name_says_that_it_wants_one(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, table(*ROWS), encoding="gb18030")).headers["location"]
        refused = await posted(web, path, (await web.get(path)).text, do="keep")
        assert refused.status_code == 422
        assert "Write under which name the map is kept." in refused.text
        assert "缝纫工" in refused.text


async def test_a_map_is_kept_by_name_and_used_again_for_the_same_headings(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, table(*ROWS), encoding="gb18030")).headers["location"]
        page = (await web.get(path)).text
        place = of(page, "备注")
        await posted(
            web, path, page, do="keep", called="Pinghu list", **{f"column-{place}": "conditions"}
        )

        mixed = [HEAD[at] for at in (3, 1, 0, 2, 4, 5, 6, 7)]
        later = table(["20-30万", "裁剪工", "新公司", "2", "嘉兴/南湖", "08:00-17:00", "x", "年"],
                      head=mixed, encoding="utf-8")  # fmt: skip
        path = (await brought(web, later)).headers["location"]
        page = (await web.get(path)).text
        assert "Read by the map “Pinghu list”." in page
        assert form_of(page)[f"column-{of(page, '备注')}"] == "conditions"

        start = (await web.get("/organise/imports")).text
        map_at = re.findall(r'href="(/organise/imports/maps/\w+\.toml)"', start)[0]
        kept = read_map(tomllib.loads((await web.get(map_at)).text))
        assert kept.name == "Pinghu list"
        token = await csrf(web, "/organise/imports")
        map_id = map_at.rpartition("/")[2].removesuffix(".toml")
        await web.post("/commands/map.drop", data={"csrf": token, "map_id": map_id,
                                                   "command_id": "c" * 12})  # fmt: skip
        assert "Pinghu list" not in (await web.get("/organise/imports")).text


async def test_a_pay_without_its_time_is_shown_as_such_and_never_kept(scene):
    head, row = ["Company", "Job title", "Salary"], ["Bohai", "Welder", "6000-8000"]
    async with scene.world.web(scene.tokens["organiser"]) as web:
        data = table(row, head=head, title=False, encoding="utf-8")
        path = (await brought(web, data)).headers["location"]
        page = (await web.get(path)).text
        assert "Say for which time this pay is" in page
        shown = (await posted(web, path, page, do="show", per="month")).text
        assert "Say for which time this pay is" not in shown
        await posted(web, path, page, do="bring")
    await come_in(scene)
    assert '"pay_base_cents": null' in terms_of(scene.world.rows("select terms from vacancy")[0])


async def test_only_organisers_come_here_and_each_to_the_own_file(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, table(*ROWS), encoding="gb18030")).headers["location"]
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        for at in ("/organise/imports", path):
            assert (await web.get(at)).status_code == 403
    async with scene.world.web(scene.tokens["organiser"]) as web:
        gone = await web.get("/organise/imports/shape/nothing00000")
        assert gone.status_code == 410
        no_table = await brought(web, b"\x00\x01\x02 no table")
        assert no_table.status_code == 422


def test_a_shape_with_any_headings_makes_a_map_that_the_machine_reads():
    head = ['A "quoted" \\ one', "公司", "Title\tx", "Pay"]
    found = looked(table(["a", "b", "c", "5-6k/月"], head=head, title=False, encoding="utf-8"))
    shape = guessed(found.headings, found.samples, template_lexicon())
    assert [one.column for one in shape.choices] == ["", "employer", "", "pay_base"]
    read = read_map(tomllib.loads(as_map(shape)))
    assert read.employer == "公司"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "write {} once in the pattern"), ("zh-Hans", "{}"), ("ja", "{}")],
)
async def test_a_pattern_that_takes_nothing_is_refused_in_words_and_the_choices_stay(
    scene, language, words
):
    async with scene.world.web(scene.tokens["organiser"], language) as web:
        path = (await brought(web, table(*ROWS), encoding="gb18030")).headers["location"]
        page = (await web.get(path)).text
        for do in ("show", "keep", "bring"):
            answer = await posted(
                web, path, page, do=do, currency="CNY", called="Pinghu", **{"pattern-4": "市/*"}
            )
            assert answer.status_code == 422
            alert = answer.text.split('notice--bad" role="alert">')[1].split("</div>")[0]
            assert words in alert
            assert "工作地点" in alert
            assert form_of(answer.text)["pattern-4"] == "市/*"
            assert form_of(answer.text)["currency"] == "CNY"
    assert scene.world.rows("select * from vacancy") == []
    assert scene.world.rows("select * from office_map") == []


@pytest.mark.parametrize("part", ["0", "12", "x", "-1"])
async def test_a_part_that_is_none_is_refused_in_words_and_the_choices_stay(scene, part):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, table(*ROWS), encoding="gb18030")).headers["location"]
        page = (await web.get(path)).text
        answer = await posted(
            web, path, page, do="show", currency="CNY", **{"split-4": "/", "part-4": part}
        )
    assert answer.status_code == 422
    assert "the part is a number from 1 to 9" in answer.text
    assert form_of(answer.text)["split-4"] == "/"
    assert form_of(answer.text)["currency"] == "CNY"


async def test_a_heading_of_more_than_200_signs_is_a_column_like_any_other(scene):
    long = "招聘单位" * 70
    head = [long, *HEAD[1:]]
    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, table(*ROWS, head=head), encoding="gb18030")).headers["location"]
        page = (await web.get(path)).text
        answer = await posted(web, path, page, do="bring", **{"column-0": "employer"})
        assert answer.status_code == 303, answer.text
    await come_in(scene)
    assert len(scene.world.rows("select * from vacancy")) == len(ROWS)


async def test_a_table_of_258_columns_has_a_small_page_and_more_than_300_are_refused(scene):
    head = ["公司", "岗位名称", *(f"第{number}列" for number in range(3, 259))]
    row = ["华丰制衣", "缝纫工", *["这里写着一些说明文字和一些别的东西" * 2] * 256]
    async with scene.world.web(scene.tokens["organiser"]) as web:
        answer = await brought(web, table(row, head=head, title=False), encoding="gb18030")
        path = answer.headers["location"]
        page = await web.get(path)
        assert len(page.content) < 300_000
        chosen = await posted(web, path, page.text, do="show", **{"column-9": "Duties"})
        assert form_of(chosen.text)["column-9"] == "Duties"
        assert "pattern-9" in form_of(chosen.text)
        done = await posted(web, path, chosen.text, do="bring")
        assert done.status_code == 303, done.text
        wider = [f"第{number}列" for number in range(320)]
        refused = await brought(web, table(wider, head=wider, title=False), encoding="gb18030")
        assert refused.status_code == 422
        assert "more than 300 cells" in refused.text
    await come_in(scene)
    assert (
        "这里写着"
        in json.loads(terms_of(scene.world.rows("select terms from vacancy")[0]))["duties"]
    )


async def test_a_table_parted_by_semicolons_is_read_by_them_also_below_a_title(scene):
    data = b"Posts of May, all of them\nCompany;Job title;Pay\nHuafeng;Sewer;900\n"
    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, data)).headers["location"]
        fields = form_of((await web.get(path)).text)
    assert [fields[f"column-{at}"] for at in range(3)] == ["employer", "title", "pay_base"]
