"""A file of posts comes in some rows at a time: seen, stopped, and gone on with after a crash."""

import asyncio
import csv
import html
import io
from dataclasses import replace
from functools import partial
from threading import Event
from typing import Any

import pytest
from sqlalchemy import update

from fair.board.rows_reads import verify_rows
from fair.bringing import TRIES, Bringing
from fair.contract.intake import CancelImport
from fair.contract.shaping import BringTable
from fair.db import utc_now
from fair.decisions import VISITOR, NotAllowed, NotFound, SignInFirst, WrongState
from fair.dispatch import doors
from fair.glossary import Role
from fair.imports import staging_writes
from fair.imports.lexicon_reads import template_lexicon
from fair.imports.reads import Upload, parsed_map
from fair.intake import held_writes, reads, run_writes, slice_writes
from fair.intake.held_store import held_part_table
from fair.intake.reading import Reading
from fair.intake.run_writes import SLICE
from fair.shaping.refusals import FileIsGone
from fair.terms.code_reads import code_lists
from tests.booths.scene import a_scene, csrf, seen, staff
from tests.shaping.test_shaping import brought, form_of, posted

HEAD = ["Ref", "Company", "Job title", "Openings", "Salary"]
MANY = 3 * SLICE + 7


def rows(many=MANY, firms=9, first=0):
    return [
        [f"R{n}", f"Firm {n % firms} Ltd", f"Welder {n}", "3", "4600/month"]
        for n in range(first, first + many)
    ]


def table(*given, head=HEAD):
    out = io.StringIO()
    csv.writer(out).writerows([head, *given])
    return out.getvalue().encode()


@pytest.fixture
async def scene(world):
    return await a_scene(world)


async def begun(scene, data, who="organiser", **said):
    """Bring a table and press the button; return the page on which it comes in."""
    async with scene.world.web(scene.tokens[who]) as web:
        path = (await brought(web, data)).headers["location"]
        done = await posted(web, path, (await web.get(path)).text, do="bring", **said)
        assert done.status_code == 303, done.text
    return done.headers["location"]


async def to_its_end(scene):
    """Let every file come in that was asked for, and forget what is held of those that did."""
    while await scene.world.server.bringing.turn():
        pass


def run_of(scene):
    return scene.world.rows("select * from intake_run order by at desc")[0]


def titles(scene):
    return sorted(row.title for row in scene.world.rows("select title from vacancy"))


async def some_slices(scene, many):
    """Let so many slices come in, as far as a process comes before it dies."""
    run = scene.world.look(reads.next_run)
    entered = doors(scene.world.server.dispatch, scene.organiser)
    kept: list[Any] = []
    died = Event()

    def work(doing, actor):
        if len(kept) == many:
            died.set()
            raise KeyboardInterrupt
        kept.append(entered.work(doing, actor))
        return kept[-1]

    with pytest.raises(KeyboardInterrupt):
        await asyncio.to_thread(run_writes.go_on, replace(entered, work=work), run, lambda: False)
    assert died.is_set()


async def test_a_file_comes_in_whole_and_its_page_says_how_far_it_is(scene):
    at = await begun(scene, table(*rows()))
    page = await seen(scene, at, "organiser")
    assert f"0 of {MANY}" in page
    assert "It has just begun." in page
    assert titles(scene) == []
    assert "Files that come in" in await seen(scene, "/organise/imports", "organiser")

    await some_slices(scene, 2)
    page = await seen(scene, at, "organiser")
    assert f"{2 * SLICE} of {MANY}" in page
    assert "About 1 minute left." in page
    assert len(titles(scene)) == 2 * SLICE  # what came in is there

    await to_its_end(scene)
    page = await seen(scene, at, "organiser")
    assert "All rows were read." in page
    assert f"{MANY} posts came in" in page
    assert "9 new employers" in page
    assert len(titles(scene)) == MANY
    result = await seen(scene, f"/desk/vacancies/imports/{run_of(scene).import_id}", "organiser")
    assert f">{MANY}<" in result
    for left in ("held_file", "held_part", "intake_mark"):
        assert scene.world.rows(f"select * from {left}") == [], left
    assert not scene.world.look(verify_rows).differences


