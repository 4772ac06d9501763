"""What machines read of fairs and posts is said in the published words of schema.org."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from fair.contract.office import SetOffice
from tests.outside.test_calendars import ORGANISER, a_fair, later
from tests.vacancies.test_vacancies import opened
from tests.world import World

ROOT = Path(__file__).parents[2]
VOCABULARY = ROOT / "node_modules" / "schema-dts"
LIBRARY = ROOT / "node_modules" / "schema-dts-lib"
PINNED = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]["schema-dts"]
# What must be said for a hit to be shown at all, by type.
NEEDED = {
    "Event": {"name", "startDate", "endDate", "location", "eventStatus", "url"},
    "JobPosting": {
        "title", "description", "datePosted", "hiringOrganization", "jobLocation", "identifier",
    },
    "Organization": {"name"},
    "VirtualLocation": {"url"},
    "Place": {"address"},
    "PostalAddress": {"addressCountry"},
    "MonetaryAmount": {"currency", "value"},
    "QuantitativeValue": {"unitText"},
    "PropertyValue": {"name", "value"},
}  # fmt: skip


def data_of(page: str) -> list[dict[str, Any]]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(one) for one in blocks]


def things(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [thing for one in data for thing in things(one)]
    if not isinstance(data, dict):
        return []
    return [data, *(thing for one in data.values() for thing in things(one))]


async def page(world: World, path: str, language: str = "en") -> str:
    async with world.web(language=language) as web:
        return (await web.get(path)).text


async def office(world: World) -> None:
    said = SetOffice(names={"en": "Fuyang office"}, phone="0558-2222222", permit="34-1")
    await world.do(said, ORGANISER)


async def test_a_fair_and_an_open_post_say_what_a_search_needs(scene):
    await office(scene.world)
    fair_id = await a_fair(scene.world)
    post_id = await opened(scene)
    (event,) = data_of(await page(scene.world, f"/fairs/{fair_id}"))
    (posting,) = data_of(await page(scene.world, f"/vacancies/{post_id}"))
    assert (event["@type"], posting["@type"]) == ("Event", "JobPosting")
    for thing in (*things(event), *things(posting)):
        assert NEEDED[thing["@type"]] <= thing.keys(), thing
    assert event["organizer"] == {
        "@type": "Organization", "name": "Fuyang office", "telephone": "0558-2222222",
        "identifier": "34-1",
    }  # fmt: skip
    assert event["startDate"].endswith("+08:00")


async def test_every_word_is_in_the_published_vocabulary(scene, tmp_path, needs):
    node = needs("node", "nodejs")
    if not VOCABULARY.is_dir():
        pytest.skip("schema-dts is not installed: run `npm ci`")
    installed = json.loads((VOCABULARY / "package.json").read_text("utf-8"))["version"]
    assert installed == PINNED
    await office(scene.world)
    fair_id = await a_fair(scene.world)
    await later(scene.world, fair_id, 1)
    post_id = await opened(scene, pay_up_to="6000", starts_on="2031-05-01")
    data = [
        *data_of(await page(scene.world, f"/fairs/{fair_id}")),
        *data_of(await page(scene.world, f"/vacancies/{post_id}")),
    ]
    assert says_it(node, tmp_path, data) == ""
    odd = [{**data[0], "eventColour": "red"}]
    assert "eventColour" in says_it(node, tmp_path, odd)
    assert says_it(node, tmp_path, [{**data[0], "eventStatus": "soon"}]) != ""


def says_it(node: str, folder: Path, data: list[dict[str, Any]]) -> str:
    """Return what TypeScript says against these data as schema.org's types; "" for nothing."""
    lines = ['import type { Event, JobPosting, WithContext } from "schema-dts";']
    lines += [
        f"export const it{number}: WithContext<{one['@type']}> = {json.dumps(one)};"
        for number, one in enumerate(data)
    ]
    (folder / "said.ts").write_text("\n".join(lines), "utf-8")
    (folder / "tsconfig.json").write_text(
        json.dumps({
            "compilerOptions": {
                "strict": True, "noEmit": True, "skipLibCheck": True, "target": "es2022",
                "module": "esnext", "moduleResolution": "bundler", "types": [],
                "paths": {
                    "schema-dts": [str(VOCABULARY / "dist" / "schema.d.ts")],
                    "schema-dts-lib": [str(LIBRARY / "dist" / "index.d.ts")],
                },
            },
            "files": ["said.ts"],
        }),
        "utf-8",
    )  # fmt: skip
    compiler = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
    done = subprocess.run(
        [node, str(compiler), "-p", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", "<!-- a & b >", 'a"b\\u003c']
)
async def test_no_title_ends_the_block_it_stands_in(world, title):
    fair_id = await a_fair(world, title=title)
    text = await page(world, f"/fairs/{fair_id}")
    (event,) = data_of(text)
    assert event["name"] == title
    assert "<script>alert" not in text


async def test_a_strict_policy_lets_the_block_stand_since_it_is_data_and_nothing_is_run(world):
    """`script-src` is asked about what would be run; a type that is no script never is."""
    fair_id = await a_fair(world)
    async with world.web() as web:
        answer = await web.get(f"/fairs/{fair_id}")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", answer.text)
    assert inline == [' type="application/ld+json"']


async def test_a_draft_tells_machines_nothing(world):
    draft = await a_fair(world, published=False)
    async with world.web() as web:
        answer = await web.get(f"/fairs/{draft}")
    assert answer.status_code == 404
    assert data_of(answer.text) == []


async def test_pay_begins_with_the_lowest_that_is_paid_and_is_no_single_big_number(scene):
    low = await opened(scene, probation_months="2", probation_pay="4000")
    (posting,) = data_of(await page(scene.world, f"/vacancies/{low}"))
    value = posting["baseSalary"]["value"]
    assert value["minValue"] == 4000
    assert value["maxValue"] > 4000
    assert "value" not in value


async def test_a_link_that_is_sent_shows_title_hours_and_a_picture_of_ours(world):
    fair_id = await a_fair(world)
    text = await page(world, f"/fairs/{fair_id}")
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', text))
    base = world.server.settings.base_url
    assert said["title"] == "Spring fair"
    assert said["url"] == f"{base}/fairs/{fair_id}"
    assert said["image"].startswith(f"{base}/static/")
    assert "China" in said["description"]


async def test_a_poster_says_what_who_stands_before_it_needs(world):
    await office(world)
    fair_id = await a_fair(world)
    text = await page(world, f"/fairs/{fair_id}/poster")
    for one in ("Spring fair", "0558-2222222", "34-1", "No fee, deposit or loan.", "China"):
        assert one in text
    assert f"{world.server.settings.base_url}/fairs/{fair_id}" in text
    async with world.web() as web:
        code = await web.get(f"/fairs/{fair_id}/poster.svg")
    assert code.headers["content-type"].startswith("image/svg+xml")
    assert "春季招聘会" in await page(world, f"/fairs/{fair_id}/poster", "zh-CN")
