"""A person's own pages, in a browser without JavaScript."""

import re

import pytest

from fair.contract.people import ChangePerson
from fair.glossary import Role
from fair.people import reads
from fair.people import writes as people_writes
from tests.people.helpers import (
    fields_of,
    recruiter,
    registered,
    seeker,
    send,
    signed_in,
)


async def test_the_questions_can_be_answered_and_skipped_one_at_a_time(world):
    lan = await registered(world)
    answer, skip = "/commands/person.answer", "/commands/person.skip_question"
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        page = await browser.get("/me/questions?then=/queues")
        assert "Question 1 of 7" in page.text
        await browser.post(answer, data={**fields_of(page, answer), "values": ["sewing", "food"]})
        page = await browser.get("/me/questions")
        await browser.post(answer, data={**fields_of(page, answer), "values": ["sewing:6", ""]})
        for expected in ("What can you do?", "Which certificates", "Which languages"):
            page = await browser.get("/me/questions")
            assert expected in page.text
            await browser.post(skip, data=fields_of(page, answer))

    told = world.look(reads.profile, lan)
    assert (told.work, told.years) == (("sewing", "food"), {"sewing": 6})
    assert told.asked == ("work", "years", "skills", "certificates", "languages")


async def test_a_county_is_chosen_by_three_taps_or_by_typing(world):
    lan = await registered(world)
    answer = "/commands/person.answer"
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        page = await browser.get("/me/questions?question=county&in=511100")
        assert "Muchuan" in page.text
        found = await browser.get("/me/questions?question=county&wanted=muchuan")
        assert "Muchuan, Leshan, Sichuan" in found.text
        for typed in ("ＭＵ－ＣＨＵＡＮ", "沐 川"):
            asked = {"question": "county", "wanted": typed}
            found = await browser.get("/me/questions", params=asked)
            assert "Muchuan, Leshan, Sichuan" in found.text
        await browser.post(answer, data={**fields_of(page, answer), "values": "511129"})

    assert world.look(reads.person, lan).county == "511129"


async def test_a_cv_is_kept_given_back_as_an_attachment_and_to_nobody_else(world):
    lan, wang = await registered(world), await registered(world, "13900000000")
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        me = await browser.get("/me")
        fields = fields_of(me, "/me/files")
        cv = {"file": ("简历 <1>.pdf", b"%PDF-1.7 sewing", "text/html")}
        kept = await browser.post("/me/files", data=fields, files=cv)
        assert kept.status_code == 303
        picture = {"file": ("id.jpg", b"\xff\xd8\xff", "image/jpeg")}
        assert (await browser.post("/me/files", data=fields, files=picture)).status_code == 415
        large = {"file": ("cv.pdf", b"%PDF-" + b"x" * 5_100_000, "application/pdf")}
        assert (await browser.post("/me/files", data=fields, files=large)).status_code == 413

        [file] = world.look(reads.attachments, lan)
        got = await browser.get(f"/attachments/{file.id}")
        assert got.content == b"%PDF-1.7 sewing"
        assert got.headers["content-type"] == "application/pdf"
        assert got.headers["content-disposition"].startswith("attachment;")
    async with world.web(await signed_in(world, person_id=wang)) as browser:
        assert (await browser.get(f"/attachments/{file.id}")).status_code == 404
    mei = await recruiter(world)
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        assert (await browser.get(f"/attachments/{file.id}")).status_code == 404
        await world.work(
            lambda work: people_writes.give_consent(
                work, lan, "e00000000001", "f00000000001", "joined_queue"
            )
        )
        assert (await browser.get(f"/attachments/{file.id}")).status_code == 200


@pytest.mark.parametrize(
    "path", ["/help", "/privacy", "/sign-in", "/sign-in/number", "/sign-in/read-out"]
)
@pytest.mark.parametrize("language", ["en", "zh-CN", "ja"])
async def test_plain_pages_answer_in_every_language(world, path, language):
    async with world.web(language=language) as browser:
        assert (await browser.get(path)).status_code == 200


@pytest.mark.parametrize("path", ["/me", "/me/knows", "/me/questions", "/me/link", "/me/confirm"])
async def test_a_seekers_pages_are_for_seekers(world, path):
    mei = await recruiter(world)
    async with world.web() as browser:
        assert (await browser.get(path)).status_code == 401
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        assert (await browser.get(path)).status_code == (200 if path == "/me" else 403)


async def test_the_organiser_finds_a_person_by_the_end_of_the_number(world):
    lan = await registered(world)
    await registered(world, "13900000000", given_name="Wang")
    olga = await recruiter(world, "olga@pes.example", role=Role.ORGANISER, employer_id="")
    async with world.web(await signed_in(world, account_id=olga)) as browser:
        page = await browser.get("/organise/people?wanted=5678")
        assert "Zhao Lan" in page.text
        assert "Wang" not in page.text
        confirm = "/commands/person.confirm_by_organiser"
        await send(browser, page, confirm)
    assert world.look(reads.person, lan).confirmed


@pytest.mark.parametrize("wanted", ["zhaolan", "ＺＨＡＯ ＬＡＮ", "Zhao\u200bLan", "hao la"])
async def test_the_organiser_finds_a_person_however_the_name_is_written(world, wanted):
    lan = await registered(world)
    wang = await registered(world, "13900000000", given_name="李 明")
    assert [one.id for one in world.look(reads.search, wanted)] == [lan]

    for typed in ("李明", "李 明", "李\u3000明"):
        assert [one.id for one in world.look(reads.search, typed)] == [wang]
    assert world.look(reads.search, "!!") == ()

    await world.do(ChangePerson(given_name="Wang Fang"), seeker(wang))
    assert [one.id for one in world.look(reads.search, "wangfang")] == [wang]
    assert world.look(reads.search, "李明") == ()


async def test_erasing_from_the_own_page_ends_everything(world):
    lan = await registered(world)
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        me = await browser.get("/me")
        await send(browser, me, "/commands/person.erase", sure="yes")
        assert (await browser.get("/me")).status_code == 401
    assert world.look(reads.person, lan).erased


async def test_who_knows_me_names_each_employer_and_one_tap_takes_it_back(world):
    lan = await registered(world)
    await world.work(
        lambda work: people_writes.give_consent(
            work, lan, "e00000000001", "f00000000001", "joined_queue"
        )
    )
    withdraw = "/commands/consent.withdraw"
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        page = await browser.get("/me/knows")
        assert "because you joined its queue" in page.text
        assert "how far the work is from home" in page.text
        assert "home county" not in page.text
        read = await browser.get("/me/knows", headers={"accept-language": "zh-CN"})
        assert re.search(r"能看到：\s*姓名、您是否已满 18 岁、", read.text)
        await send(browser, page, withdraw)
        after = await browser.get("/me/knows")
        assert withdraw not in after.text
        assert "Taken back" in after.text
