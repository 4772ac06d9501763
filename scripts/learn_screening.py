"""Learn what somebody should look at in the words of employers: python -m scripts.learn_screening.

Reads the lines in `tests/screening` that were written for it (never `screen.csv`, which measures),
and writes `fair/screening/doubts.json`: logistic regression over the traits of a text, once for
"somebody should look", and once for each rule among the lines that break one. What it would do on
lines that it has not seen is printed, ten parts in turn.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from fair.screening.doubts import ENOUGH
from fair.screening.phrases import reading
from fair.screening.traits import traits
from scripts.learning import ROOT, heavy, lines, write

LINES = ROOT / "tests" / "screening"
LEARNED = ROOT / "fair" / "screening" / "doubts.json"
SEEN_AT_LEAST = 2  # a trait in one line says nothing
STRENGTH = 0.35  # how freely weights may grow
LEAST_WEIGHT, LEAST_OF_RULES = 0.1, 0.6  # less is written as nothing
PARTS = StratifiedKFold(10, shuffle=True, random_state=1)
INNOCENT = "none"


class Table:
    """The traits of texts as rows of numbers: rare traits count more, long texts as short ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = [traits(reading(text).text) for text in texts]
        seen = Counter(trait for one in found for trait in one)
        self.rareness = {
            trait: log((1 + len(found)) / (1 + times)) + 1
            for trait, times in seen.items()
            if times >= SEEN_AT_LEAST
        }
        named = DictVectorizer()
        self.rows = named.fit_transform([self._row(one) for one in found])
        self.names = named.get_feature_names_out()

    def _row(self, found: set[str]) -> dict[str, float]:
        length = sqrt(len(found))
        return {trait: self.rareness[trait] / length for trait in found if trait in self.rareness}

    def scale(self, start: float, weights: Any, least: float) -> dict[str, Any]:
        """Return a scale as it is written: what a trait weighs holds how rare it is."""
        named = {
            trait: weight * self.rareness[trait]
            for trait, weight in zip(self.names, weights, strict=True)
        }
        return {"start": round(float(start), 2), "weights": heavy(named, least)}


def main() -> None:
    """Learn, print what was measured, write the weights."""
    files = sorted(LINES.glob("lines_*.csv"))
    rows = lines(files)
    table = Table(row["text"] for row in rows)
    look = [row["verdict"] != "pass" for row in rows]
    print(f"{len(rows)} lines, {len(table.names)} traits. Alone, on lines not seen:")
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    odds = cross_val_predict(model, table.rows, look, cv=PARTS, method="decision_function")
    for verdict in ("refuse", "look", "pass"):
        said = [
            odd > ENOUGH for odd, row in zip(odds, rows, strict=True) if row["verdict"] == verdict
        ]
        print(f"{verdict}: {sum(said) / len(said):.3f} of {len(said)} looked at")
    model.fit(table.rows, look)
    learned = {
        "look": table.scale(model.intercept_[0], model.coef_[0], LEAST_WEIGHT),
        "rules": _rules(table, [row["rule"] for row in rows]),
    }
    write(LEARNED, files, learned)


def _rules(table: Table, rules: Sequence[str]) -> dict[str, Any]:
    """Learn which rule a line breaks that breaks one."""
    broken = [place for place, rule in enumerate(rules) if rule != INNOCENT]
    named = [rules[place] for place in broken]
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    said = cross_val_predict(model, table.rows[broken], named, cv=PARTS)
    right = sum(one == other for one, other in zip(said, named, strict=True))
    print(f"the rule was named rightly in {right / len(named):.3f} of those that break one")
    model.fit(table.rows[broken], named)
    learned = zip(model.classes_, model.intercept_, model.coef_, strict=True)
    return {
        str(rule): table.scale(start, weights, LEAST_OF_RULES) for rule, start, weights in learned
    }


if __name__ == "__main__":
    main()
