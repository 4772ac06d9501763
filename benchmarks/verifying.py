"""How fast `fair ledger verify` reads and compares a long ledger, and in how much memory.

The facts are a realistic mix, written by the ledger's own `encode` and `chain`; the rows of the
tables are what the folds make of them. Verifying runs as the command does, in a process of its own.
"""

import os
import random
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import orjson
from sqlalchemy import Connection, Table, create_engine, func, insert, select
from sqlalchemy.types import JSON, Boolean, Date, Float, Integer, String

from fair.board.all_folds import FOLDS, FOLLOWS
from fair.booths.facts import BoothAdded, BoothOpened
from fair.columns import TextsColumn
from fair.db import new_id
from fair.decisions import Fact
from fair.employers.facts import EmployerAdded
from fair.hiring import facts as hiring
from fair.hiring.offer_store import as_sealed as sealed_terms
from fair.instants import from_microseconds, microseconds
from fair.interviews import facts as interviews
from fair.interviews.store import as_sealed as sealed_details
from fair.languages import DEFAULT, NO_TEXTS, Texts
from fair.ledger import (
    CARRIES,
    GENESIS,
    alias,
    anchor,
    chain,
    encode,
    hashes_of,
    ledger,
    new_salt,
    seal,
)
from fair.people.consent import FIELDS
from fair.people.facts import ConsentGiven, PersonAttended, PersonRegistered
from fair.programme.facts import FairCreated, FairOpened, FairPublished, HallAdded
from fair.queue import facts as queue
from fair.rooms import facts as rooms
from fair.subjects import about, fact_about
from fair.tables import Instant, metadata
from fair.things import FoldedThings
from fair.upgrade import upgrade

FACTS_OF_A_FAIR = 100_000
BOOTHS = 30
_START = datetime(2026, 3, 1, 1, tzinfo=UTC)
_FEW = {
    "title": "Fair",
    "about": "Talk today.",
    "titles": NO_TEXTS,
    "abouts": NO_TEXTS,
    "phone": "",
    "phone_hours": NO_TEXTS,
    "permit": "",
}


