"""Three tables of three shapes become 5,000 posts of 50 employers: how many taps, how long."""

import csv
import gzip
import io
import re
from collections import Counter
from pathlib import Path
from time import monotonic

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.booths import BoothCreate
from fair.contract.employers import LicenceSubmit, LicenceVerify
from fair.db import utc_now
from tests.booths.scene import a_scene
from tests.enrolments.asking import code_of
from tests.shaping.test_shaping import brought, posted

DATA = Path(__file__).parents[3] / "shared" / "data"
# Of each table: how many of its employers, which column is whose, and what an office chooses.
TABLES = (
    (
        "us_h2a_fy2017.csv.gz", 18, "EMPLOYER_NAME", "farming",
        {
            "CASE_NUMBER": "ref", "EMPLOYER_NAME": "employer", "JOB_TITLE": "title",
            "NBR_WORKERS_REQUESTED": "head_count", "WORKSITE_CITY": "place",
            "BASIC_RATE_OF_PAY": "pay_base", "BASIC_UNIT_OF_PAY": "pay_period",
        },
    ),
    (
        "us_h2b_fy2019.csv.gz", 18, "EMPLOYER_NAME", "cleaning",
        {
            "CASE_NUMBER": "ref", "EMPLOYER_NAME": "employer", "JOB_TITLE": "title",
            "NBR_WORKERS_REQUESTED": "head_count", "WORKSITE_COUNTY": "place",
            "BASIC_RATE_OF_PAY": "pay_base", "PAY_RANGE_UNIT": "pay_period",
        },
    ),
    (
        "nyc_jobs_2024.csv.gz", 20, "Agency", "office",
        {
            "Job ID": "ref", "Agency": "employer", "Business Title": "title",
            "# Of Positions": "head_count", "Work Location": "place",
            "Salary Range From": "pay_base", "Salary Frequency": "pay_period",
        },
    ),
)  # fmt: skip
POSTS, EMPLOYERS = 5_000, 50
SAID = {
    "duties": "What is usual in this kind of work, as the employer explains it in the talk.",
    "conditions": "Forty hours in five days. Who is new is taught.",
    "head_count": "1",
    "place": "As told in the talk",
    "signed_by": "direct",
    "pay_period": "month",
    "pay_base": "4600",
    "currency": "USD",
    "usual_hours_week": "40",
    "valid_through": "+60d",
}

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real tables are not here")


def cut(name, employers, whose, most):
    """Return rows of the busiest employers of a table, as its own file would hold them."""
    data = gzip.decompress((DATA / name).read_bytes()).decode("utf-8", "replace")
    head, *rows = list(csv.reader(io.StringIO(data)))
    at = head.index(whose)
    busy = {one for one, _ in Counter(row[at] for row in rows).most_common(employers)}
    rows = [[f"{row[0]}/{row[2]}", *row[1:]] for row in rows if row[at] in busy]
    once = {row[0]: row for row in rows}  # a post that stands there inside and outside is two
    first = {row[at]: row for row in once.values()}
    kept = [*first.values(), *(one for one in once.values() if first[one[at]] is not one)]
    out = io.StringIO()
    csv.writer(out).writerows([head, *kept[:most]])
    return head, out.getvalue().encode(), min(len(kept), most)


class Taps:
    """A browser that counts what a person presses."""

    def __init__(self, web):
        self.web, self.count = web, 0

    async def get(self, path):
        self.count += 1
        return await self.web.get(path)

    async def post(self, path, page, **said):
        self.count += 1
        fields = dict(re.findall(r'name="(of_\w+|csrf)" value="([^"]*)"', page))
        return await self.web.post(path, data={**fields, **said})


