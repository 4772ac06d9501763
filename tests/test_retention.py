"""What has a date is deleted on its date, not a day earlier, in works that are short."""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from fair import erasures
from fair.contract.people import Erase
from fair.db import Work, utc_now
from fair.people import reads as people
from fair.retention import MOST, Sweep, Sweeper
from fair.retention_list import SWEEPS
from tests.agreements.belongings import belongings
from tests.people.helpers import registered, seeker
from tests.world import running, serving

CODE = (
    "INSERT INTO code (id, purpose, person_id, fair_id, number, asker, network, sealed, proof, "
    "made_at, tries, misfits)"
)
ACT = "INSERT INTO account_act (id, account_id, what, at, by_account_id, device)"
LINKED = "INSERT INTO text_link (id, key_hash, person_id, ticket_id, made_at)"
LOOKED = "INSERT INTO look_act (id, look_id, what, rule, reason, account_id, at)"
GUEST = (
    "INSERT INTO guest (id, fair_id, call_id, booth_id, person_id, asked_by, sort, state, "
    "asked_at, mark, account_id, token, key_hash, name, company, country, let_in_at, gone_at, "
    "consented, epoch) SELECT 'g1', fair_id, id, booth_id, person_id, 'seeker', 'helper', 'over', "
    "rang_at, 'm1', '', 't', 'h', 'Ida', '', 'CN', rang_at, rang_at, 0, 1 FROM call LIMIT 1"
)
SAID = (
    "INSERT INTO yes_no SELECT id, 'overtime', fair_id, booth_id, person_id, {now}, 'yes', 's' "
    "FROM ticket LIMIT 1"
)
UNCONFIRMED = (
    "INSERT INTO enrolment SELECT 'n1', fair_id, 'asked', kind, name, code, number, authority, "
    "valid_from, valid_to, reserve_cents, contact_name, email, lang, asked_at, NULL, NULL, '', '', "
    "'', '', '' "
    "FROM enrolment LIMIT 1"
)
RESET = "INSERT INTO password_reset (id, account_id, token_hash, made_at)"
WAITS = (
    "INSERT INTO import_row (id, import_id, row, employer, vacancy_id, cells, at) "
    "SELECT 'w1', id, 2, 'Bohai', NULL, '[]', {now} FROM vacancy_import LIMIT 1"
)
WRONG = (
    'INSERT INTO import_problem (id, import_id, row, place, kind, "column", reason, value, says, '
    "\"values\", refused, at) SELECT 'p1', id, 2, 0, 'k', 'pay', 'r', '18,5', 's', '{{}}', 1, "
    "{now} FROM vacancy_import LIMIT 1"
)
OPENED = (
    "INSERT INTO audit_opened (id, fair_id, person_id, account_id, draw_id, why, salt, opened_at) "
    "SELECT 'o1', fair_id, person_id, 'a', '', 'Two hires on one day', 's', {now} "
    "FROM ticket LIMIT 1"
)
# One row of each kind that `belongings` does not make, written as the commands would leave it.
ENDED = (
    "UPDATE login SET revoked_at = made_at WHERE id = (SELECT min(id) FROM login)",
    "INSERT INTO key_link SELECT 'l1', person_id, account_id, made_at, made_at FROM login LIMIT 1",
    f"{CODE} VALUES ('k1', 'confirm', 'p', 'f', 'n', 'a', 'w', 's', '', {{now}}, 0, 0)",
    f"{ACT} VALUES ('t1', 'a', 'joined', {{now}}, '', 'Android')",
    f"{RESET} VALUES ('t1', 'a', 'h', {{now}})",
    "INSERT INTO call_note SELECT id, account_id, 'Sews well', rang_at FROM call LIMIT 1",
    "INSERT INTO call_message SELECT 's1', id, 'seeker', 'I sew', rang_at FROM call LIMIT 1",
    "INSERT INTO case_reply SELECT 'r1', id, 'a', 'Hm', 'answered', opened_at FROM rights_case",
    'UPDATE interview SET details = \'{{"note": "Come on Monday"}}\'',
    f"{LOOKED} SELECT 'a1', id, 'refused', 'fee', 'Money', 'a', asked_at FROM look LIMIT 1",
    GUEST,
    f"{LINKED} SELECT 'tl', 'h', person_id, 't', made_at FROM login LIMIT 1",
    "INSERT INTO microphone_check SELECT person_id, 'works', {now} FROM ticket LIMIT 1",
    SAID,
    UNCONFIRMED,
    "UPDATE vacancy_import SET problems = '[{{\"row\": 1}}]'",
    WAITS,
    WRONG,
    OPENED,
    "UPDATE draft_run SET ended_at = {now}",
    "UPDATE measure SET happened = 'Shouted at whoever wrote'",
)


