"""The tests stand on the database that was asked for: a whole run on another one proves nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import databases

ROOT = Path(__file__).parents[1]


def test_the_world_of_a_test_is_on_the_database_of_this_run(tmp_path: Path) -> None:
    assert databases.url_of(tmp_path).startswith(
        "postgresql" if databases.ON_POSTGRES else "sqlite"
    )


@pytest.mark.timeout(240)
@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_who_asks_for_a_database_gets_it(database: str) -> None:
    """By a process of its own: here the choice was made before anybody could look."""
    says = "import tests.conftest\nfrom tests import databases\nprint(databases.ON_POSTGRES)"
    done = subprocess.run(
        [sys.executable, "-c", says],
        cwd=ROOT, env={**os.environ, "FAIR_TEST_DATABASE": database},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split()[-1] == str(database == "postgres")
