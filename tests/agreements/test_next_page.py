"""No page, form or answer leads to another site: one check, judged by a browser's own parser."""

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from fair.budgets import Budgets
from fair.next_page import local, then_filled
from tests.booths.scene import csrf as csrf_of
from tests.world import some

ROOT = Path(__file__).parents[2]
FAIR = ROOT / "fair"
ORIGIN = "https://fair.example"
# What a browser's own parser makes of a path that it is sent to, and of where that then leads.
PARSER = """
const lines = require("node:readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const said = JSON.parse(line);
  const to = new URL(said, "https://fair.example/desk");
  const again = new URL(to.pathname + to.search, to);
  process.stdout.write(JSON.stringify([to.origin, again.origin]) + "\\n");
});
"""
ELSEWHERE = (
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example",
    "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", "\n//evil.example",
    "/\r\\evil.example", " //evil.example", "/%09/evil.example", "/%2f/evil.example",
    "/%2f%2fevil.example", "/%5cevil.example", "/%252f/evil.example",
    "/.//evil.example", "/x/..//evil.example", "/%2e//evil.example", "/%2e%2e//evil.example",
    "javascript:x()", "/\x00/evil.example", "data:text/html,x", "http:evil.example",
    "https:/evil.example", "//fair.example@evil.example", "@evil.example",
    "evil.example", "/\u00a0/evil.example", "/\x85/evil.example", "//[::1", "/\ud800",
    "{ok}//evil.example", "/{lang}/evil.example\r\nSet-Cookie: x=1",
)  # fmt: skip
OURS = (
    "/", "/queues", "/vacancies?q=%2F%2Fevil.example&page=2", "/calls/a1b2c3d4e5f6#chat",
    "/me/questions?then=/queues", "/desk/vacancies/edit/{vacancy_id}", "/vacancies?q=招工",
    "/sign-in?then=%2Fdesk",
)  # fmt: skip
PIECES = st.sampled_from(
    ("/", "\\", "%2f", "%5C", "%09", "\t", "\n", "\r", ":", "@", "?", "#", ".", "..", "%2e", "%25",
     " ", "evil.example", "javascript", "https", "{", "}", "[", "]", "x", "\x00", "\x1f",
     "\u00a0", "\u2028", "\uff0f", "\u3002", "\ud800")
)  # fmt: skip
ADDRESSES = st.one_of(
    st.lists(PIECES, max_size=9).map(lambda parts: "/" + "".join(parts)),
    st.lists(PIECES, max_size=9).map("".join),
    st.text(max_size=30).map(lambda text: "/" + text),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        ["node", "-e", PARSER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:
        yield node
        some(node.stdin).close()


def origins(browser: subprocess.Popen[str], said: str) -> list[str]:
    to, back = some(browser.stdin), some(browser.stdout)
    to.write(json.dumps(said) + "\n")
    to.flush()
    found: list[str] = json.loads(back.readline())
    return found


@given(said=ADDRESSES)
@example(said="/.//evil.example")
@example(said="/x/..//evil.example")
def test_whatever_is_let_through_stays_here_by_a_browsers_own_parser(browser, said):
    if kept := local(said):
        assert kept == said
        assert origins(browser, kept) == [ORIGIN, ORIGIN]


@pytest.mark.parametrize("said", ELSEWHERE)
def test_no_way_elsewhere_is_let_through(said):
    assert local(said) == ""


@pytest.mark.parametrize("said", OURS)
def test_a_way_of_ours_is_let_through_as_it_is(browser, said):
    assert local(said) == said
    assert origins(browser, said)[0] == ORIGIN


# --- at the doors --------------------------------------------------------------------------------


async def test_no_form_leads_elsewhere_whether_a_browser_or_a_program_asks(scene):
    found = {}
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        csrf = await csrf_of(web, "/desk/vacancies/import")
        for then, accept in product(ELSEWHERE, ("text/html", "application/json")):
            scene.world.server.dispatch.budgets = Budgets()
            sent = {"csrf": csrf, "then": then.encode(errors="surrogatepass")}
            headers = {"accept": accept, "referer": "https://evil.example/"}
            told = await web.post("/commands/login.revoke_others", data=sent, headers=headers)
            chosen = await web.post("/language", data={**sent, "lang": "en"}, headers=headers)
            found[chosen.headers["location"]] = then
            found[told.json()["then"] if "json" in accept else told.headers["location"]] = then

    assert set(found) == {"/", ""}, found


def test_what_a_reply_says_is_filled_in_as_one_step_of_a_path():
    form = FormData([("then", "/calls/{call_id}")])

    assert then_filled(form, {"call_id": "a1"}) == "/calls/a1"
    for said in ("/evil.example", "../..//evil.example", "\\evil", "x y"):
        kept = then_filled(form, {"call_id": said})
        assert not kept or kept.count("/") == 2, kept
    assert then_filled(FormData([("then", "{to}")]), {"to": "//evil.example"}) == ""
    assert then_filled(FormData([("then", "/{a}/evil")]), {"a": ""}) == ""


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in",
        "/sign-in/number",
        "/sign-in/read-out",
        "/me/questions",
        "/me/confirm",
        "/fairs/{}/register",
    ],
)
@pytest.mark.parametrize("then", ["//evil.example", "/%09/evil.example", "javascript:x()"])
async def test_no_page_takes_a_way_elsewhere_out_of_its_address(scene, path, then):
    async with scene.world.web() as web:
        page = await web.get(path.format(scene.fair_id), params={"then": then})

    for value in re.findall(r'(?:name="then" value|href)="([^"]*)"', page.text):
        assert value == "" or value.startswith(("/", "#", "tel:", "mailto:", "http://127.0.0.1")), (
            value
        )
        assert local(value) or not value.startswith("/"), value


