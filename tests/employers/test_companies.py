"""Everybody reads who may recruit: licence, validity, what they may do, as of a day."""

import re

import pytest

from fair.contract.employers import (
    LicenceExpire,
    LicenceFallDue,
    LicenceReject,
    LicenceSubmit,
    LicenceSuspend,
)
from fair.employers import company_views, store
from fair.employers.licence import LicenceTerms
from fair.glossary import EmployerKind, LicenceState
from fair.languages import NO_TEXTS
from tests.booths.scene import CODE, seen

REASON = "Two workers reported a fee."


async def test_everybody_reads_which_company_may_recruit_and_from_which_day_that_is(scene):
    page = await seen(scene, "/companies")

    assert f'href="/companies/{scene.employer_id}"' in page
    assert CODE in page
    assert "May hire people for itself" in page
    assert re.search(r"As of \w+ \d+, 20\d\d|As of \d+ \w+ 20\d\d", page)
    assert "Checked by the organiser on" in page


async def test_the_fair_leads_to_the_companies_and_each_has_an_address_of_its_own(scene):
    assert 'href="/companies"' in await seen(scene, f"/fairs/{scene.fair_id}")

    page = await seen(scene, f"/companies/{scene.employer_id}")

    assert CODE in page
    assert "Huafeng" in page


async def test_nothing_of_what_waits_or_was_never_accepted_is_public(scene):
    world = scene.world
    await world.do(LicenceSubmit(employer_id=scene.other_id, number=CODE), scene.stranger)

    assert "Lianhe" not in await seen(scene, "/companies")
    async with world.web() as web:
        assert (await web.get(f"/companies/{scene.other_id}")).status_code == 404
        assert (await web.get("/companies/e00000000000")).status_code == 404


async def test_no_name_address_or_reason_of_anybody_stands_there(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceSuspend(licence_id=row.id, reason=REASON), scene.organiser)

    for path in ("/companies", f"/companies/{scene.employer_id}"):
        page = await seen(scene, path)
        for secret in (REASON, "Mei", "Olga", "@example", "@staff"):
            assert secret not in page, (path, secret)


async def test_a_paused_company_is_said_to_be_paused_since_a_day(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceSuspend(licence_id=row.id, reason=REASON), scene.organiser)

    page = await seen(scene, "/companies")

    assert "The organiser paused its recruiting on" in page
    assert "May hire people for itself" not in page


async def test_a_company_whose_licence_ran_out_keeps_its_address_and_leaves_the_list(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceExpire(licence_id=row.id))

    assert "Huafeng" not in await seen(scene, "/companies")
    assert "it may not recruit" in await seen(scene, f"/companies/{scene.employer_id}")


async def test_who_is_paused_stands_apart_from_those_that_may_recruit(scene):
    (row,) = scene.world.rows("select id from licence")

    def another(work):
        made = store.add_employer(work, "Zhonghe", NO_TEXTS, EmployerKind.DIRECT)
        one = store.add_licence(work, made.id, EmployerKind.DIRECT, LicenceTerms(number=CODE))
        store.move_licence(work, one, LicenceState.VERIFIED, checked=True)

    await scene.world.work(another)
    await scene.world.do(LicenceSuspend(licence_id=row.id, reason=REASON), scene.organiser)

    page = await seen(scene, "/companies")

    may, may_not = page.split("They may not recruit now")
    assert "Zhonghe" in may
    assert "Huafeng" not in may
    assert "Huafeng" in may_not
    assert "Sign nothing there and pay nothing" in may_not


async def test_a_company_whose_six_month_check_is_due_says_so_in_the_organisers_word(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceFallDue(licence_id=row.id))

    for path in ("/companies", f"/companies/{scene.employer_id}"):
        page = await seen(scene, path)
        assert "May hire people for itself" in page
        assert "Must be checked again" in page
        assert "nothing new opens until the next one" in page
    assert "Must be checked again" in await seen(scene, "/organise/employers", "organiser")


