"""Every sweep of the house; and `docs/retention.md`, made from `docs/retention.toml` and them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fair import dispatch, signals, slices
from fair.contract.generate import ROOT
from fair.retention import Sweep

TOML = ROOT / "docs/retention.toml"
SWEEPS: list[Sweep] = [
    *dispatch.SWEEPS,
    *signals.SWEEPS,
    *slices.listed("writes", "SWEEPS"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Personal columns of a table: what they are, and when they go."""

    table: str
    columns: tuple[str, ...]
    what: str
    why: str
    law: str
    begins: str
    sweep: str
    erased: str


def listed() -> tuple[dict[str, tuple[str, ...]], list[Kept]]:
    """Return the plain columns of each table, and the personal ones."""
    tables: Mapping[str, Mapping[str, object]] = tomllib.loads(TOML.read_text("utf-8"))
    plain = {name: tuple(str(said["plain"]).split()) for name, said in tables.items()}
    return plain, [kept for name, said in tables.items() for kept in _personal(name, said)]


def _personal(table: str, said: Mapping[str, object]) -> Iterator[Kept]:
    entries = said.get("personal", [])
    for one in entries if isinstance(entries, list) else []:
        yield Kept(
            table=table,
            columns=tuple(one["columns"].split()),
            what=one["what"],
            why=one["why"],
            law=one["law"],
            begins=one["from"],
            sweep=one.get("sweep", ""),
            erased=one["erased"],
        )


def text() -> str:
    """Return the text of `docs/retention.md`."""
    days = {sweep.name: sweep.days for sweep in SWEEPS}
    plain, personal = listed()
    lines = [
        "# What is kept of people, why, and until when",
        "",
        "Made by `fair contract` from `docs/retention.toml` and the code's sweeps. Do not edit.",
        "",
        "A sweep runs every half hour and deletes what is over. Who erases does not wait for it:",
        "the last column says what happens then, in the same transaction. The grounds are named as",
        "we understand them; a lawyer of the place should confirm them and the days.",
        "",
        "| Table: columns | What | Why | Ground | Days, from | Deleted by | When erasing |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in personal:
        time = f"{days[one.sweep]}, from {one.begins}" if one.sweep else one.begins
        cells = (
            f"`{one.table}`: {', '.join(one.columns)}",
            *(one.what, one.why, one.law, time, one.sweep or "–", one.erased),
        )
        lines.append(f"| {' | '.join(cells)} |")
    others = sorted(name for name in plain if name not in {one.table for one in personal})
    lines += [
        "",
        "Every other column holds nothing of a person, or a random id (of a person, a ticket …).",
        f"Tables with no personal column: {', '.join(f'`{name}`' for name in others)}.",
        "",
    ]
    return "\n".join(lines)
