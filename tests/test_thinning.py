"""Scripts and styles go out without their comments, and do the same, line for line."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from fair.thinning import thinned
from tests.world import World

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))
SHEETS = sorted((ROOT / "static/css").glob("*.css"))
SAME = ROOT / "tests/js/same_program.js"
IMPORTED = re.compile(r'^(?:import|export)\b[^;"]*"(\.[^"]+)";', re.MULTILINE)


def test_every_script_goes_out_as_the_program_that_was_written(
    tmp_path: Path, needs: Callable[[str, str], str]
) -> None:
    pairs = []
    for number, script in enumerate(SCRIPTS):
        (out := tmp_path / f"{number}.js").write_bytes(thinned(script.name, script.read_bytes()))
        pairs.append((str(script), str(out)))
    done = subprocess.run(
        [needs("node", "nodejs"), str(SAME)],
        input=json.dumps(pairs), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert json.loads(done.stdout) == []
    assert len(pairs) > 50


def test_a_script_that_would_change_is_noticed(
    tmp_path: Path, needs: Callable[[str, str], str]
) -> None:
    written, out = tmp_path / "written.js", tmp_path / "out.js"
    written.write_text("const said = `one\n  two`;\n")
    out.write_bytes(thinned("written.js", written.read_bytes()))
    done = subprocess.run(
        [needs("node", "nodejs"), str(SAME)],
        input=json.dumps([(str(written), str(out))]),
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert json.loads(done.stdout) == [str(written)]


def test_an_error_in_a_browser_names_the_line_of_the_file() -> None:
    for file in [*SCRIPTS, *SHEETS]:
        body = file.read_bytes()
        assert thinned(file.name, body).count(b"\n") == body.count(b"\n"), file
    js = (
        b"// one\n/** @type {any} */ (two).go();\n/*\n three */ four();\n"
        b"  five(/** @type {any} */ (six)); // said\n"
    )
    assert thinned("a.js", js) == b"\n(two).go();\n\nfour();\nfive((six)); // said\n"
    css = b"/* one\n two */\n.three { top: 0; /* four */ }\n"
    assert thinned("a.css", css) == b"\n\n.three { top: 0;  }\n"


def test_no_style_holds_what_only_looks_like_a_comment() -> None:
    for sheet in SHEETS:
        texts = re.findall(r'"[^"\n]*"', sheet.read_text("utf-8"))
        assert not any("/*" in text or "*/" in text for text in texts), sheet


def test_what_others_wrote_goes_out_with_its_licence_and_all() -> None:
    assert thinned("vendor/a.js", b"/* MIT */ x();") == b"/* MIT */ x();"
    assert thinned("images/a.svg", b"  <svg/>") == b"  <svg/>"


async def test_a_page_names_every_script_that_it_cannot_run_without(world: World) -> None:
    async with world.web() as web:
        page = (await web.get("/vacancies")).text
        named = re.findall(r'(?:href|src)="(/static/[^"]+\.js)"', page)
        for path in named:
            script = (await web.get(path)).text
            for needed in IMPORTED.findall(script):
                assert urljoin(path, needed) in named, (path, needed)
    assert len(named) > 20
    assert len(named) == len(set(named)), "once each"
