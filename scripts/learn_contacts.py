"""Learn what a text that gives a way out looks like: python -m scripts.learn_contacts.

Reads the lines in `tests/contacts` that were written for it (never `contact.csv`, which measures),
and writes `fair/contacts/likeness.json`. Logistic regression over groups of letters, by
scikit-learn; what it would do on lines that it has not seen is printed, five parts in turn.
"""

import re

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from fair.contacts.likeness import ENOUGH, groups, quieted
from fair.contacts.reading import read
from scripts.learning import ROOT, heavy, lines, write

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
    rows = lines(files)
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
    start = round(float(model.intercept_[0]), 2)
    write(LEARNED, files, {"start": start, "weights": heavy(weights, LEAST_WEIGHT)})


def _renamed(text: str) -> str:
    """Give the invented names, which nearly all say "demo", the names that people have."""
    return re.sub("demo", lambda found: NAMES[(len(text) + found.start()) % len(NAMES)], text)


if __name__ == "__main__":
    main()
