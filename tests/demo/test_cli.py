"""What can be typed: each command says what it does, works in a fresh folder, fails in words."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.harness.server import ROOT, free_port

Fair = Callable[..., subprocess.CompletedProcess[str]]
COMMANDS = [
    ("serve",), ("demo",), ("simulate",), ("check",), ("contract",), ("organiser", "add"),
    ("ledger", "verify"), ("import", "vacancies"),
]  # fmt: skip


def environment(folder: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FAIR_")}
    return {**clean, "PYTHONPATH": str(ROOT), "FAIR_DATABASE_URL": f"sqlite:///{folder}/fair.db"}


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    """`fair("organiser", "add", …)` in a folder of its own."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "fair", *words],
            cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, timeout=50,
            check=False,
        )  # fmt: skip

    return run


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_each_command_says_what_it_does(fair: Fair, words: tuple[str, ...]) -> None:
    said = fair(*words, "--help")

    assert said.returncode == 0
    assert "Usage" in said.stdout
    assert len(said.stdout) > 200


def test_the_first_organiser_comes_by_a_link_and_the_record_verifies(fair: Fair) -> None:
    added = fair("organiser", "add", "olga@example.com")
    verified = fair("ledger", "verify")

    assert added.returncode == 0, added.stderr
    assert "/invited/" in added.stdout
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_an_address_that_is_none_is_refused_in_words(fair: Fair) -> None:
    said = fair("organiser", "add", "olga")

    assert said.returncode == 1
    assert "not an e-mail address" in said.stderr
    assert "Traceback" not in said.stderr


def test_posts_of_an_employer_that_nobody_knows_are_refused_in_words(fair: Fair) -> None:
    file = ROOT / "fair/sample/vacancies/anxin.csv"

    said = fair("import", "vacancies", str(file), "--employer", "Nobody Ltd")

    assert said.returncode == 1
    assert said.stderr.strip()
    assert "Traceback" not in said.stderr


def test_check_says_what_is_there(fair: Fair) -> None:
    said = fair("check")

    assert "database" in said.stdout
    assert "text messages" in said.stdout
    assert "Traceback" not in said.stderr


def test_a_number_that_is_none_names_its_variable(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "fair", "check"],
        cwd=tmp_path, env={**environment(tmp_path), "FAIR_CALL_MINUTES": "ten"},
        capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip

    assert said.returncode == 1
    assert "FAIR_CALL_MINUTES must be a whole number" in said.stderr


def test_serving_others_without_https_is_warned_about(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "fair", "serve", "--host", "0.0.0.0", "--port", str(free_port())],
        cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True,
    ) as server:  # fmt: skip
        assert server.stderr is not None
        said = server.stderr.readline()
        server.kill()

    assert "no microphone" in said
    assert "FAIR_BASE_URL=https://" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--url", "nonsense", "--links", "links.json"), "nonsense is no address"),
        (("--url", "http://127.0.0.1:9", "--links", "nowhere.json"), "does not exist"),
        (("--url", "http://127.0.0.1:9", "--links", "links.json"), "is not the file of links"),
    ],
)
def test_a_crowd_with_nothing_to_go_by_is_told_what_is_missing(
    fair: Fair, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    (tmp_path / "links.json").write_text('{"fair_id": 3}')

    said = fair("simulate", *words)

    assert said.returncode in (1, 2)
    assert says in said.stderr
    assert "Traceback" not in said.stderr