@pytest.mark.timeout(400)
async def test_three_tables_become_5000_posts_of_50_employers_in_a_few_taps(world, capsys):
    scene = await a_scene(world)
    began = monotonic()
    files, left, longest, steps = [], POSTS, 0.0, 0
    async with world.web(scene.tokens["organiser"]) as web:
        taps = Taps(web)
        for name, employers, whose, work, columns in TABLES:
            head, data, count = cut(name, employers, whose, left)
            left -= count
            files.append((await came_in(world, taps, name, data, head, columns), work))
        drafts = world.rows("select count(*) as many from vacancy where state = 'draft'")[0].many
        whose_posts = [
            row.id for row in world.rows("select distinct employer_id as id from vacancy")
        ]
        brought_in = monotonic() - began

        await licensed_with_booths(scene, whose_posts)
        begun = monotonic()
        for import_id, work in files:
            page = (await taps.get(f"/organise/drafts?file={import_id}")).text
            said = {**SAID, "work": work, "at_fair_id": scene.fair_id}
            seen = await taps.post("/organise/drafts", page, do="show", **said)
            told = re.search(r"(\d+) of (\d+) will be complete", seen.text)
            assert told is not None, seen.text[-3000:]
            answer = await taps.post("/organise/drafts", page, do="complete", **said)
            assert answer.status_code == 303, answer.text[:3000]
            took = await to_the_end(world)
            longest, steps = max([longest, *took]), steps + len(took)
        page = (await taps.get("/organise/drafts?lacks=nothing")).text
        answer = await taps.post("/organise/drafts", page, do="open", at_fair_id=scene.fair_id)
        assert answer.status_code == 303, answer.text[:3000]
        took = await to_the_end(world)
        longest, steps = max([longest, *took]), steps + len(took)
        worked = monotonic() - begun
        run = world.rows("select * from draft_run where what = 'open'")[0]
        why = (await web.get(answer.headers["location"])).text

    states = Counter(row.state for row in world.rows("select state from vacancy"))
    with capsys.disabled():
        print(
            f"\n{drafts} drafts of {len(whose_posts)} employers: {taps.count} taps, "
            f"each chosen column among them; "
            f"brought in {brought_in:.0f} s, completed and opened {worked:.0f} s in {steps} works "
            f"(the clock adds {steps * 0.5:.0f} s), the longest {longest * 1000:.0f} ms. "
            f"{dict(states)}, stayed: {re.findall('<summary>([^<]+)</summary>', why)}"
        )
    assert drafts == POSTS
    assert len(whose_posts) >= EMPLOYERS
    assert run.changed + run.review + run.left == run.drafts
    assert states["open"] + states["review"] >= POSTS * 0.9
    assert taps.count <= 45
    assert world.look(verify_rows).holds


async def came_in(world, taps, name, data, head, columns):
    """Bring a table and choose its columns; return its import."""
    path = (await brought(taps.web, data, name.removesuffix(".gz"))).headers["location"]
    page = (await taps.web.get(path)).text
    chosen = {f"column-{at}": columns.get(one, "") for at, one in enumerate(head)}
    done = await posted(taps.web, path, page, do="bring", currency="USD", **chosen)
    assert done.status_code == 303, done.text[:3000]
    taps.count += 2  # the file, bring it in; of the columns each one that was not guessed
    taps.count += len(columns)
    while await world.server.bringing.turn():
        pass
    run_id = done.headers["location"].rpartition("/")[2]
    (found,) = world.rows(f"select import_id from intake_run where id = '{run_id}'")
    return found.import_id


async def licensed_with_booths(scene, employers):
    """Verify a licence of each and give it a booth: its own matter, one by one, not counted."""
    world, by = scene.world, scene.organiser
    for number, employer_id in enumerate(employers):
        submit = LicenceSubmit(employer_id=employer_id, number=code_of(number))
        submitted = await world.do(submit, by)
        await world.do(LicenceVerify(licence_id=submitted.licence_id), by)
        await world.do(BoothCreate(hall_id=scene.hall_id, employer_id=employer_id), by)


async def to_the_end(world):
    """Let the clock do all that is due; return how long each of its works took."""
    took = []
    while world.rows("select * from deadline where kind = 'drafts.next'"):
        at = monotonic()
        assert await world.server.leader.fire(utc_now())
        took.append(monotonic() - at)
    return took