async def test_after_a_crash_it_goes_on_behind_the_last_row_and_nothing_is_there_twice(scene):
    await begun(scene, table(*rows()))
    await some_slices(scene, 1)
    assert run_of(scene).row == SLICE + 1  # the headings are the first row
    await some_slices(scene, 1)

    await to_its_end(scene)

    assert titles(scene) == sorted(f"Welder {n}" for n in range(MANY))
    run = run_of(scene)
    assert (run.read, run.brought, run.duplicates) == (MANY, MANY, 0)
    assert len(scene.world.rows("select * from employer where name like 'Firm %'")) == 9
    assert not scene.world.look(verify_rows).differences


async def test_two_processes_that_read_the_same_file_keep_each_row_once(scene):
    await begun(scene, table(*rows()))
    other = Bringing(scene.world.server.dispatch)

    await asyncio.gather(scene.world.server.bringing.turn(), other.turn())
    await to_its_end(scene)

    assert titles(scene) == sorted(f"Welder {n}" for n in range(MANY))
    assert run_of(scene).brought == MANY


async def test_who_stops_it_keeps_what_is_in_and_is_told_which_rows_are_not(scene):
    at = await begun(scene, table(*rows()))
    await some_slices(scene, 1)
    run = run_of(scene)

    await scene.world.do(CancelImport(intake_id=run.id), scene.organiser)

    page = await seen(scene, at, "organiser")
    assert f"The rows up to {SLICE + 1} of the file are in" in page
    await to_its_end(scene)
    assert len(titles(scene)) == SLICE
    assert scene.world.rows("select * from held_part") == []
    with pytest.raises(WrongState):
        await scene.world.do(CancelImport(intake_id=run.id), scene.organiser)
    assert not scene.world.look(verify_rows).differences


async def test_a_slice_on_its_way_when_it_is_stopped_brings_nothing(scene):
    await begun(scene, table(*rows()))
    run = scene.world.look(reads.next_run)
    data = scene.world.look(reads.data_of, run.file_id)
    map_ = parsed_map(run.map_text)
    reading = Reading(data, map_, "", code_lists(), utc_now().date(), template_lexicon())
    first = next(reading.slices(0, SLICE, lambda: False))
    some = scene.world.look(slice_writes.prepared, run, first, utc_now())

    await scene.world.do(CancelImport(intake_id=run.id), scene.organiser)
    keep = partial(slice_writes.keep, run_id=run.id, some=some, kind="direct")

    assert await scene.world.work(keep, scene.organiser) is None
    assert titles(scene) == []


async def test_what_is_here_already_or_stands_twice_comes_in_once(scene):
    await begun(scene, table(*rows(10)))
    await to_its_end(scene)

    again = [*rows(10), ["R0", "FIRM 0, ltd", "Welder 0", "3", "4600/month"], *rows(3, first=10)]
    again[4][3] = "8"
    at = await begun(scene, table(*again))
    await to_its_end(scene)

    assert len(titles(scene)) == 13
    run = run_of(scene)
    assert (run.brought, run.duplicates, run.employers) == (3, 11, 0)
    assert "11 rows were there already" in await seen(scene, at, "organiser")
    waits = await seen(scene, f"/desk/vacancies/imports/{run.import_id}/rows", "organiser")
    assert "Here stands “3”. The file says “8”." in html.unescape(waits)


async def test_a_post_that_a_recruiter_wrote_meanwhile_is_not_there_twice(scene):
    await begun(scene, table(*rows(10)))
    run = scene.world.look(reads.next_run)
    entered = doors(scene.world.server.dispatch, scene.organiser)
    wrote: list[Any] = []

    def read(look):
        found = entered.read(look)
        if isinstance(found, slice_writes.Slice) and not wrote:
            wrote.append(found)  # between the look and the work, the same file comes in elsewhere
            keep = partial(slice_writes.keep, run_id=other, some=found, kind="direct")
            entered.work(keep, scene.organiser)
        return found

    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, table(*rows(10)))).headers["location"]
        await posted(web, path, (await web.get(path)).text, do="bring")
    other = run_of(scene).id
    await asyncio.to_thread(run_writes.go_on, replace(entered, read=read), run, lambda: False)

    assert wrote
    assert titles(scene) == sorted(f"Welder {n}" for n in range(10))


