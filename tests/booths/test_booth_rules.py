"""What a booth is called: rules without a database."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fair.booths.booth import Booth, called, lacks_licence, names_of
from fair.employers.employer import Employer
from fair.employers.licence import Licence
from fair.glossary import BoothState, EmployerKind, LicenceState
from fair.languages import NO_TEXTS, Texts
from fair.rooms.room import Room

HUAFENG = Employer(
    id="e1", name="华丰制衣", names=Texts({"en": "Huafeng"}), kind=EmployerKind.DIRECT,
    created_at=datetime(2026, 11, 21, tzinfo=UTC),
)  # fmt: skip
LICENCE = Licence(
    id="l1", employer_id="e1", kind=EmployerKind.DIRECT, number="", authority="", valid_from=None,
    valid_to=None, reserve_cents=None, state=LicenceState.VERIFIED, reason="",
    submitted_at=datetime(2026, 11, 21, tzinfo=UTC), checked_at=None,
)  # fmt: skip


def a_booth(title: str = "") -> Booth:
    return Booth(
        id="b1", fair_id="f1", hall_id="h1", employer_id="e1", number=1, title=title,
        about=NO_TEXTS, state=BoothState.OPEN, cause=None,
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hans"])
@pytest.mark.parametrize("title", ["", "Sewing hall"])
def test_a_room_is_called_as_its_booth_is(title, lang):
    name, names = names_of(title, HUAFENG)
    room = Room("b1", "f1", "e1", name, (), names)

    assert room.called(lang) == called(a_booth(title), HUAFENG, lang)


def test_a_booth_is_called_by_its_title_else_by_its_employers_name_for_the_reader():
    assert called(a_booth("Sewing hall"), HUAFENG, "en") == "Sewing hall"
    assert called(a_booth(), HUAFENG, "en") == "Huafeng"
    assert called(a_booth(), HUAFENG, "ja") == "华丰制衣"
    assert called(a_booth(), None, "en") == ""


@pytest.mark.parametrize(
    ("state", "licence", "lacks"),
    [
        (BoothState.CLOSED, None, True),
        (BoothState.CLOSED, LicenceState.DUE, True),
        (BoothState.CLOSED, LicenceState.VERIFIED, False),
        (BoothState.PAUSED, LicenceState.DUE, False),
    ],
)
def test_opening_needs_a_verified_licence_and_going_on_does_not(state, licence, lacks):
    booth = replace(a_booth(), state=state)
    shown = replace(LICENCE, state=licence) if licence else None

    assert lacks_licence(booth, shown) is lacks
