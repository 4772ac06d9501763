"""How far work is from home: four steps, none of which says where home is."""

import pytest

from fair.codes.distances import Distance, distance, nearest

MUCHUAN, JIANWEI, CHENGDU, SHUNDE = "511129", "511123", "510104", "440606"
NEAR, PROVINCE, FAR, ABROAD = Distance


@pytest.mark.parametrize(
    ("home", "work", "country", "how_far"),
    [
        (MUCHUAN, MUCHUAN, "", NEAR),
        (MUCHUAN, JIANWEI, "", NEAR),
        (MUCHUAN, "511100", "", NEAR),  # a post that names the city alone
        (MUCHUAN, CHENGDU, "", PROVINCE),
        (MUCHUAN, SHUNDE, "", FAR),
        (MUCHUAN, SHUNDE, "JP", ABROAD),
        ("110101", "110105", "", NEAR),  # districts of a municipality
        ("500101", "500229", "", NEAR),  # its counties too
        ("441900", "441900", "", NEAR),  # a city without counties
        ("441900", SHUNDE, "", PROVINCE),
        ("429004", "429004", "", NEAR),
        ("429004", "429005", "", PROVINCE),  # under the province, and no city of theirs
        ("810000", "810000", "", NEAR),
        ("", SHUNDE, "", None),
        ("", "", "JP", None),
        (MUCHUAN, "", "", None),
        (MUCHUAN, "999999", "", None),
        ("999999", "999999", "", None),
    ],
)
def test_work_is_so_far_from_home(home, work, country, how_far):
    assert distance(home, work, country) is how_far


def test_a_neighbour_reads_the_same_as_the_home_county_itself():
    assert distance(MUCHUAN, MUCHUAN) is distance(JIANWEI, MUCHUAN)


def test_of_several_places_the_nearest_counts():
    assert nearest([ABROAD, None, PROVINCE, FAR]) is PROVINCE
    assert nearest([None]) is None
    assert nearest([]) is None
