"""The organiser's list of employers."""

import pytest

from fair.contract.employers import EmployerChange
from fair.screening.refusals import FeeAsked
from tests.booths.scene import seen


@pytest.mark.parametrize("wanted", ["huafeng", "ＨＵＡ－ＦＥＮＧ", "华丰", "华 丰", "ｶﾞｰﾈｯﾄ"])
async def test_an_employer_is_found_by_any_of_its_names_however_written(scene, wanted):
    names = {"zh-Hans": "华丰制衣", "ja": "ガーネット"}
    await scene.world.do(
        EmployerChange(
            employer_id=scene.employer_id, legal_name="HuaFeng", kind="direct", names=names
        ),
        scene.organiser,
    )

    page = await seen(scene, f"/organise/employers?wanted={wanted}", "organiser")

    assert f"/organise/employers/{scene.employer_id}" in page
    assert f"/organise/employers/{scene.other_id}" not in page


@pytest.mark.parametrize(
    "said",
    [{"legal_name": "Bring a deposit of 300 yuan"}, {"names": {"zh-Hans": "入职先交押金300元"}}],
    ids=["its legal name", "its name in another language"],
)
async def test_no_name_of_an_employer_asks_for_money(scene, said):
    named = {"legal_name": "HuaFeng", "kind": "direct", **said}
    with pytest.raises(FeeAsked):
        await scene.world.do(
            EmployerChange(employer_id=scene.employer_id, **named), scene.organiser
        )

    page = await seen(scene, "/organise/employers", "organiser")
    assert "deposit of 300" not in page
    assert "押金300" not in page
