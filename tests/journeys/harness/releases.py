"""The version before this one, as the repository keeps it: the last tree with an older schema."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.journeys.harness.server import ROOT

VERSIONS = "migrations/versions"


def previous(folder: Path) -> Path:
    """Lay out the newest tree whose migrations end before ours do; return its folder."""
    ours = {one.name for one in (ROOT / VERSIONS).glob("*.py")}
    for commit in _git("log", "--format=%H", "--", VERSIONS).split():
        listed = _git("ls-tree", "--name-only", f"{commit}^", f"{VERSIONS}/").split()
        theirs = {Path(one).name for one in listed if one.endswith(".py")}
        if theirs and theirs <= ours and max(theirs) < max(ours):
            return _laid_out(f"{commit}^", folder)
    pytest.fail("the history of this repository is missing: git fetch --unshallow")


def _laid_out(commit: str, folder: Path) -> Path:
    folder.mkdir()
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tree:
        tree.extractall(folder, filter="data")
    return folder


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else ""
