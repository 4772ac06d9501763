"""A map turns the rows of somebody else's table into rows of the vacancy template.

What a map may say, and in which order it is applied, stands in `fair/maps/README.md`. Nothing is
guessed: what cannot be read stays empty and is reported.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fair import typed
from fair.decisions import N_
from fair.folding import fold
from fair.imports import map_shape
from fair.imports.lookup import Lookup, Texts
from fair.imports.raw_row import A_NUMBER, EACH, ISO, Row
from fair.terms import loose_cells
from fair.terms.cells import Trouble
from fair.terms.pay_cell import pay_said
from fair.terms.terms import COLUMNS

UNREADABLE = N_("This cannot be read, and stays empty.")
NOT_LISTED = N_("The map's list does not hold this; it stays empty.")
NOT_PLAUSIBLE = N_("This is not plausible for the pay period, and stays empty.")

_MOST_JOINED = 20_000  # signs of a joined cell: more than any column keeps
_PAY = ("pay_base", "pay_up_to")


class BadMap(ValueError):
    """A map file says something that a map cannot say."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """A rule that keeps a row out."""

    column: str
    test: str
    bound: Any
    reason: str
    says: str


@dataclass(frozen=True, slots=True)
class Target:
    """How one column of the template is filled."""

    column: str
    kind: str
    sources: tuple[str, ...]
    when: str | None
    say: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Map:
    """A whole map."""

    name: str
    encoding: str
    delimiter: str
    nothing: frozenset[str]
    dates: tuple[str, ...]
    key: tuple[str, ...]
    employer: str
    employer_kind: str
    refuse: tuple[Refuse, ...]
    targets: tuple[Target, ...]
    lookups: Mapping[str, Lookup] = field(hash=False)

    def needed(self) -> tuple[str, ...]:
        """Return the columns that the file must have."""
        names = [*self.key, self.employer, *(rule.column for rule in self.refuse)]
        names += [rule.bound for rule in self.refuse if rule.test == "before"]
        for target in self.targets:
            names += target.sources
        return tuple(dict.fromkeys(names))


def read_map(said: Mapping[str, Any]) -> Map:
    """Build a map from its TOML tables; raises `BadMap`, which says what is wrong."""
    try:
        source = said["source"]
        targets = tuple(_target(column, how) for column, how in said["columns"].items())
        found = Map(
            name=typed.line(source["name"]) if isinstance(source["name"], str) else source["name"],
            encoding=source.get("encoding", "utf-8"),
            delimiter=source.get("delimiter", ","),
            nothing=frozenset(fold(str(text)) for text in source.get("nothing", ())),
            dates=tuple(source.get("dates", (ISO,))),
            key=tuple(source["key"]),
            employer=source["employer"],
            employer_kind=source.get("employer_kind", "direct"),
            refuse=tuple(_refuse(rule) for rule in said.get("refuse", ())),
            targets=targets,
            lookups={name: _lookup(table) for name, table in said.get("lookup", {}).items()},
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise BadMap(f"the map lacks {error}") from None
    if strange := map_shape.source_fault(found.encoding, found.delimiter):
        raise BadMap(f"[source]: {strange}")
    if strange := map_shape.wrong(said):
        raise BadMap(strange)
    for target in targets:
        table = target.say.get("table")
        if target.kind == "lookup" and table not in found.lookups:
            raise BadMap(f"{target.column}: there is no [lookup.{table}]")
    return found


def _target(column: str, how: Any) -> Target:
    if column not in COLUMNS:
        raise BadMap(f"{column} is not a column of the template")
    if isinstance(how, str):
        how = {"from": how, "as": "text"}
    kind = how.get("as", "text")
    if kind not in _FILL:
        raise BadMap(f"{column}: as = {kind!r} is not known")
    sources = how.get("from", ())
    names = (sources,) if isinstance(sources, str) else tuple(sources)
    when = how.get("when")
    if when:
        return Target(column, kind, (*names, when["column"]), fold(str(when["is"])), how)
    return Target(column, kind, names, None, how)


def _refuse(rule: Mapping[str, Any]) -> Refuse:
    test = next((name for name in _TESTS if name in rule), "")
    if not test:
        raise BadMap(f"a refuse rule for {rule['column']} has no test")
    says, reason = typed.line(rule["says"]), typed.line(rule["reason"])
    bound = Texts.of(rule[test]) if test == "contains" else rule[test]
    return Refuse(rule["column"], test, bound, reason, says)


def _lookup(table: Mapping[str, str]) -> Lookup:
    match = table["match"]
    if match not in ("exact", "prefix", "contains"):
        raise BadMap(f"match = {match!r} is not known")
    return Lookup.of(match, {key: value for key, value in table.items() if key != "match"})


# --- rows ---------------------------------------------------------------------------------------


def refused(map_: Map, row: Row) -> Refuse | None:
    """Return the first rule that keeps this row out, or None; raises `TooMuchAsked`."""
    return next((rule for rule in map_.refuse if _TESTS[rule.test](rule, map_, row)), None)


def _is_below(rule: Refuse, _map: Map, row: Row) -> bool:
    found = row.number(rule.column)
    return found is not None and found < rule.bound


def _is_before(rule: Refuse, map_: Map, row: Row) -> bool:
    this, other = row.day(rule.column, map_.dates), row.day(rule.bound, map_.dates)
    return bool(this and other and this < other)


_TESTS: Mapping[str, Callable[[Refuse, Map, Row], bool]] = {
    "empty": lambda rule, _map, row: not row[rule.column],
    "contains": lambda rule, _map, row: rule.bound.first_in(row, rule.column) is not None,
    "below": _is_below,
    "before": _is_before,
}


# --- columns ------------------------------------------------------------------------------------


def applied(map_: Map, row: Row) -> tuple[dict[str, str], list[Trouble]]:
    """Return the template's cells that a row fills, and what could not be read.

    Raises `TooMuchAsked`.
    """
    filled: dict[str, str] = {}
    troubles: list[Trouble] = []
    for target in map_.targets:
        if target.when is not None and row.plain(target.say["when"]["column"]) != target.when:
            continue
        text = row[target.sources[0]] if target.sources else ""
        seen = row
        if text and (target.say.get("split") or target.say.get("pattern")):
            row.effort.spend(len(text) + EACH)
            text = loose_cells.picked(text, target.say)
            seen = row.alone(target.sources[0], text)
        value = _FILL[target.kind](text, target, map_, seen)
        if isinstance(value, str) and value and target.column in _PAY:
            value = _plausible(value, target, filled)
        if isinstance(value, _Wrong):
            troubles.append(Trouble(target.column, text[:80], value.says))
        elif value:
            filled[target.column] = value + target.say.get("end", "")
    return filled, troubles


@dataclass(frozen=True, slots=True)
class _Wrong:
    says: str


def _as_text(text: str, target: Target, *_: Any) -> str:
    return _cased(text, target.say.get("case", ""))


def _cased(text: str, case: str) -> str:
    if case != "title" or text != text.upper():
        return text
    return " ".join(word[:1] + word[1:].lower() for word in text.split(" "))


def _as_number(text: str, target: Target, _map: Map, row: Row) -> str | _Wrong:
    if not text:
        return ""
    found, say = row.number(target.sources[0]), target.say
    if found is None and target.column == "pay_base" and (said := pay_said(text)):
        # From, to and period are read by the template's own cell; the bounds hold for both ends.
        return text if all(_within(one, say) for one in said.ends if one) else _Wrong(UNREADABLE)
    found = found * say.get("scale", 1) if found is not None else None
    if found is None or (target.kind == "int" and found % 1):
        return _Wrong(UNREADABLE)
    if not _within(found, say):
        return _Wrong(UNREADABLE)
    return str(found) if target.kind != "int" else str(int(found))


def _within(found: Decimal, say: Mapping[str, Any]) -> bool:
    return bool(say.get("min", found) <= found <= say.get("max", found))


def _plausible(value: str, target: Target, filled: Mapping[str, str]) -> str | _Wrong:
    said = pay_said(value)
    period = filled.get("pay_period") or (said.period if said else "")
    bounds = target.say.get("plausible", {}).get(period)
    # Nothing guaranteed is nothing for every period.
    if said and bounds and not all(bounds[0] <= one <= bounds[1] for one in said.ends if one):
        return _Wrong(NOT_PLAUSIBLE)
    return value


def _as_pay(text: str, target: Target, _map: Map, row: Row) -> str | _Wrong:
    """Read from, to and time as boards write them; a pay that is negotiable says nothing."""
    row.effort.spend(A_NUMBER)
    say = target.say
    found = loose_cells.pay(text, scale=say.get("scale", 1), period=say.get("per", ""))
    return _Wrong(UNREADABLE) if text and found is None else found or ""


def _as_night(text: str, _target: Target, _map: Map, row: Row) -> str | _Wrong:
    row.effort.spend(A_NUMBER)
    return (loose_cells.night(text) or _Wrong(UNREADABLE)) if text else ""


def _as_date(text: str, target: Target, map_: Map, row: Row) -> str | _Wrong:
    if not text:
        return ""
    found = row.day(target.sources[0], map_.dates)
    return found.isoformat() if found else _Wrong(UNREADABLE)


def _as_lookup(text: str, target: Target, map_: Map, row: Row) -> str | _Wrong:
    if not text:
        return ""
    return map_.lookups[target.say["table"]].found(row, target.sources[0]) or _Wrong(NOT_LISTED)


def _as_join(_text: str, target: Target, _map: Map, row: Row) -> str:
    between: str = target.say.get("with", " ")
    return between.join(_joined(target, row))


def _joined(target: Target, row: Row) -> Iterator[str]:
    labels, left = target.say.get("labels", ()), _MOST_JOINED
    for place, source in enumerate(target.say["from"]):
        if left > 0 and (text := _cased(row[source], target.say.get("case", ""))):
            row.effort.spend(len(text) + EACH * EACH)
            left -= len(text)
            yield f"{labels[place]}: {text}" if labels else text


_FILL: Mapping[str, Any] = {
    "text": _as_text,
    "int": _as_number,
    "number": _as_number,
    "money": _as_number,
    "pay": _as_pay,
    "night": _as_night,
    "date": _as_date,
    "lookup": _as_lookup,
    "join": _as_join,
    "const": lambda _text, target, *_: str(target.say["value"]),
}
