"""How much of a fair fits on one screen of a wall, with the employers' names or without."""

import pytest

from fair.board.wall_views import is_dense


@pytest.mark.parametrize(
    ("halls", "dense"),
    [([], False), ([43], False), ([8] * 5, False), ([9, 9, 9, 8, 8], True), ([60], True),
     ([6] * 10, True)],
)  # fmt: skip
def test_names_stand_where_they_fit_with_every_row_and_every_title_of_a_hall(halls, dense):
    assert is_dense(halls) is dense
