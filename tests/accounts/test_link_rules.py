"""A person's own link: it leads back to its row, and only the house can make one."""

from hypothesis import given
from hypothesis import strategies as st

from fair.accounts import link as rules

REF = "p00000000001"


def test_a_link_leads_back_to_its_row_and_no_other_secret_or_purpose_does():
    token = rules.link_token("secret", rules.KEY, REF)
    assert rules.link_ref("secret", rules.KEY, token) == REF
    assert rules.link_ref("other", rules.KEY, token) == ""
    assert rules.link_ref("secret", rules.INVITED, token) == ""
    assert rules.link_token("secret", rules.KEY, REF) == token


def test_a_link_of_another_row_cannot_be_made_from_ones_own():
    token = rules.link_token("secret", rules.KEY, REF)
    assert rules.link_ref("secret", rules.KEY, "p00000000002" + token[12:]) == ""
    for cut in ("", token[:12], token[:-1], token + "0", token[:12] + "é" * 24):
        assert rules.link_ref("secret", rules.KEY, cut) == ""


@given(st.text(max_size=12))
def test_a_links_mark_has_twenty_four_signs_that_are_not_mistaken_for_each_other(ref):
    mark = rules.link_token("secret", rules.KEY, ref)[len(ref) :]
    assert len(mark) == 24
    assert set(mark) <= set("0123456789abcdefghjkmnpqrstvwxyz")


def test_a_links_mark_is_the_one_that_stands_in_links_already_sent():
    assert rules.link_token("secret", "key", REF) == REF + "1kaztzy96fx2w43ts2665m1h"