async def test_rows_that_cannot_be_read_wait_to_be_mended_and_can_be_downloaded(scene):
    wrong = [["R1", "Firm", "Welder", "many", "4600/month"], ["R2", "", "Nobody's", "3", ""]]
    await begun(scene, table(*rows(2, first=5), *wrong))
    await to_its_end(scene)

    run = run_of(scene)
    assert (run.brought, run.refused, run.waits) == (3, 1, 2)
    async with scene.world.web(scene.tokens["organiser"]) as web:
        file = await web.get(f"/desk/vacancies/imports/{run.import_id}/rows.csv")
    assert "many" in file.text
    assert "No employer is named." in file.text


async def test_files_come_in_one_after_the_other_and_each_says_how_many_are_before_it(scene):
    await begun(scene, table(*rows(5)))
    _, token = await staff(scene.world, "Otto", Role.ORGANISER)
    async with scene.world.web(token) as web:
        path = (await brought(web, table(*rows(5, first=5)))).headers["location"]
        done = await posted(web, path, (await web.get(path)).text, do="bring")
        page = (await web.get(done.headers["location"])).text
        assert "1 file comes in before this one." in page

        await scene.world.server.bringing.turn()
        assert len(titles(scene)) == 5
        await to_its_end(scene)
    assert len(titles(scene)) == 10


