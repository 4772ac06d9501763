"""Vendored files are exactly what their README says, and what their package published."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from scripts.bill import vendored

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "static" / "vendor"
ROW = re.compile(
    r"^\| `(?P<file>[^`]+)` \| npm package `(?P<package>[^`]+)`, `(?P<origin>[^`]+)`"
    r" \| (?P<version>\S+) \| (?P<licence>[^|]+) \| `(?P<sha256>[0-9a-f]{64})` \|$",
    re.MULTILINE,
)
OURS = {"README.md", "socket.io.esm.min.d.ts", "uPlot.esm.d.ts"}


def rows() -> list[dict[str, str]]:
    return [match.groupdict() for match in ROW.finditer((VENDOR / "README.md").read_text("utf-8"))]


def test_every_vendored_file_is_in_the_table() -> None:
    found = {path.name for path in VENDOR.iterdir()} - OURS

    assert found == {row["file"] for row in rows()}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_vendored_file_has_the_checksum_of_the_table(row: dict[str, str]) -> None:
    digest = hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest()

    assert digest == row["sha256"]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_vendored_version_is_the_locked_version(row: dict[str, str]) -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))

    assert lock["packages"][f"node_modules/{row['package']}"]["version"] == row["version"]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_vendored_file_is_byte_for_byte_the_package_s(row: dict[str, str]) -> None:
    package = ROOT / "node_modules" / row["package"]
    assert package.is_dir(), "node_modules is missing: run `npm ci`"

    assert (VENDOR / row["file"]).read_bytes() == (package / row["origin"]).read_bytes()


def test_the_bill_of_materials_names_what_the_browser_runs() -> None:
    listed = vendored((VENDOR / "README.md").read_text("utf-8"))

    scripts = {row["sha256"] for row in rows() if row["file"].endswith(".js")}
    assert {one["hashes"][0]["content"] for one in listed} == scripts
    assert {one["purl"] for one in listed} == {
        f"pkg:npm/{row['package']}@{row['version']}" for row in rows()
    }
