"""docs/operating.md is typed here, block by block, by somebody with an empty machine."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/operating.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAME = "fair-0.1.0-py3-none-any.whl"


def blocks(kind: str, mark: str = "") -> list[str]:
    """Return what the page has of such blocks, in order."""
    return [one[3] for one in BLOCK.finditer(PAGE) if one[1] == kind and (one[2] or "") == mark]


def tool(name: str, package: str) -> str:
    """Return where a program is; else the test is left out, and says what is missing."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if not found:
        pytest.skip(f"{name} is missing: `make tools` installs it (apt-get install {package})")
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root folder of its own, with what `make release` hands over and nothing else."""
    pytest.importorskip("hatchling", reason="`make setup` installs what builds the wheel")
    root = tmp_path_factory.mktemp("office")
    for folder in ("opt", "etc", "var/lib/fair"):
        (root / folder).mkdir(parents=True)
    at = root / "var/lib/fair"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(at)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (at / NAME).exists()
    # The packages of the lock come from this environment: a test has no network.
    (at / "requirements.lock").write_text("")
    (env,) = blocks("env")
    (root / "etc/fair.env").write_text(here(env, root))
    summed = subprocess.run(["sha256sum", NAME], cwd=at, capture_output=True, text=True, check=True)
    (at / "SHA256SUMS").write_text(summed.stdout)
    return root


def here(said: str, root: Path) -> str:
    """Return a block with the folders of the page put under a root of our own."""
    for folder in ("/opt/fair", "/etc/fair.env", "/var/lib/fair"):
        said = said.replace(folder, f"{root}{folder}")
    return said


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_an_office_types_the_page_from_the_top_and_has_a_fair_that_comes_back(
    office: Path,
) -> None:
    typed = blocks("sh", "office")
    assert len(typed) == 7
    site = sysconfig.get_path(
        "purelib", vars={"base": f"{office}/opt/fair", "platbase": f"{office}/opt/fair"}
    )
    ours = f"echo {sysconfig.get_path('purelib')} > {site.replace(str(office), '')}/ours.pth"
    # What somebody does at the page that the invitation opens: choose a name and a password.
    add = "/opt/fair/bin/fair organiser add you@example.org --name Olga"
    joins = f"printf 'harbour lamp seven\\nharbour lamp seven\\n' | {add}"
    script = "\n".join(["set -euo pipefail", typed[0], ours, typed[1], joins, *typed[2:]])
    done = subprocess.run(
        ["bash", "-c", here(script, office)],
        cwd=office / "var/lib/fair",
        env={"PATH": os.environ["PATH"], "HOME": str(office), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL, start_new_session=True,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "https://fair.example.org/" in done.stdout
    assert done.stdout.count("everything holds") == 2
    assert "kept aside, delete it when all is well" in done.stdout
    assert "rows of" in done.stdout


def test_the_service_file_is_one_that_systemd_takes(tmp_path: Path) -> None:
    analyze = tool("systemd-analyze", "systemd")
    (unit,) = blocks("systemd")
    program = tmp_path / "opt/fair/bin/fair"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    file = tmp_path / "fair.service"
    file.write_text(here(unit, tmp_path))
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(file)], capture_output=True, text=True, check=False
    )
    said = [one for one in (done.stdout + done.stderr).splitlines() if "fair.service" in one]
    assert done.returncode == 0, done.stderr
    assert not said


def a_certificate(folder: Path) -> None:
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fair.example.org")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fair.pem").write_bytes(made.public_bytes(Encoding.PEM))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "fair.key").write_bytes(pem)


@pytest.mark.parametrize("number", range(2))
def test_the_proxys_examples_are_ones_that_nginx_takes(number: int, tmp_path: Path) -> None:
    nginx = tool("nginx", "nginx")
    found = blocks("nginx")
    assert len(found) == 2
    a_certificate(tmp_path)
    said = re.sub(
        r"(ssl_certificate(?:_key)?)\s+\S*/(fair\.(?:pem|key));",
        rf"\1 {tmp_path}/\2;",
        found[number],
    )
    assert f"{tmp_path}/fair.pem" in said
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n"
        + "".join(
            f"{one}_temp_path {tmp_path}/{one};\n"
            for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"{said}}}\n"
    )
    done = subprocess.run(
        [nginx, "-t", "-q", "-c", str(conf)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_each_figure_of_the_page_stands_in_a_result_that_was_kept() -> None:
    (told,) = re.findall(r"^\*\*How large\.\*\*.*?(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    for name, figures in (
        ("2026-11-25-2130-joins", ("864.9", "232.8")),
        ("2026-11-27-0912-verifying", ("600018", "36187", "245", "366")),
        ("2026-11-27-0922-pages", ("69551",)),
        ("2026-11-26-1935-idle", ("30000", "0.006")),
    ):
        assert f"`{name}`" in told
        kept = (ROOT / f"benchmarks/results/{name}.json").read_text("utf-8")
        assert all(one in kept for one in figures)
