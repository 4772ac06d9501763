"""Learn what somebody should look at in the words of employers: python -m scripts.learn_screening.

Reads the lines in `tests/screening` that were written for it (never `screen.csv`, which measures),
and writes `fair/screening/doubts.json`: logistic regression over the traits of a text, once for
"somebody should look", and once for each rule among the lines that break one. What it would do on
lines that it has not seen is printed, ten parts in turn.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from fair.screening.doubts import ENOUGH
from fair.screening.phrases import reading
from fair.screening.traits import traits
from scripts.learning import ROOT, heavy, lines, write

LINES = ROOT / "tests" / "screening"
LEARNED = ROOT / "fair" / "screening" / "doubts.json"
SEEN_AT_LEAST = 2  # a trait in one line says nothing
STRENGTH = 0.35  # how freely weights may grow: 20 over the square of the usual rareness, near 8
LEAST_WEIGHT, LEAST_OF_RULES = 0.1, 0.6  # less is written as nothing
PARTS = StratifiedKFold(10, shuffle=True, random_state=1)
INNOCENT = "none"


class Table:
    """The traits of texts as rows of numbers: rare traits count more, long texts as short ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = [sorted(traits(reading(text).text)) for text in texts]
        seen = TfidfVectorizer(analyzer=list, norm=None, binary=True, min_df=SEEN_AT_LEAST)
        lengths = numpy.sqrt([max(len(one), 1) for one in found])
        self.rows = sparse.diags(1 / lengths) @ seen.fit_transform(found)
        self.names, self.rareness = seen.get_feature_names_out(), seen.idf_

    def scale(self, start: float, weights: Any, least: float) -> dict[str, Any]:
        """Return a scale as it is written: what a trait weighs holds how rare it is."""
        named = dict(zip(self.names, weights * self.rareness, strict=True))
        return {"start": round(float(start), 2), "weights": heavy(named, least)}


def main() -> None:
    """Learn, print what was measured, write the weights."""
    files = sorted(LINES.glob("lines_*.csv"))
    rows = lines(files)
    table = Table(row["text"] for row in rows)
    look = numpy.array([row["verdict"] != "pass" for row in rows])
    print(f"{len(rows)} lines, {table.rows.shape[1]} traits.")
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    odds = cross_val_predict(model, table.rows, look, cv=PARTS, method="decision_function")
    _say([row["verdict"] for row in rows], odds > ENOUGH)
    model.fit(table.rows, look)
    learned = {
        "look": table.scale(model.intercept_[0], model.coef_[0], LEAST_WEIGHT),
        "rules": _rules(table, [row["rule"] for row in rows]),
    }
    write(LEARNED, files, learned)


def _say(verdicts: Sequence[str], looked: Any) -> None:
    for verdict in ("refuse", "look", "pass"):
        of = numpy.array([one == verdict for one in verdicts])
        print(f"Alone, on lines not seen, {verdict}: {looked[of].mean():.3f} of {of.sum()} looked at")


def _rules(table: Table, rules: Sequence[str]) -> dict[str, Any]:
    """Learn which rule a line breaks that breaks one."""
    broken = numpy.array([rule != INNOCENT for rule in rules])
    named = numpy.array(rules)[broken]
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    said = cross_val_predict(model, table.rows[broken], named, cv=PARTS)
    print(f"The rule was named rightly in {(said == named).mean():.3f} of them")
    model.fit(table.rows[broken], named)
    learned = zip(model.classes_, model.intercept_, model.coef_, strict=True)
    return {
        str(rule): table.scale(start, weights, LEAST_OF_RULES) for rule, start, weights in learned
    }


if __name__ == "__main__":
    main()