class Fairs:
    """Makes fairs one after the other; what a fact does not carry of a row is kept `aside`."""

    def __init__(self) -> None:
        self.dice = random.Random(8)
        self.now = _START
        self.aside: dict[tuple[str, str], dict[str, Any]] = {}
        self.aliases: list[dict[str, str]] = []

    def tick(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds, microseconds=1)

    def fair(self, most: int) -> Iterator[Fact]:
        """Yield the facts of one fair, about so many."""
        fair_id = new_id()
        self.aside["fair", fair_id] = dict(_FEW)
        yield FairCreated(
            fair_id=fair_id, demo=False, zone="Asia/Shanghai", opens_at=self.now,
            closes_at=self.now + timedelta(hours=9), most_tickets=3, languages=(DEFAULT,),
            hashes=hashes_of(fair_id, **_FEW),
        )  # fmt: skip
        hall_id, titles = new_id(), Texts({DEFAULT: "Garments"})
        self.aside["hall", hall_id] = {"titles": titles}
        yield HallAdded(fair_id=fair_id, hall_id=hall_id, hashes=hashes_of(hall_id, titles=titles))
        yield FairPublished(fair_id=fair_id)
        yield FairOpened(fair_id=fair_id)
        booths = []
        for number in range(1, BOOTHS + 1):
            booth: dict[str, Any] = {
                "fair_id": fair_id,
                "booth_id": new_id(),
                "employer_id": new_id(),
            }
            name = {"name": f"Employer {number}", "names": NO_TEXTS}
            self.aside["employer", booth["employer_id"]] = name
            yield EmployerAdded(
                employer_id=booth["employer_id"], employer_kind="direct",
                hashes=hashes_of(booth["employer_id"], **name),
            )  # fmt: skip
            said = {"title": f"Booth {number}", "about": NO_TEXTS}
            self.aside["booth", booth["booth_id"]] = said
            yield BoothAdded(
                **booth, hall_id=hall_id, number=number,
                hashes=hashes_of(booth["booth_id"], **said),
            )  # fmt: skip
            yield BoothOpened(**booth)
            booths.append({**booth, "account_id": new_id(), "version": 0, "number": 0})
        made = 100
        person = 0
        while made < most:
            person += 1
            for fact in self.seeker(fair_id, person, booths):
                made += 1
                yield fact

    def seeker(self, fair_id: str, number: int, booths: list[dict[str, Any]]) -> Iterator[Fact]:
        """Yield what happens to one person: three queues, two talks, now and then an offer."""
        person = {"fair_id": fair_id, "person_id": new_id()}
        self.aliases.append({**person, "alias": new_id()})
        self.tick(2)
        yield PersonRegistered(**person, age_band="30-39", lang=DEFAULT)
        yield PersonAttended(**person, number=number)
        for turn, booth in enumerate(self.dice.sample(booths, 3)):
            yield from self.place(person, booth, talks=turn < 2)

    def place(
        self, person: dict[str, str], booth: dict[str, Any], *, talks: bool
    ) -> Iterator[Fact]:
        """Yield one place in one queue, from the joining to its end."""
        booth["number"] += 1
        ticket = {
            **person, "ticket_id": new_id(), "booth_id": booth["booth_id"],
            "number": booth["number"],
        }  # fmt: skip

        def step() -> dict[str, Any]:
            booth["version"] += 1
            self.tick(0.2)
            return {**ticket, "version": booth["version"]}

        yield ConsentGiven(
            **person, employer_id=booth["employer_id"], why="joined_queue", fields=FIELDS
        )
        yield queue.TicketTaken(**step(), lane="standard")
        soon = self.now + timedelta(minutes=self.dice.randrange(2, 40))
        yield interviews.ForecastShown(
            fair_id=person["fair_id"], ticket_id=ticket["ticket_id"], booth_id=booth["booth_id"],
            place=3, p10_at=soon, p50_at=soon, p90_at=soon + timedelta(minutes=9),
        )  # fmt: skip
        if not talks:
            yield queue.TicketLeft(**step(), cause="own_wish")
            return
        yield queue.TicketWarned(**step(), texted=True)
        yield queue.GotReady(**step())
        account_id, call_id = booth["account_id"], new_id()
        yield queue.TicketCalled(
            **step(), account_id=account_id, call_id=call_id, lane="standard", cause=""
        )
        call = {**ticket, "call_id": call_id, "account_id": account_id}
        call.pop("number")
        yield rooms.CallRang(**call, ring_s=45, warned=True)
        yield rooms.CallShown(**call)
        yield rooms.CallAnswered(**call)
        talk = {**call, "interview_id": new_id()}
        yield queue.TicketTalks(**step())
        yield interviews.InterviewStarted(**talk)
        yield rooms.CallLegTaken(**call, side="seeker", epoch=1)
        yield rooms.CallLegTaken(**call, side="recruiter", epoch=1)
        yield rooms.CallLive(**call)
        self.tick(3)
        yield rooms.CallEnded(**call, talk_s=3, cause="recruiter")
        yield interviews.InterviewOwed(**talk, talk_s=3)
        yield queue.TicketServed(**step())
        yield from self.outcome(person, booth, talk)

    def outcome(
        self, person: dict[str, str], booth: dict[str, Any], talk: dict[str, Any]
    ) -> Iterator[Fact]:
        """Yield the answer, and of every sixth talk an offer that is accepted and a hire."""
        details, salt = (
            {"what": "Trial day", "where": "Gate 2", "when": "2026-03-04T09:00"},
            new_salt(),
        )
        offered = self.dice.random() < 1 / 6
        self.tick(0.5)
        self.aside["interview", talk["interview_id"]] = {"details": details, "salt": salt}
        yield interviews.InterviewConcluded(
            **talk, outcome="offer" if offered else "next_step",
            answer_hash=seal(sealed_details(details), salt),
        )  # fmt: skip
        if not offered:
            return
        of = {
            **person, "offer_id": new_id(), "vacancy_id": new_id(), "booth_id": booth["booth_id"],
            "employer_id": booth["employer_id"],
        }  # fmt: skip
        terms, salt = {"title": "Sewing worker", "pay_base_cents": 460000}, new_salt()
        self.aside["offer", of["offer_id"]] = {"terms": terms, "salt": salt}
        yield hiring.OfferMade(
            **of, interview_id=talk["interview_id"], account_id=booth["account_id"],
            vacancy_version=1, rank=0, worse=0, terms_hash=seal(sealed_terms(terms), salt),
            starts_on=datetime(2026, 4, 1, tzinfo=UTC).date(),
        )  # fmt: skip
        yield hiring.OfferOpened(**of, aloud=False)
        self.tick(9)
        yield hiring.OfferDeclined(**of)


def make(url: str, count: int) -> int:
    """Write a ledger of about so many facts, and the tables that follow; return how many."""
    upgrade(url)
    engine = create_engine(url)
    fairs, written, boot = Fairs(), 0, new_id()
    house: tuple[int, str] = (0, GENESIS)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
        while count - written > 1000:
            with connection.begin():
                made, house = _one_fair(connection, fairs, boot, house, count - written)
                written += made
    engine.dispose()
    return written


