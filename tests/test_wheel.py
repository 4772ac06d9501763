"""The wheel: who has no checkout installs one file and serves from any folder."""

import re
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.journeys.harness.demo import Demo

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(500)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `make release` builds it, without a network."""
    out = tmp_path_factory.mktemp("wheel")
    pytest.importorskip("hatchling", reason="`make setup` installs what builds the wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(out.glob("fair-*.whl"))


class Installed(Demo):
    """A demo of what the wheel installed: neither the checkout nor its folders are in reach."""

    def __init__(self, folder: Path, python: Path) -> None:
        super().__init__(folder, crowd=0)
        self._python = python

    def command(self) -> list[str]:
        return [str(self._python), "-I", "-m", "fair"]


@pytest.fixture
async def demo(wheel: Path, tmp_path: Path) -> AsyncIterator[Installed]:
    """The wheel in an environment of its own; only the packages it needs are those of ours."""
    own = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(own)], check=True)
    python = own / "bin" / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(own), "platbase": str(own)}))
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*pip, "--target", str(site), str(wheel)], check=True)
    # A path alone: .pth files in it are not read, so the editable install of the checkout is not.
    (site / "ours.pth").write_text(sysconfig.get_path("purelib") + "\n")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    made = Installed(folder, python)
    made.start()
    try:
        await made.ready(within_s=240)
        yield made
    finally:
        made.end()


def test_the_wheel_holds_every_template_sentence_picture_and_migration_and_no_secret(
    wheel: Path,
) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("locale", "migrations", "static", "templates"):
        listed = subprocess.run(
            ["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        assert listed
        assert {f"fair/beside_it/{one}" for one in listed} <= held
    assert any(one.startswith("fair/maps/") for one in held)
    assert not [one for one in held if one.endswith((".db", ".key", ".pyc")) or "/var/" in one]


async def test_a_demo_is_served_from_another_folder_by_what_the_wheel_installed(
    demo: Installed,
) -> None:
    say = "import fair; print(fair.__file__)"
    where = subprocess.run(
        [demo.command()[0], "-I", "-c", say], capture_output=True, text=True, check=True
    ).stdout
    assert "/environment/" in where
    async with httpx.AsyncClient(trust_env=False, base_url=demo.url, timeout=10) as client:
        home = await client.get("/", follow_redirects=True)
        assert home.status_code == 200
        styles = re.search(r"/static/[0-9a-f]{12}/app\.css", home.text)
        assert styles
        file = await client.get(styles[0])
        assert file.status_code == 200
        assert "immutable" in file.headers["cache-control"]
        for language, words in (("zh-CN", 'lang="zh-Hans"'), ("ja", 'lang="ja"')):
            page = await client.get(
                "/", headers={"accept-language": language}, follow_redirects=True
            )
            assert words in page.text
            assert re.search("[一-龥]", page.text)
    assert (demo.folder / "var/demo.db").exists()
