"""Learn what a text that gives a way out looks like: python -m scripts.learn_contacts.

Reads the lines in `tests/contacts` that were written for it (never `contact.csv`, which measures),
and writes `fair/contacts/likeness.json`. Logistic regression over groups of letters, by
scikit-learn; what it would do on lines that it has not seen is printed, five parts in turn.
"""

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from fair.contacts.likeness import ENOUGH, groups, quieted
from fair.contacts.reading import read

ROOT = Path(__file__).parents[1]
LINES = ROOT / "tests" / "contacts"
LEARNED = ROOT / "fair" / "contacts" / "likeness.json"
SEEN_AT_LEAST = 3  # a group in fewer lines says nothing
NAMES = (
    *("maria", "xiaoli", "tanaka", "jobs", "lin88", "captain", "rosa", "wang", "kim", "nguyen"),
    *("chef", "suzuki", "ali", "hana", "zhao"),
)
LEAST_WEIGHT = 0.005  # less is written as nothing


def main() -> None:
    """Learn, print what was measured, write the weights."""
    files = sorted(LINES.glob("lines_*.csv"))
    rows = [row for path in files for row in lines(path)]
    texts = [quieted(_renamed(read(row["text"]).text)) for row in rows]
    gives = [row["masked"] == "yes" for row in rows]
    seen = CountVectorizer(analyzer=groups, binary=True, min_df=SEEN_AT_LEAST)
    table = seen.fit_transform(texts)
    model = LogisticRegression(C=1.0, max_iter=1000)
    odds = cross_val_predict(model, table, gives, cv=5, method="decision_function")
    said = [one for one, odd in zip(gives, odds, strict=True) if odd > ENOUGH]
    print(f"{len(rows)} lines, {table.shape[1]} groups. Alone, on lines not seen:", end=" ")
    print(f"recall {sum(said) / sum(gives):.3f}, precision {sum(said) / len(said):.3f}")
    model.fit(table, gives)
    weights = dict(zip(seen.get_feature_names_out(), model.coef_[0], strict=True))
    write(files, model.intercept_[0], weights)


def _renamed(text: str) -> str:
    """Give the invented names, which nearly all say "demo", the names that people have."""
    return re.sub("demo", lambda found: NAMES[(len(text) + found.start()) % len(NAMES)], text)


def lines(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of lines."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(files: list[Path], start: float, weights: dict[str, Any]) -> None:
    """Write what was learned, with the fingerprint of the lines."""
    kept = {
        group: round(float(weight), 2)
        for group, weight in sorted(weights.items())
        if abs(weight) >= LEAST_WEIGHT
    }
    learned = {"lines": fingerprint(files), "start": round(float(start), 2), "weights": kept}
    LEARNED.write_text(json.dumps(learned, ensure_ascii=False, indent=0) + "\n", "utf-8")


def fingerprint(files: list[Path]) -> str:
    """Return what tells one set of lines from another."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


if __name__ == "__main__":
    main()
