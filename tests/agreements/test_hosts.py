"""No page asks another host for anything, and no file says where packages come from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for folder in ("templates", "static")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".html", ".js", ".css", ".svg", ".txt", ".json", ".webmanifest"}
    and "vendor" not in path.parts
)

# Put together here, so that this file does not name them either.
PYTHON_S = ".".join(("pypi", "org"))  # noqa: FLY002 - see above
REGISTRIES = re.compile(
    r"\b(?:"
    + "|".join(
        re.escape(".".join(parts))
        for parts in (
            (PYTHON_S,),
            ("files", "pythonhosted", "org"),
            ("registry", "npmjs", "org"),
            ("registry", "yarnpkg", "com"),
            ("deb", "debian", "org"),
            ("security", "debian", "org"),
            ("crates", "io"),
            ("proxy", "golang", "org"),
        )
    )
    + r")\b"
)

ADDRESS = re.compile(
    r"""(?:https?:|wss?:)?//(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)""", re.IGNORECASE
)
# Names that are never fetched: XML and JSON-LD vocabularies, and the names kept for examples.
NAMES = {"www.w3.org", "schema.org"}
EXAMPLES = re.compile(r"(?:^|\.)example(?:\.(?:org|com|net))?$|^127\.|\.invalid$|\.test$")


def committed() -> list[Path]:
    """List the files of the repository: those in git, and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()]


def foreign_hosts(text: str) -> set[str]:
    hosts = {match["host"].lower() for match in ADDRESS.finditer(text)}
    return {host for host in hosts if host not in NAMES and not EXAMPLES.search(host)}


def test_no_file_names_a_package_registry() -> None:
    found = {
        str(path.relative_to(ROOT)): match[0]
        for path in committed()
        if (match := REGISTRIES.search(path.read_bytes().decode("utf-8", "ignore")))
    }

    assert not found


def test_no_page_or_static_file_refers_to_another_host() -> None:
    found = {
        str(path.relative_to(ROOT)): hosts
        for path in PAGES
        if (hosts := foreign_hosts(path.read_text("utf-8")))
    }

    assert not found


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.somewhere.net/x.js">',
        "@import url(//fonts.somewhere.com/css)",
        'new WebSocket("wss://live.somewhere.cn/")',
    ],
)
def test_a_foreign_host_is_found(text: str) -> None:
    assert foreign_hosts(text)


@pytest.mark.parametrize(
    "text",
    [
        'xmlns="http://www.w3.org/2000/svg"',
        '"@context": "https://schema.org"',
        'placeholder="https://employer.example"',
        '<a href="/booths/14">// a comment</a>',
        "http://127.0.0.1:8000/",
    ],
)
def test_a_name_that_is_not_fetched_is_left_alone(text: str) -> None:
    assert not foreign_hosts(text)


def test_a_registry_is_found() -> None:
    assert REGISTRIES.search(f"index: https://{PYTHON_S}/simple")
