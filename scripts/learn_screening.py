"""Learn what somebody should look at in the words of employers: python -m scripts.learn_screening.

Reads the lines in `tests/screening` that were written for it (never `screen.csv`, which measures),
and writes `fair/screening/doubts.json`: logistic regression over the traits of a text, once for
"somebody should look", and once for each rule among the lines that break one. What it would do on
lines that it has not seen is printed, five parts in turn.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import log, sqrt
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from fair.screening.doubts import enough, parts
from fair.screening.phrases import reading
from fair.screening.traits import traits
from scripts.learning import ROOT, heavy, lines, write

LINES = ROOT / "tests" / "screening"
LEARNED = ROOT / "fair" / "screening" / "doubts.json"
SEEN_AT_LEAST = 2  # a trait in one line says nothing
STRENGTH = 1.0  # how freely weights may grow
ORDINARY = 0.25  # what an ordinary line counts beside one that was written to be hard
LEAST_WEIGHT, LEAST_OF_RULES = 0.3, 1.0  # less is written as nothing
PARTS = StratifiedKFold(5, shuffle=True, random_state=1)
INNOCENT = "none"
PLAIN = ("lines_plain", "lines_desk")  # ordinary posts and chat, what recruiters say all day


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
    rows = [row | {"of": path.stem} for path in files for row in lines([path])]
    rows += list(_sentences(rows))
    table = Table(row["text"] for row in rows)
    look = [row["verdict"] != "pass" for row in rows]
    counts = [ORDINARY if row["of"] in PLAIN else 1.0 for row in rows]
    print(f"{len(rows)} lines, {len(table.names)} traits. Alone, on lines not seen:")
    odds: dict[int, float] = {}
    for seen, unseen in PARTS.split(look, look):
        model = _model().fit(table.rows[seen], [look[n] for n in seen], [counts[n] for n in seen])
        odds |= zip(unseen, model.decision_function(table.rows[unseen]), strict=True)
    for verdict, of in (("refuse", ""), ("look", ""), ("pass", ""), ("pass", "ordinary")):
        said = [
            odds[n] > enough(row["text"])
            for n, row in enumerate(rows)
            if row["verdict"] == verdict and (row["of"] in PLAIN) == bool(of)
        ]
        print(f"{verdict} {of}: {sum(said) / len(said):.3f} of {len(said)} looked at")
    model = _model().fit(table.rows, look, counts)
    learned = {
        "look": table.scale(model.intercept_[0], model.coef_[0], LEAST_WEIGHT),
        "rules": _rules(rows),
    }
    write(LEARNED, files, learned)


def _sentences(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the sentences of innocent lines: each is weighed by itself, and is innocent as well."""
    said = {row["text"] for row in rows}
    for row in rows:
        text = reading(row["text"]).text
        spans = [span for part in parts(text) for span in part] if row["verdict"] == "pass" else []
        for start, end in spans if len(spans) > 1 else ():
            sentence = text[start:end].strip()
            if sentence not in said:
                said.add(sentence)
                yield row | {"text": sentence, "of": PLAIN[0]}


def _model() -> Any:
    return LogisticRegression(C=STRENGTH, max_iter=3000)


def _rules(rows: list[dict[str, str]]) -> dict[str, Any]:
    """Learn which rule a line breaks that breaks one."""
    broken = [row for row in rows if row["rule"] != INNOCENT]
    table = Table(row["text"] for row in broken)
    model = _model().fit(table.rows, [row["rule"] for row in broken])
    learned = zip(model.classes_, model.intercept_, model.coef_, strict=True)
    return {
        str(rule): table.scale(start, weights, LEAST_OF_RULES) for rule, start, weights in learned
    }


if __name__ == "__main__":
    main()
