"""What all that is learned from lines has in common: the lines, their fingerprint, the weights."""

import csv
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def lines(files: list[Path]) -> list[dict[str, str]]:
    """Return the rows of files of lines."""
    found: list[dict[str, str]] = []
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


def heavy(weights: Mapping[str, Any], least: float) -> dict[str, float]:
    """Return the weights that weigh something, in an order that stays."""
    return {
        name: round(float(weight), 2)
        for name, weight in sorted(weights.items())
        if abs(weight) >= least
    }


def write(path: Path, files: list[Path], learned: dict[str, Any]) -> None:
    """Write what was learned, with the fingerprint of the lines."""
    kept = {"lines": fingerprint(files), **learned}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", "utf-8")


def fingerprint(files: list[Path]) -> str:
    """Return what tells one set of lines from another."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
