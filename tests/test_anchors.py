"""The end and the insider: what somebody who owns the database file, but not the key, cannot hide.

Each tampering is done as that person would do it: with SQL, in the file, while nothing runs.
"""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from fair.anchors import newest_head, signed
from fair.contract.programme import CloseFair
from fair.decisions import Fact
from fair.head_checks import examine
from fair.heads import Tip, head_of, heads_in, house_head
from fair.key_holder import KeyHolder, root_of
from fair.ledger import chain
from fair.ledger_check import verify
from fair.ledger_key import Key, load
from fair.settings import Settings
from tests.world import running, serving

EPOCH, MICRO = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Signed(Fact):
    kind: ClassVar[str] = "test.signed"
    number: int = 0


async def happen(world, fair_id, *numbers):
    for number in numbers:
        fact = Signed(fair_id=fair_id, number=number)
        await world.work(lambda work, fact=fact: work.record(fact))


async def a_day(tmp_path):
    """Three anchors of two fairs, the last one at the stop. Returns the database file."""
    async with serving(tmp_path) as world:
        for first in (0, 10):
            await happen(world, "f1", *range(first, first + 10))
            await happen(world, "f2", first)
            await world.server.anchors.drop()
        await happen(world, "f1", *range(20, 25))
    return tmp_path / "fair.db"


def holder(path):
    return KeyHolder(Settings(database_url=f"sqlite:///{path}", secret="s" * 32))


async def looked(tmp_path, kept=(), root=None):
    """What `verify` says of the heads (lines), the chain (a break), and whether the heads hold."""
    async with running(tmp_path) as world:
        keys = holder(tmp_path / "fair.db")
        root = root_of(keys) if root is None else root
        found = world.look(examine, root, kept, trouble=world.look(keys.check))
        return found, next(iter(world.look(verify)[1]), None)


def sql(path, *statements):
    with closing(sqlite3.connect(path)) as file, file:
        for one in statements:
            file.execute(*(one if isinstance(one, tuple) else (one,)))


def rows(path, query):
    with closing(sqlite3.connect(path)) as file:
        return file.execute(query).fetchall()


async def kept_head(tmp_path, fair_id="all"):
    async with running(tmp_path) as world:
        return world.look(newest_head, fair_id)


def rewritten(path, seq):
    """Change one row of the fair f1, and write every hash after it anew, as its owner can."""
    found = rows(
        path,
        "select stream, seq, at, kind, data, hash from ledger where stream like 'f1:%'"
        " order by seq",
    )
    before, new = "0" * 64, []
    for stream, number, at, kind, data, _hash in found:
        said = data.replace("}", ',"more":1}') if number == seq else data
        before = chain(before, stream, number, EPOCH + at * MICRO, kind, said)
        new.append((said, before, stream, number))
    with closing(sqlite3.connect(path)) as file, file:
        file.executemany("update ledger set data = ?, hash = ? where stream = ? and seq = ?", new)
        file.executemany(
            "update anchor set hash = ? where stream = ? and seq = ?",
            [(digest, stream, number) for _, digest, stream, number in new],
        )


def signed_anew(path, key):
    """Compute every head anew from the anchors, and sign it with a key of the attacker's own."""
    with closing(sqlite3.connect(path)) as file, file:
        file.row_factory = sqlite3.Row
        anchors = file.execute("select * from anchor order by number, seq").fetchall()
        for row in file.execute("select * from ledger_head order by number").fetchall():
            number, fair_id, at = row["number"], row["fair_id"], EPOCH + row["at"] * MICRO
            tips = {
                one["stream"]: Tip(one["stream"], one["seq"], one["hash"])
                for one in anchors
                if one["number"] <= number
            }.values()
            fairs = {
                name: head_of(number, name, [tip for tip in tips if tip.fair_id == name], at)
                for name in {tip.fair_id for tip in tips}
            }
            fairs["all"] = house_head(number, fairs.values(), at)
            new = signed(fairs[fair_id], key)
            file.execute(
                "update ledger_head set digest = ?, public = ?, signature = ? where number = ?",
                (new.digest, new.key, new.signature, number),
            )