async def test_the_page_that_was_asked_for_leads_nowhere_else_by_its_own_links(world):
    async with world.web() as web:
        page = await web.get("http://127.0.0.1:8000//evil.example/%5c?x=1")

    assert page.status_code == 404
    for value in re.findall(r'(?:name="then" value|href)="([^"]*)"', page.text):
        assert not value.startswith(("//", "/\\")), value


@pytest.mark.parametrize(
    "said",
    ["http://127.0.0.1:8000//evil.example/x", "http://127.0.0.1:8000/\\evil",
     "http://u@127.0.0.1:8000/evil", "https://evil.example/x"],
)  # fmt: skip
async def test_the_way_back_is_never_elsewhere(world, said):
    async with world.web() as web:
        page = await web.get("/no/such", headers={"referer": said})

    assert 'href="//' not in page.text
    assert "evil" not in page.text


# --- and nowhere else in the code ----------------------------------------------------------------


def _is_then(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == "then"


def ways(source: str) -> set[str]:
    """Name what in a file sends people somewhere, or reads where to: what only one file may do."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id="RedirectResponse") | ast.alias(name="RedirectResponse"):
                found.add("RedirectResponse")
            case ast.Constant(value=str(text)) if text.lower() in (
                "location",
                "referer",
                "refresh",
            ):
                found.add(text.lower())
            case ast.Call(args=arguments) if any(map(_is_then, arguments)):
                found.add("then is read")
            case ast.Subscript(slice=ast.Constant(value="then"), value=ast.Name(id=name)) if (
                name in ("form", "query")
            ):
                found.add("then is read")
    return found


def test_the_walk_sees_each_way_around_the_check():
    assert ways('answer.headers["Location"] = to') == {"location"}
    assert ways("RedirectResponse(to)") == {"RedirectResponse"}
    assert ways('field(form, "then")') == ways('form["then"]') == {"then is read"}


def test_one_file_decides_where_one_goes_next():
    # The crowd is a browser: it follows what our own server says.
    files = [path for path in FAIR.rglob("*.py") if "crowd" not in path.parts]
    found = {str(path.relative_to(FAIR)): ways(path.read_text()) for path in files}

    assert {path: what for path, what in found.items() if what} == {
        "next_page.py": {"RedirectResponse", "referer", "then is read"},
        "shaping/shape.py": {"location"},  # the heading of a column: where the work is
        "outside/event_views.py": {"location"},  # schema.org's word for where an event is
    }


def test_a_program_goes_only_where_its_own_check_lets_it():
    going = re.compile(r"location\.(?:assign|replace)\(([^)]*)\)|location(?:\.href)? = ")
    scripts = (ROOT / "static" / "js").rglob("*.js")
    found = {
        path.name: said
        for path in scripts
        if "vendor" not in path.parts and (said := going.findall(path.read_text()))
    }

    assert found == {
        "call_stage.js": ['this.dataset.side === "seeker" ? "/queues" : "/desk"'],
        "command_form.js": ["to"],
        "incoming_call.js": ["`/calls/${id}`"],
        "live_fragment.js": ["to"],
        "then_next.js": ["to"],
    }
