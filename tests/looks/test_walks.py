"""Ten walks of the look queue, as people see them: found, decided, undone, history."""

import re

import pytest

from fair.contract.looks import DecideLook, UndoLook
from fair.decisions import NotAllowed
from tests.booths.scene import csrf, seen
from tests.hiring.stage import Stage
from tests.looks.walks import WALKS
from tests.world import some


def queue(stage: Stage) -> str:
    return f"/board/{stage.scene.fair_id}/looks"


async def waiting(stage: Stage) -> str:
    """Return what the organiser sees waiting."""
    page = await seen(stage.scene, queue(stage), "organiser")
    return page.partition('id="waiting"')[2].partition('id="decided"')[0]


async def decided(stage: Stage) -> str:
    page = await seen(stage.scene, queue(stage), "organiser")
    return page.partition('id="decided"')[2]


async def press(stage: Stage, name: str, **fields: str) -> None:
    """Press a button of the look queue, without JavaScript."""
    async with stage.world.web(stage.scene.tokens["organiser"]) as web:
        token = await csrf(web, queue(stage))
        fields |= {"csrf": token, "command_id": f"pressed-{len(stage.world.kinds())}"}
        fields["then"] = queue(stage)
        answer = await web.post(f"/commands/{name}", data=fields)
        assert answer.status_code == 303, answer.text[:900]


def the_look(page: str) -> str:
    return some(re.search(r'name="look_id" value="([^"]+)"', page))[1]


@pytest.mark.parametrize("way", WALKS)
async def test_found_refused_undone_let_stand_and_all_of_it_is_history(stage: Stage, way: str):
    walk = await WALKS[way](stage)

    page = await waiting(stage)
    assert f"<mark>{walk.words}" in page or "<mark>Bring 300 yuan" in page
    assert "Huafeng" in page
    assert (walk.words in await walk.read()) is walk.while_waiting
    look_id = the_look(page)
    mine = await seen(stage.scene, "/desk/looks", "recruiter")
    assert "<mark>" in mine
    assert ("age" if way == "an age limit" else "money asked for the work") in mine

    rule = "age" if way == "an age limit" else "fee"
    await press(
        stage,
        "look.decide",
        look_id=look_id,
        verdict="refuse",
        rule=rule,
        reason="Against the law.",
    )
    read = await walk.read()
    assert walk.words not in read
    assert walk.hidden_says in read
    assert look_id not in await waiting(stage)
    assert "Against the law." in await seen(stage.scene, "/desk/looks", "recruiter")

    await press(stage, "look.undo", look_id=look_id)
    assert the_look(await waiting(stage)) == look_id
    assert (walk.words in await walk.read()) is walk.while_waiting

    await press(stage, "look.decide", look_id=look_id, verdict="stand")
    read = await walk.read()
    assert walk.words in read
    assert "The organiser is looking at" not in read
    history = await decided(stage)
    acts = ["The words went to the organiser", "Not allowed", "Decision taken back", "Let stand"]
    found = [history.index(act, history.index("timeline")) for act in acts]
    assert found == sorted(found)
    assert history.count("Olga") >= 3
    assert "Against the law." in history
    kinds = stage.world.kinds(stage.scene.fair_id)
    assert [kind for kind in kinds if kind.startswith("look.")] == [
        "look.asked", "look.decided", "look.undone", "look.decided",
    ]  # fmt: skip
    assert stage.world.chain_holds()


@pytest.mark.parametrize("way", WALKS)
async def test_what_was_let_stand_waits_again_once_that_is_taken_back(stage: Stage, way: str):
    walk = await WALKS[way](stage)
    look_id = the_look(await waiting(stage))
    await press(stage, "look.decide", look_id=look_id, verdict="stand")

    await press(stage, "look.undo", look_id=look_id)

    assert (walk.words in await walk.read()) is walk.while_waiting
    assert the_look(await waiting(stage)) == look_id


async def test_no_words_and_no_name_of_a_decision_are_in_the_ledger(stage: Stage):
    await WALKS["an answer"](stage)
    look_id = the_look(await waiting(stage))
    await press(
        stage, "look.decide", look_id=look_id, verdict="refuse", rule="fee", reason="A pledge, no."
    )

    facts = [
        row.data for row in stage.world.rows("select data from ledger where kind like 'look%'")
    ]
    assert len(facts) == 2
    assert not [one for one in facts if "300" in one or "pledge" in one]
    assert [stage.scene.organiser.account_id in one for one in facts] == [False, True]


async def test_who_is_no_organiser_decides_nothing(stage: Stage):
    await WALKS["a message"](stage)
    look_id = the_look(await waiting(stage))
    lan = await stage.person("Lan")

    for actor in (stage.mei, stage.scene.stranger, lan):
        for command in (DecideLook(look_id=look_id, verdict="stand"), UndoLook(look_id=look_id)):
            with pytest.raises(NotAllowed):
                await stage.world.do(command, actor)
    async with stage.world.web(stage.tokens["Lan"]) as web:
        assert (await web.get(queue(stage))).status_code == 403


async def test_money_stands_first_and_each_kind_can_be_seen_alone(stage: Stage):
    await WALKS["a message"](stage)
    await WALKS["an age limit"](stage)

    page = await waiting(stage)
    assert page.index("Bring 300 yuan") < page.index("Aged 18 to 35")
    posts = await seen(stage.scene, f"{queue(stage)}?kind=post", "organiser")
    assert "Aged 18 to 35" in posts
    assert "Bring 300 yuan" not in posts
    anything = await seen(stage.scene, f"{queue(stage)}?kind=nothing%20known", "organiser")
    assert "Bring 300 yuan" in anything


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "ja"])
async def test_the_queue_speaks_the_organisers_language(stage: Stage, lang: str):
    for way in WALKS.values():
        if way not in (WALKS["a next step"], WALKS["typed in a call"], WALKS["an offer"]):
            stage.tokens.pop("Lan", None)
            await way(stage)

    page = await seen(stage.scene, queue(stage), "organiser", lang)
    words = {"en": "Waiting for you", "zh-Hans": "等您", "ja": "確認待ち"}
    assert words[lang] in page