async def test_a_file_that_is_torn_in_its_middle_is_refused_before_anything_comes_in(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        data = table(*rows(SLICE)) + b"one,two\n"
        path = (await brought(web, data)).headers["location"]
        answer = await posted(web, path, (await web.get(path)).text, do="bring")
    assert answer.status_code == 422
    assert f"Row {SLICE + 2}" in answer.text
    assert scene.world.rows("select * from intake_run") == []


async def test_a_file_whose_reading_fails_later_keeps_what_is_in_and_says_where_it_ended(scene):
    at = await begun(scene, table(*rows()))
    await some_slices(scene, 1)
    spoilt = update(held_part_table).values(data=b"no packed bytes")
    await scene.world.work(lambda work: work.write(spoilt))
    for _ in range(TRIES):
        assert not await scene.world.server.bringing.turn()

    page = await seen(scene, at, "organiser")
    assert "The rows behind it were not brought." in page
    assert f"{SLICE} posts came in" in page
    await to_its_end(scene)  # and others get their turn
    assert scene.world.rows("select * from held_file") == []


@pytest.mark.parametrize("who", ["recruiter", "stranger", "visitor"])
async def test_nobody_but_an_organiser_begins_sees_or_stops_one(scene, who):
    at = await begun(scene, table(*rows(3)))
    run = run_of(scene)
    actor = VISITOR if who == "visitor" else getattr(scene, who)
    refusal = SignInFirst if who == "visitor" else NotAllowed
    with pytest.raises(refusal):
        await scene.world.do(CancelImport(intake_id=run.id), actor)
    with pytest.raises(refusal):
        await scene.world.do(BringTable(**BringTable.example | {"file_id": run.file_id}), actor)
    async with scene.world.web(scene.tokens.get(who, "")) as web:
        for path in (at, f"{at}/progress"):
            assert (await web.get(path)).status_code in (303, 401, 403)
    assert run_of(scene).ended_at is None


async def test_a_table_that_nobody_looked_at_or_another_organiser_holds_does_not_come_in(scene):
    entered = doors(scene.world.server.dispatch, scene.organiser)
    file = io.BytesIO(table(*rows(3)))
    file_id = await asyncio.to_thread(
        held_writes.hold, entered, scene.organiser, file, "posts.csv", ""
    )
    command = BringTable(**BringTable.example | {"file_id": file_id})
    with pytest.raises(WrongState):
        await scene.world.do(command, scene.organiser)
    other, _ = await staff(scene.world, "Otto", Role.ORGANISER)
    with pytest.raises(FileIsGone):
        await scene.world.do(command, other)
    with pytest.raises(NotFound):
        await scene.world.do(CancelImport(intake_id="r99999999999"), scene.organiser)


async def test_a_choice_changes_the_rows_that_are_shown_by_the_same_program_that_brings_them(scene):
    async with scene.world.web(scene.tokens["organiser"]) as web:
        path = (await brought(web, table(*rows(3)))).headers["location"]
        page = (await web.get(path)).text
        fields = {**(await _form(web, path)), "do": "show", "pattern-2": "Welder {}"}
        shown = await web.post(path, data=fields, headers={"x-partial": "1"})
        assert shown.status_code == 200
        assert "<html" not in shown.text
        assert '<td data-label="Title">1</td>' in shown.text
        assert "Welder 1" in page
        lacking = await web.post(path, data={**fields, "column-1": ""}, headers={"x-partial": "1"})
        assert "Choose a column for: Employer." in lacking.text
    assert titles(scene) == []


async def _form(web, path):
    return {**form_of((await web.get(path)).text), "csrf": await csrf(web, path)}


async def test_what_one_slice_asks_of_the_database_does_not_grow_with_what_is_here(scene):
    counted = []
    for first in (0, 300):
        await begun(scene, table(*rows(SLICE, firms=SLICE, first=first)))
        run = scene.world.look(reads.next_run)
        data = scene.world.look(reads.data_of, run.file_id)
        reading = Reading(
            data, parsed_map(run.map_text), "", code_lists(), utc_now().date(), template_lexicon()
        )
        some = next(reading.slices(0, SLICE, lambda: False))
        found = scene.world.look(slice_writes.prepared, run, some, utc_now())
        before = scene.world.database.watchdog.statements
        keep = partial(slice_writes.keep, run_id=run.id, some=found, kind="direct")
        await scene.world.work(keep, scene.organiser)
        counted.append(scene.world.database.watchdog.statements - before)
        await to_its_end(scene)
        await begun(scene, table(*rows(200, firms=200, first=first + 100)))
        await to_its_end(scene)
    assert counted[1] <= counted[0] <= 20


async def test_a_recruiters_file_that_was_read_before_an_offices_row_came_in_is_read_anew(scene):
    world = scene.world
    firm = world.rows(f"select name from employer where id = '{scene.employer_id}'")[0].name
    await begun(scene, table(["R1", firm, "Welder", "3", "4600/month"]))
    csv_of = b"ref,title\nR1,Welder\nR2,Cook\n"
    entered = doors(world.server.dispatch, scene.recruiter)
    office: list[Any] = []
    loop = asyncio.get_running_loop()

    def carry_out(command, *given):
        if not office:  # the office's row comes in between the recruiter's reading and publishing
            office.append(True)
            asyncio.run_coroutine_threadsafe(world.server.bringing.turn(), loop).result()
        return entered.carry_out(command, *given)

    upload = Upload(data=csv_of, file_name="posts.csv", employer_id=scene.employer_id)
    brought_ = await asyncio.to_thread(
        staging_writes.bring, replace(entered, carry_out=carry_out), scene.recruiter, upload
    )

    assert brought_.plan.duplicates == 1
    assert sorted(row.ref for row in world.rows("select ref from vacancy")) == ["R1", "R2"]


async def test_the_same_row_far_below_itself_comes_in_once_though_it_has_no_reference(scene):
    head = HEAD[1:]
    between = [row[1:] for row in rows(2 * SLICE)]
    twin = ["Twin Ltd", "Cook", "2", "4600/month"]
    await begun(scene, table(twin, *between, twin, head=head))
    await to_its_end(scene)
    run = run_of(scene)
    assert (run.brought, run.duplicates) == (2 * SLICE + 1, 1)
    assert titles(scene).count("Cook") == 1