def _one_fair(
    connection: Connection, fairs: Fairs, boot: str, house: tuple[int, str], most: int
) -> tuple[int, tuple[int, str]]:
    heads: dict[str, tuple[int, str]] = {"": house}
    things, rows, index = FoldedThings(10**9), [], list[dict[str, Any]]()
    names: dict[tuple[str, str], str] = {}
    for fact in fairs.fair(min(most, FACTS_OF_A_FAIR)):
        while fairs.aliases:
            new = fairs.aliases.pop()
            names[new["fair_id"], new["person_id"]] = new["alias"]
        fairs.tick(0)
        at, data = fairs.now, encode(fact, names)
        stream = f"{fact.fair_id or 'house'}:{boot}:{CARRIES}"
        seq, before = heads.get(fact.fair_id, (0, GENESIS))
        author = f"account:{new_id()}"
        digest = chain(before, stream, seq + 1, at, fact.kind, data, author=author)
        heads[fact.fair_id] = (seq + 1, digest)
        index += about(fact, names, stream, seq + 1, at)
        rows.append(
            {
                "stream": stream, "seq": seq + 1, "fair_id": fact.fair_id, "at": at,
                "kind": fact.kind, "data": data, "hash": digest, "author": author,
            }
        )  # fmt: skip
        if fold := FOLDS.get(fact.kind):
            fold(things, orjson.loads(data), microseconds(at))
    connection.execute(insert(ledger), rows)
    connection.execute(insert(fact_about), index)
    kept = [{"stream": rows[-1]["stream"], "seq": rows[-1]["seq"], "hash": rows[-1]["hash"]}]
    connection.execute(insert(anchor), [{**one, "at": fairs.now} for one in kept])
    people = {known: person_id for (_, person_id), known in names.items()}
    connection.execute(
        insert(alias),
        [
            {"fair_id": fair, "person_id": one, "alias": known}
            for (fair, one), known in names.items()
        ],
    )
    for table, follows in FOLLOWS.items():
        if follows.key:
            _fill(connection, metadata.tables[table], follows.person, things, fairs, people)
    fairs.aside.clear()
    return len(rows), heads[""]


def _fill(
    connection: Connection, table: Table, person: str, things: FoldedThings, fairs: Fairs,
    people: dict[str, str],
) -> None:  # fmt: skip
    made = []
    for key, told in things.rest(table.name):
        row = {column.name: _nothing(column.type) for column in table.c if not column.nullable}
        if "id" in row and "id" not in told:
            row["id"] = new_id()
        row |= {**told, **fairs.aside.get((table.name, key), {})}
        if person:
            row[person] = people[told[person]]
        made.append({name: _typed(table.c[name].type, value) for name, value in row.items()})
    if made:
        connection.execute(insert(table), made)


def _nothing(kind: Any) -> Any:
    match kind:
        case JSON():
            return {}
        case Integer() | Float() | Boolean():
            return 0
        case String():
            return ""
    return None


def _typed(kind: Any, value: Any) -> Any:
    if isinstance(kind, Instant) and isinstance(value, int):
        return from_microseconds(value)
    if isinstance(kind, Date) and isinstance(value, str):
        return datetime.fromisoformat(value).date()
    if isinstance(kind, Boolean) and value is not None:
        return bool(value)
    if isinstance(kind, TextsColumn) and value is None:
        return NO_TEXTS
    return value


def measure(folder: Path, *, facts: int) -> dict[str, Any]:
    """Make such a ledger, run the command on it, and return its pace and its memory.

    A ledger that lies in the folder already is taken as it is.
    """
    url, began = f"sqlite:///{folder / 'fair.db'}", perf_counter()
    written = _count(url) if (folder / "fair.db").exists() else make(url, facts)
    making = perf_counter() - began
    began = perf_counter()
    command = [sys.executable, "-m", "fair", "ledger", "verify"]
    env = {**os.environ, "FAIR_DATABASE_URL": url}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as child:
        most = _watched(child)
        told = child.stdout.read() if child.stdout else ""
    took = perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    pace = re.search(r"([\d,]+) facts a second", told)
    return {
        "facts": written,
        "holds": child.returncode == 0,
        "facts_per_s": int(pace[1].replace(",", "")) if pace else 0,
        "facts_per_cpu_s_of_the_command": round(written / (used.ru_utime + used.ru_stime)),
        "command_s": round(took, 1),
        "megabytes_at_most": most,
        "file_megabytes": (folder / "fair.db").stat().st_size // 1_000_000,
        "making_s": round(making, 1),
        "told": told[-2000:] if child.returncode else "",
    }


def _count(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(ledger)).scalar_one())


def _watched(child: "subprocess.Popen[str]") -> int:
    """Wait for the end of a process; return the most megabytes that it and its second one held.

    What they map of the file is the system's to take back, and is not counted.
    """
    most = 0
    while child.poll() is None:
        most = max(most, sum(_held(home) for home in _family(child.pid)))
        sleep(0.2)
    return most


def _family(pid: int) -> list[Path]:
    found = [Path(f"/proc/{pid}")]
    for home in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (home / "stat").read_text("utf-8").rpartition(")")[2].split()[1] == str(pid):
                found.append(home)
    return found


def _held(home: Path) -> int:
    with suppress(OSError):
        runs = b"verify" in (home / "cmdline").read_bytes()
        found = re.search(r"RssAnon:\s+(\d+) kB", (home / "status").read_text("utf-8"))
        return int(found[1]) // 1024 if runs and found else 0
    return 0