PUT_IN = (
    "insert into ledger (stream, seq, fair_id, at, kind, data, hash)"
    """ values (?, 1, 'f1', ?, 'test.signed', '{"number":7}', ?)"""
)


def put_in(path, **before):
    """Add a stream whose one row says that it is older than the newest by so much."""
    ((at,),) = rows(path, "select max(at) from ledger")
    then = EPOCH + at * MICRO - timedelta(**before)
    digest = chain("0" * 64, "f1:forged:2", 1, then, "test.signed", '{"number":7}')
    row = ("f1:forged:2", (then - EPOCH) // MICRO, digest)
    sql(path, (PUT_IN, row))


def last(path):
    return rows(path, "select max(number) from ledger_head")[0][0]


CUT_FIVE = "delete from ledger where stream like 'f1:%' and seq > 20"


async def test_a_day_that_nobody_touched_holds_and_its_newest_head_covers_every_row(tmp_path):
    path = await a_day(tmp_path)

    found, broken = await looked(tmp_path)

    assert broken is None
    assert found.holds, found.lines
    (count,) = rows(path, "select count(*) from ledger")[0]
    assert f"the newest covers {count} of {count} rows" in "\n".join(found.lines)


async def test_five_rows_cut_off_the_end_are_seen_by_the_anchor_of_the_stop(tmp_path):
    path = await a_day(tmp_path)
    sql(path, CUT_FIVE)

    found, broken = await looked(tmp_path)

    assert broken
    assert broken.why == "the end was cut off"
    assert not found.holds


async def test_closing_a_fair_drops_an_anchor_with_the_next_beat(scene):
    world = scene.world
    await world.server.anchors.begin()
    await world.server.leader.beat()
    await world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
    sealed = world.rows("select stream, seq from ledger where kind = 'fair.sealed'")[0]
    await world.server.leader.beat()  # of two beats one writes
    await world.server.leader.beat()

    assert world.rows(
        f"select 1 from anchor where stream = '{sealed.stream}' and seq >= {sealed.seq}"
        " and number is not null"
    )


TAMPERED = {
    "rewritten chain and anchors": (lambda path: rewritten(path, 7), "the ledger has others there"),
    "rewritten, and every head computed and signed by a key of the own": (
        lambda path: (rewritten(path, 7), signed_anew(path, Key.make())),
        "which nobody vouches for",
    ),
    "a head's count": (
        lambda path: sql(path, "update ledger_head set rows = rows + 1 where number = 3"),
        "number 3: its signature does not fit",
    ),
    "a head's time": (
        lambda path: sql(path, "update ledger_head set at = at + 1000000 where number = 2"),
        "number 2: its signature does not fit",
    ),
    "a head in the middle": (
        lambda path: sql(path, "delete from ledger_head where number = 3"),
        "number 3 were removed",
    ),
    "the first heads": (
        lambda path: sql(path, "delete from ledger_head where number < 4"),
        "numbers 1 to 3 were removed",
    ),
    "an anchor taken away": (
        lambda path: sql(path, "delete from anchor where stream like 'f1:%' and seq = 10"),
        "the ledger has others there",
    ),
    "an anchor that says it is older than the key": (
        lambda path: sql(path, "update anchor set number = null where seq = 10"),
        "the ledger has others there",
    ),
    "every head and signature": (
        lambda path: sql(
            path, "delete from ledger_head", "update anchor set number = null",
            "delete from ledger_key",
        ),
        "its signatures were removed",
    ),
    "the key of the record": (
        lambda path: sql(path, f"update ledger_key set public = '{Key.make().public}'"),
        "the ledger does not name the key",
    ),
    "a stream": (
        lambda path: sql(path, "delete from ledger where stream like 'f2:%'"),
        "the ledger has others there",
    ),
    "an anchor of a head that never was": (
        lambda path: sql(
            path,
            "insert into anchor select stream, 7, (select hash from ledger where stream ="
            " anchor.stream and ledger.seq = 7), at, 99 from anchor where stream like 'f1:%'"
            " and seq = 10",
        ),
        "from number 99 on they belong to heads that are not there",
    ),
    "the key's signature of its own row": (
        lambda path: sql(path, "update ledger_key set signature = 'forged'"),
        "that key did not sign it",
    ),
    "an anchor that says it is of tomorrow": (
        lambda path: sql(path, "update anchor set at = at + 86400000000"),
        "say a later time than the head",
    ),
    "facts of yesterday in a stream of their own": (
        lambda path: put_in(path, days=1),
        "was put in afterwards",
    ),
    "a row put behind the end, hours later": (
        lambda path: sql(
            path,
            "insert into ledger (stream, seq, fair_id, at, kind, data, hash)"
            " select stream, seq + 1, fair_id, at + 7200000000, kind, data, hash"
            " from ledger where stream like 'f1:%' and seq = 25",
        ),
        "no head covers them",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERED)
async def test_what_an_owner_of_the_file_without_the_key_does_is_named(tmp_path, how):
    path = await a_day(tmp_path)
    do, said = TAMPERED[how]
    do(path)

    found, _ = await looked(tmp_path)

    assert not found.holds
    assert said in "\n".join(found.lines), found.lines


async def test_what_was_put_in_is_named_after_the_next_head_has_signed_it_too(tmp_path):
    path = await a_day(tmp_path)
    put_in(path, hours=1)
    async with serving(tmp_path) as world:
        await happen(world, "f1", 99)

    found, broken = await looked(tmp_path)

    assert broken is None
    assert "row 1 of stream f1:forged:2" in "\n".join(found.lines)
    assert not found.holds


async def test_a_clock_that_was_hours_ahead_and_is_right_again_accuses_nobody(tmp_path):
    async with serving(tmp_path) as world:
        world.clock(datetime.now(UTC) + timedelta(hours=5))
        await happen(world, "f1", *range(5))
    async with serving(tmp_path) as world:  # its heads are older than the one before
        await happen(world, "f1", 6)
        before = await examined_now(tmp_path)
        await world.server.anchors.drop()
        await happen(world, "f1", 7)

    found, _ = await looked(tmp_path)

    assert found.holds, found.lines
    assert before.holds, before.lines


async def examined_now(tmp_path):
    async with running(tmp_path) as world:
        keys = holder(tmp_path / "fair.db")
        return world.look(examine, root_of(keys), now=datetime.now(UTC))


async def test_signatures_taken_away_are_not_given_again_by_the_next_start(tmp_path, caplog):
    path = await a_day(tmp_path)
    sql(
        path,
        "delete from ledger_head",
        "delete from ledger_key",
        "update anchor set number = null",
    )

    async with serving(tmp_path) as world:
        await happen(world, "f1", 99)
        await world.server.anchors.drop()

    assert rows(path, "select * from ledger_head") == []
    assert "its signatures were taken away" in caplog.text
    assert not (await looked(tmp_path))[0].holds


# --- a head that somebody kept ----------------------------------------------------------------


async def test_a_kept_head_holds_however_much_happened_since(tmp_path):
    await a_day(tmp_path)
    kept = [await kept_head(tmp_path), await kept_head(tmp_path, "f1")]
    async with serving(tmp_path) as world:
        await happen(world, "f1", 26)

    found, _ = await looked(tmp_path, kept)

    assert found.holds, found.lines
    assert f"still holds exactly these {kept[0].rows} rows" in "\n".join(found.lines)


async def test_an_end_cut_off_with_its_anchors_and_heads_is_seen_by_a_kept_head_alone(tmp_path):
    """Put back to an earlier anchor, row for row, nothing inside the database can tell."""
    path = await a_day(tmp_path)
    kept = await kept_head(tmp_path)
    end = await _put_back(path)

    inside, broken = await looked(tmp_path)
    found, _ = await looked(tmp_path, [kept])

    assert (inside.holds, broken) == (True, None)
    assert not found.holds
    assert f"it counted {kept.rows} rows, and this ledger ends before it" in "\n".join(found.lines)
    assert f"number {end}" in "\n".join(found.lines)


async def _put_back(path):
    """Cut everything after the last anchor but one."""
    (end,) = rows(
        path,
        "select max(number) from ledger_head where fair_id = 'all' and number <"
        " (select max(number) from ledger_head where fair_id = 'all')",
    )[0]
    sql(
        path,
        ("delete from ledger_head where number > ?", (end,)),
        ("delete from anchor where number > ?", (end,)),
        "delete from ledger where seq > coalesce((select max(seq) from anchor"
        " where anchor.stream = ledger.stream), 0)",
    )
    return end


async def test_a_history_that_went_on_otherwise_after_a_cut_is_another_one(tmp_path):
    path = await a_day(tmp_path)
    kept = await kept_head(tmp_path)
    await _put_back(path)
    async with serving(tmp_path) as world:
        for number in range(40, 44):
            await happen(world, "f1", number)
            await world.server.anchors.drop()

    found, _ = await looked(tmp_path, [kept])

    assert not found.holds
    assert "another history under that number" in "\n".join(found.lines)


async def test_a_kept_head_names_rows_that_were_rewritten_below_it(tmp_path):
    path = await a_day(tmp_path)
    kept = await kept_head(tmp_path, "f1")
    rewritten(path, 7)

    found, _ = await looked(tmp_path, [kept])

    assert "the rows that it covers were changed or are gone" in "\n".join(found.lines)


async def test_a_forged_kept_head_accuses_nobody_of_cutting(tmp_path):
    """Whoever invents a head to make honest figures look false is told that it is not signed."""
    await a_day(tmp_path)
    kept = await kept_head(tmp_path)
    (forged,) = heads_in(str(kept).replace(f".{kept.rows}.", f".{kept.rows + 50}."))

    found, _ = await looked(tmp_path, [forged])

    assert not found.holds
    assert "its signature does not fit" in "\n".join(found.lines)
    assert "cut off" not in "\n".join(found.lines)


# --- the key ----------------------------------------------------------------------------------


async def test_without_its_key_the_house_serves_on_and_says_that_nothing_is_signed(
    tmp_path, caplog
):
    path = await a_day(tmp_path)
    key = holder(path).path
    key.rename(tmp_path / "elsewhere")
    async with serving(tmp_path) as world:
        await happen(world, "f1", 50)
        await world.server.anchors.drop()

    assert not key.exists()
    assert "is missing: bring it back" in caplog.text
    found, _ = await looked(tmp_path)
    assert not found.holds
    assert "is missing" in found.lines[0]

    (tmp_path / "elsewhere").rename(key)
    async with serving(tmp_path) as world:
        await happen(world, "f1", 51)
    assert (await looked(tmp_path))[0].holds


async def test_another_key_in_its_place_is_named_and_signs_nothing(tmp_path, caplog):
    path = await a_day(tmp_path)
    before = last(path)
    holder(path).path.unlink()
    Key.make().keep(holder(path).path)
    async with serving(tmp_path) as world:
        await happen(world, "f1", 50)

    assert last(path) == before
    assert "is not the key that this ledger names" in caplog.text
    assert not (await looked(tmp_path))[0].holds


async def test_who_has_only_the_public_key_can_check_everything(tmp_path):
    path = await a_day(tmp_path)
    public = root_of(holder(path))
    holder(path).path.unlink()

    async with running(tmp_path) as world:
        assert world.look(examine, public).holds
        assert not world.look(examine, Key.make().public).holds
        assert not world.look(examine, "").holds


async def renewed(tmp_path, *, lost=False):
    async with running(tmp_path) as world:
        keys = world.server.anchors.keys
        await world.server.anchors.begin()
        head = world.look(newest_head)
        await keys.renew(world.database, str(head), lost=lost)
        await happen(world, "f1", 60)
        await world.server.anchors.drop()
        assert keys.key
        return keys.key.public


async def test_a_new_key_vouches_for_what_the_old_one_signed_and_the_old_one_for_it(tmp_path):
    path = await a_day(tmp_path)
    kept, old = await kept_head(tmp_path), root_of(holder(path))

    new = await renewed(tmp_path)

    assert root_of(holder(path)) == new != old
    for root in (new, old):
        found, _ = await looked(tmp_path, [kept], root)
        assert found.holds, (root, found.lines)


async def test_a_key_after_one_that_was_lost_is_believed_by_who_keeps_it_alone(tmp_path):
    path = await a_day(tmp_path)
    kept, old = await kept_head(tmp_path), root_of(holder(path))
    holder(path).path.unlink()

    new = await renewed(tmp_path, lost=True)

    assert (await looked(tmp_path, [kept], new))[0].holds
    found, _ = await looked(tmp_path, [kept], old)
    assert f"{new} is vouched for by no key that is believed" in "\n".join(found.lines)


async def test_an_old_key_that_was_stolen_signs_nothing_after_it_was_replaced(tmp_path):
    path = await a_day(tmp_path)
    stolen = load(holder(path).path)
    new = await renewed(tmp_path)
    signed_anew(path, stolen)

    found, _ = await looked(tmp_path, (), new)

    assert not found.holds
    assert "signed by a key that had been replaced by then" in "\n".join(found.lines)


async def test_a_server_that_runs_takes_a_new_key_with_its_next_anchor(tmp_path):
    async with serving(tmp_path) as world:
        await happen(world, "f1", 1)
        await world.server.anchors.drop()
        beside = KeyHolder(world.server.settings)
        await beside.open(world.database)
        await beside.renew(world.database, str(world.look(newest_head)), lost=False)
        await happen(world, "f1", 2)

        await world.server.anchors.drop()  # or the server's own round, a moment before
        head = world.look(newest_head)

    assert head
    assert beside.key
    assert head.key == beside.key.public
    assert (await looked(tmp_path))[0].holds


async def test_a_key_that_a_power_cut_left_beside_its_place_is_found(tmp_path, monkeypatch):
    """The power fails after the key was recorded and before it was moved to its place."""
    monkeypatch.setattr(KeyHolder, "put", lambda _self: None)
    async with running(tmp_path) as world:
        await world.server.anchors.begin()
    monkeypatch.undo()
    assert not holder(tmp_path / "fair.db").path.exists()

    async with serving(tmp_path) as world:
        await happen(world, "f1", 1)

    assert (await looked(tmp_path))[0].holds


async def test_anchors_from_before_the_key_are_named_as_not_signed(tmp_path):
    async with running(tmp_path) as world:
        await happen(world, "f1", 1)
        await world.server.anchors.drop()  # no key was begun: as an earlier version did
        await happen(world, "f1", 2)
    async with serving(tmp_path) as world:
        await happen(world, "f1", 3)

    found, broken = await looked(tmp_path)

    assert broken is None
    assert found.holds
    assert any(line.startswith("anchors: 1 are not signed") for line in found.lines)


async def test_two_that_sign_at_once_leave_heads_that_all_hold(tmp_path):
    """The server, and a command that somebody types beside it."""
    async with serving(tmp_path) as world, running(tmp_path) as beside:
        await beside.server.anchors.begin()
        for number in range(8):
            await asyncio.gather(happen(world, "f1", number), happen(beside, "f2", number))
            await asyncio.gather(world.server.anchors.drop(), beside.server.anchors.drop())

    found, broken = await looked(tmp_path)
    assert broken is None
    assert found.holds, found.lines