async def test_a_licence_that_ran_out_is_still_said_to_when_another_one_is_handed_in(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceExpire(licence_id=row.id))
    another = LicenceSubmit(employer_id=scene.employer_id, number=CODE)
    waits = await scene.world.do(another, scene.recruiter)

    page = f"/companies/{scene.employer_id}"
    assert "Its licence has run out" in await seen(scene, page)
    refuse = LicenceReject(licence_id=waits.licence_id, reason=REASON)
    await scene.world.do(refuse, scene.organiser)
    assert "Its licence has run out" in await seen(scene, page)


async def test_who_was_refused_at_a_later_check_keeps_its_address_and_may_not_recruit(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceFallDue(licence_id=row.id))
    await scene.world.do(LicenceReject(licence_id=row.id, reason=REASON), scene.organiser)

    assert "Huafeng" not in await seen(scene, "/companies")
    page = await seen(scene, f"/companies/{scene.employer_id}")
    assert "The organiser no longer accepts its licence: it may not recruit" in page
    assert REASON not in page


async def test_who_looks_for_a_company_whose_licence_is_over_reads_that(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceExpire(licence_id=row.id))

    page = await seen(scene, "/companies?wanted=Huafeng")

    assert "Its licence has run out" in page
    assert "No such company" not in page


async def test_a_name_of_several_words_is_found_with_its_blanks_and_without(scene):
    def another(work):
        made = store.add_employer(work, "Hua & Sons (Jiaxing) Ltd.", NO_TEXTS, EmployerKind.DIRECT)
        one = store.add_licence(work, made.id, EmployerKind.DIRECT, LicenceTerms(number=CODE))
        store.move_licence(work, one, LicenceState.VERIFIED, checked=True)
        return made.id

    employer_id = await scene.world.work(another)

    for wanted in ("Hua %26 Sons", "hua sons jiaxing", "（ＪＩＡＸＩＮＧ）", "SonsJiaxingLtd"):
        assert f"/companies/{employer_id}" in await seen(scene, f"/companies?wanted={wanted}")


WIDE = CODE.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)})


@pytest.mark.parametrize(
    "wanted",
    ["huafeng", "ＨＵＡ－ＦＥＮＧ", CODE, CODE.lower(), WIDE, CODE[:10], WIDE[:10],
     f"{CODE[:8]} {CODE[8:]}", f"{CODE[:8]}-{CODE[8:]}"],
)  # fmt: skip
async def test_a_company_is_found_by_name_or_number_however_written(scene, wanted):
    assert f"/companies/{scene.employer_id}" in await seen(scene, f"/companies?wanted={wanted}")


async def test_who_is_not_listed_is_said_to_have_no_checked_licence(scene):
    page = await seen(scene, "/companies?wanted=Bohai")

    assert "has no licence that the organiser has checked" in page


async def test_the_list_comes_a_page_at_a_time(scene):
    def many(work):
        for n in range(company_views.PAGE):
            made = store.add_employer(work, f"Aa {n:03}", NO_TEXTS, EmployerKind.DIRECT)
            terms = LicenceTerms(number=CODE)
            one = store.add_licence(work, made.id, EmployerKind.DIRECT, terms)
            store.move_licence(work, one, LicenceState.VERIFIED, checked=True)

    await scene.world.work(many)

    first, second = await seen(scene, "/companies"), await seen(scene, "/companies?page=2")

    assert "Aa 000" in first
    assert "Huafeng" not in first
    assert "Huafeng" in second
    assert "page=3" not in second


async def test_a_browser_that_has_the_list_is_not_sent_it_again(scene):
    async with scene.world.web() as web:
        first = await web.get("/companies")
        again = await web.get("/companies", headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(("lang", "words"), [("zh", "可以招聘的企业"), ("ja", "採用できる企業")])
async def test_it_is_read_in_each_language(scene, lang, words):
    assert words in await seen(scene, "/companies", language=lang)
