"""Numbers, days and choices of messages are read as people type them; an empty one is not said."""

from datetime import date
from decimal import Decimal

import pytest
from starlette.datastructures import FormData
from starlette.requests import Request

from fair.contract.booths import BoothCreate, BoothTell, DutyBackIn
from fair.contract.employers import LicenceSubmit
from fair.contract.hiring import MakeOffer
from fair.contract.interviews import ConcludeInterview
from fair.contract.programme import CreateFair
from fair.days import local_time
from fair.forms import command_of, field
from fair.web import asked, page_number

UNSEEN = "\u200b\u202e\ufeff"


@pytest.mark.parametrize(
    ("kind", "name", "written", "read"),
    [
        (BoothCreate, "number", "１４", 14),
        (BoothCreate, "number", f"{UNSEEN}14.", 14),
        (BoothCreate, "number", UNSEEN, None),
        (DutyBackIn, "minutes", "١٠", 10),
        (LicenceSubmit, "reserve_yuan", "￥3,000,000", 3_000_000),
        (LicenceSubmit, "valid_to", "２０２９年１月２日", date(2029, 1, 2)),
        (LicenceSubmit, "valid_to", "2029/01/02", date(2029, 1, 2)),
        (LicenceSubmit, "valid_to", " ", None),
        (LicenceSubmit, "number", "９１３３－０４８１", "9133-0481"),
        (MakeOffer, "pay_base", "$4,600.50", Decimal("4600.50")),
        (MakeOffer, "starts_on", "2026.12.1", date(2026, 12, 1)),
        (MakeOffer, "meals", "ｆｒｅｅ", "free"),
        (MakeOffer, "as_reserve", f"{UNSEEN}true", True),
        (MakeOffer, "as_reserve", UNSEEN, False),
        (ConcludeInterview, "when", "2026/12/01 ０９:００", local_time("2026-12-01T09:00")),
        (CreateFair, "most_tickets", "5", 5),
        (CreateFair, "most_tickets", UNSEEN, 3),
    ],
)
def test_a_figure_is_read_as_it_is_typed(kind, name, written, read):
    assert getattr(kind.model_validate({**kind.example, name: written}), name) == read


def test_a_form_leaves_out_what_holds_only_signs_that_nobody_sees():
    form = FormData(
        [("booth_id", "b00000000001"), ("title", UNSEEN), ("about.en", f"{UNSEEN}Hi\r\nyou"),
         ("replies", UNSEEN), ("replies", f"Yes{UNSEEN}."), ("replies", "")]
    )  # fmt: skip

    read = command_of(form, BoothTell)

    assert (read.title, read.replies, dict(read.about)) == ("", ("Yes.",), {"en": "Hi\nyou"})


def test_what_is_read_of_a_form_or_an_address_passes_the_door():
    form = FormData([("phone", f" １３９{UNSEEN} \n1"), ("then", "/me")])
    assert (field(form, "phone"), field(form, "then"), field(form, "no")) == ("１３９ 1", "/me", "")

    def at(query: bytes) -> Request:
        return Request({"type": "http", "query_string": query, "headers": []})

    request = at(b"q=%E2%80%8Ba%0Ab&page=%EF%BC%94")
    assert (asked(request, "q"), asked(request, "no", "x"), page_number(request)) == ("a b", "x", 4)
    assert [page_number(at(one)) for one in (b"", b"page=0", b"page=99999", b"page=x")] == [1] * 4
