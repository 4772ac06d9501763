"""What is installed to run Fair is what was tested: the lock files agree on each package."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PINNED = re.compile(
    r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)((?: \\\n +--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE
)


def pins(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return version and hashes of each package of a lock file."""
    found = PINNED.findall((ROOT / name).read_text("utf-8"))
    return {
        package.lower(): (version, frozenset(re.findall(r"[0-9a-f]{64}", hashes)))
        for package, version, hashes in found
    }


def test_whoever_runs_fair_installs_what_was_tested_by_the_same_hashes():
    runs, tested = pins("requirements.lock"), pins("requirements-dev.lock")

    assert len(runs) > 30
    assert set(runs) <= set(tested)
    assert {name for name, pin in runs.items() if pin != tested[name]} == set()