@pytest.fixture
async def full(world):
    """A world in which something of each kind is kept."""
    await belongings(world)
    for statement in ENDED:
        filled = statement.format(now=int(utc_now().timestamp() * 1e6))
        await world.work(lambda work, filled=filled: work.write(text(filled)))
    return world


@pytest.mark.parametrize("name", [sweep.name for sweep in SWEEPS])
async def test_what_is_over_is_gone_on_its_day_and_not_the_day_before(full, name):
    sweep = next(one for one in SWEEPS if one.name == name)
    now = utc_now()
    alone = _sweeper(full, sweep)

    # The youngest thing of this kind was made a moment ago, the latest expiry lies some days ahead.
    assert await alone.round(now + timedelta(days=sweep.days, hours=-1)) == 0
    assert await alone.round(now + timedelta(days=sweep.days + 40)) > 0

    later = now + timedelta(days=sweep.days + 40)
    assert full.look(sweep.find, later - timedelta(days=sweep.days), sweep.most) == []
    assert full.chain_holds()


def _sweeper(world, *sweeps: Sweep) -> Sweeper:
    server = world.server
    return Sweeper(world.database, sweeps, server.dispatch.react, server.announce, lambda: None)


async def test_figures_and_records_hold_after_everything_is_over(full):
    await full.server.sweeper.round(utc_now() + timedelta(days=4000))

    for table, column in (("message", "text"), ("call_message", "text"), ("person", "name")):
        assert full.rows(f"SELECT 1 FROM {table} WHERE {column} != ''") == [], table
    for table in ("signal", "code", "login", "key_link", "invitation", "reply", "attachment"):
        left = full.rows(f"SELECT * FROM {table}")
        assert not left or table == "key_link", table
    assert full.chain_holds()


async def test_a_round_never_takes_more_rows_at_once_than_a_short_work(world):
    await world.work(lambda work: _add(work, 2 * MOST + 5))
    taken: list[int] = []
    sweep = next(one for one in SWEEPS if one.name == "codes")

    def drop(work: Work, before: datetime, keys: Sequence[str]) -> None:
        taken.append(len(keys))
        sweep.drop(work, before, keys)

    counting = Sweep(sweep.name, sweep.days, sweep.find, drop)

    assert await _sweeper(world, counting).round(utc_now()) == 2 * MOST + 5
    assert taken == [MOST, MOST, 5]


def _add(work, count: int) -> None:
    for number in range(count):
        work.write(text(f"{CODE} VALUES ('c{number}','n','p','f','1','a','w','s','',0,0,0)"))


async def test_who_came_back_is_not_erased_and_who_did_not_is_told_to_every_slice(world):
    lan, bo = await registered(world), await registered(world, "13900000001")
    micro = timedelta(days=731) // timedelta(microseconds=1)
    for long_ago in (
        f"UPDATE person SET made_at = made_at - {micro}",
        f"UPDATE participant SET at = at - {micro} WHERE person_id = '{lan}'",
    ):
        await world.work(lambda work, said=long_ago: work.write(text(said)))

    await world.server.sweeper.round(utc_now())

    assert world.look(people.person, lan).erased
    assert not world.look(people.person, bo).erased
    assert "person.erased" in world.kinds()
    assert world.rows(f"SELECT 1 FROM key_link WHERE person_id = '{lan}'") == []
    assert world.chain_holds()


async def test_a_restored_backup_forgets_again_whom_the_list_names(tmp_path):
    folder = tmp_path / "kept"
    async with running(folder) as world:
        lan, bo = await registered(world), await registered(world, "13900000001")
    shutil.copy(folder / "fair.db", tmp_path / "backup")
    async with running(folder) as world:
        await world.do(Erase(sure="yes"), seeker(lan))
        assert world.look(people.person, lan).erased
    shutil.copy(tmp_path / "backup", folder / "fair.db")

    async with serving(folder) as world:
        assert world.look(people.person, lan).erased
        assert not world.look(people.person, bo).erased
        assert world.server.erased.ids() == {lan}
        assert lan in (folder / "fair.db.erased").read_text()


async def test_whoever_was_erased_in_the_instant_before_a_crash_is_listed_at_the_next_start(world):
    lan = await registered(world)
    await world.do(Erase(sure="yes"), seeker(lan))
    world.server.erased.path.unlink()

    again = await erasures.carry(world.database, world.server.dispatch.react, world.server.erased)

    assert again == 0
    assert world.server.erased.ids() == {lan}
