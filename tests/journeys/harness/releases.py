"""The version before this one, as the repository keeps it: the last tree with an older schema."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.journeys.harness.server import ROOT

VERSIONS = "migrations/versions"


def previous(folder: Path) -> Path:
    """Lay out the newest tree whose migrations are ours but for the last ones; return its folder.

    Sign by sign: one that was written anew on the way here was of no version that anybody has.
    """
    files = sorted(str(one.relative_to(ROOT)) for one in (ROOT / VERSIONS).glob("*.py"))
    ours = dict(zip(files, _git("hash-object", *files).split(), strict=True))
    for commit in _git("log", "--format=%H", "--", VERSIONS).split():
        listed = _git("ls-tree", "--format=%(path) %(objectname)", f"{commit}^", f"{VERSIONS}/")
        theirs = dict(line.split() for line in listed.splitlines() if ".py " in line)
        if theirs and theirs.items() <= ours.items() and max(theirs) < max(ours):
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
