"""What employers see of a person, how it is taken back, and how everything is erased."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from fair.contract.people import (
    AnswerQuestion,
    ChangePerson,
    Erase,
    EraseOnRequest,
    RemoveFile,
    WithdrawConsent,
)
from fair.contract.phone_codes import ConfirmByOrganiser
from fair.days import HOME, day_at
from fair.db import utc_now
from fair.decisions import Actor, NotAllowed, NotFound
from fair.glossary import Role
from fair.people import reads, views
from fair.people import writes as people_writes
from fair.people.refusals import TooManyFiles
from fair.sign_in import reads as sign_in_reads
from fair.web import Viewer
from tests.people.helpers import FAIR, ORGANISER, later, registered, seeker, signed_in

HUAFENG = "e00000000001"


# --- consent -------------------------------------------------------------------------------------


def consent(world, person_id, employer_id=HUAFENG, fair_id=FAIR):
    return world.work(
        lambda work: people_writes.give_consent(
            work, person_id, employer_id, fair_id, "joined_queue"
        )
    )


def card(world, person_id, employer_id=HUAFENG):
    actor = Actor(Role.RECRUITER, account_id="a00000000002", employer_id=employer_id)
    today = day_at(utc_now(), HOME)
    return world.look(views.card, Viewer(actor, "en", "Asia/Shanghai"), person_id, today)


async def test_an_employer_sees_a_card_after_consent_and_never_number_or_birth_date(world):
    lan = await registered(world, born_on="1990-04-30")
    me = seeker(lan)
    await world.do(AnswerQuestion(question="work", values=("sewing",)), me)
    await world.do(AnswerQuestion(question="years", values=("sewing:6",)), me)
    await world.do(AnswerQuestion(question="county", values=("511129",)), me)
    with pytest.raises(NotAllowed):
        card(world, lan)

    await consent(world, lan)

    seen = card(world, lan)
    assert seen["told"]["years"] == "Sewing and garments 6 years"
    assert (seen["told"]["county"], seen["protected"]) == ("", False)
    with pytest.raises(NotAllowed):
        card(world, lan, "e00000000002")


async def test_consent_twice_is_one_consent(world):
    lan = await registered(world)
    await consent(world, lan)
    await consent(world, lan)

    assert len(world.look(reads.consents_of, lan)) == 1
    assert world.kinds().count("consent.given") == 1
    with pytest.raises(IntegrityError):
        await world.work(
            lambda work: work.write(
                text(
                    "INSERT INTO consent SELECT 'x', person_id, employer_id, fair_id, given_at,"
                    " why, fields, NULL FROM consent"
                )
            )
        )


async def test_what_is_taken_back_is_gone_at_once_at_every_fair_of_that_employer(world):
    lan = await registered(world)
    await consent(world, lan)
    await consent(world, lan, fair_id="f00000000002")
    await consent(world, lan, employer_id="e00000000002")

    await world.do(WithdrawConsent(employer_id=HUAFENG), seeker(lan))

    assert not world.look(reads.consented, HUAFENG, lan)
    assert world.look(reads.consented, "e00000000002", lan)
    assert world.kinds().count("consent.withdrawn") == 2
    with pytest.raises(NotAllowed):
        card(world, lan)
    with pytest.raises(NotFound):
        await world.do(WithdrawConsent(employer_id=HUAFENG), seeker(lan))


async def test_who_joins_again_after_taking_back_gives_a_new_consent(world):
    lan = await registered(world)
    await consent(world, lan)
    await world.do(WithdrawConsent(employer_id=HUAFENG), seeker(lan))
    await consent(world, lan)

    assert world.look(reads.consented, HUAFENG, lan)
    assert len(world.look(reads.consents_of, lan)) == 2


# --- files and erasing ---------------------------------------------------------------------------


def add_cv(
    world, person_id, name="Zhao Lan's sewing life.pdf", content=b"%PDF-1.7 sewed in Foshan"
):
    return world.work(
        lambda work: people_writes.keep_file(work, name, content, 1000), actor=seeker(person_id)
    )


async def test_three_files_are_enough_and_nobody_removes_somebody_elses(world):
    lan, wang = await registered(world), await registered(world, "13900000000")
    files = [await add_cv(world, lan) for _ in range(3)]
    with pytest.raises(TooManyFiles):
        await add_cv(world, lan)
    with pytest.raises(NotFound):
        await world.do(RemoveFile(attachment_id=files[0]), seeker(wang))

    await world.do(RemoveFile(attachment_id=files[0]), seeker(lan))

    assert len(world.look(reads.attachments, lan)) == 2


def everything(world):
    """Every value of every table of the database, as one text."""
    tables = world.look(lambda at: inspect(at).get_table_names())
    rows = [
        row for table in tables if table != "alembic_version"
        for row in world.rows(f'SELECT * FROM "{table}"')
    ]  # fmt: skip
    return "\n".join(str(tuple(row)) for row in rows)


VALUES = (
    "Zhao Lan", "13812345678", "1990-04-30", "511129", "lockstitch", "life.pdf", "sewed in Foshan",
)  # fmt: skip


@pytest.mark.parametrize("asked_by", ["person", "organiser"])
async def test_erasing_removes_every_value_and_the_record_still_verifies(world, asked_by):
    lan = await registered(world)
    me = seeker(lan)
    token = await signed_in(world, person_id=lan, device="Android · WeChat")
    await world.do(AnswerQuestion(question="work", values=("sewing",)), me)
    await world.do(AnswerQuestion(question="skills", values=("lockstitch",)), me)
    await world.do(AnswerQuestion(question="county", values=("511129",)), me)
    await world.do(ChangePerson(given_name="Zhao Lan", lang="zh-Hans"), me)
    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)
    await add_cv(world, lan)
    await consent(world, lan)
    before = everything(world)
    assert [value for value in VALUES if value not in before] == []
    assert world.rows(f"SELECT * FROM alias WHERE person_id = '{lan}'")

    if asked_by == "person":
        await world.do(Erase(sure="yes"), me)
    else:
        await world.do(EraseOnRequest(person_id=lan, sure="yes", reason="phoned"), ORGANISER)

    after = everything(world)
    assert [value for value in VALUES if value in after] == []
    assert "Android" not in after
    assert world.rows(f"SELECT * FROM alias WHERE person_id = '{lan}'") == []
    assert world.look(reads.person, lan).erased
    assert world.look(sign_in_reads.identify, token, "").role is Role.VISITOR
    assert world.chain_holds()
    assert "person.erased" in world.kinds(FAIR)


async def test_all_facts_of_an_erased_person_stand_under_one_alias(world):
    lan = await registered(world)
    await consent(world, lan)
    await world.do(Erase(sure="yes"), seeker(lan))

    rows = world.rows(f"SELECT data FROM ledger WHERE fair_id = '{FAIR}'")
    aliases = {row.data.split('"person_id":"')[1][:12] for row in rows}

    assert len(rows) == 4
    assert len(aliases) == 1
    assert lan not in str(rows)


async def test_after_erasing_the_number_is_free_for_its_owner(world):
    lan = await registered(world)
    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)
    await world.do(Erase(sure="yes"), seeker(lan))
    await later(world, "code", timedelta(minutes=2))

    assert await registered(world) != lan
    with pytest.raises(NotFound):
        await world.do(EraseOnRequest(person_id=lan, sure="yes", reason="phoned"), ORGANISER)
