"""The organiser's list of employers."""

import pytest

from fair.contract.employers import EmployerChange
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
