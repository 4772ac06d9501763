"""When a talk by telephone counts, and what its person may say of it. Pure."""

from datetime import UTC, datetime

import pytest

from fair.decisions import WrongState
from fair.glossary import InterviewState, Outcome, Telephoned
from fair.interviews import interview as rules
from fair.interviews.interview import Interview

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
U, Y, N, Q = Telephoned.UNCONFIRMED, Telephoned.CONFIRMED, Telephoned.DENIED, Telephoned.DISPUTED
MAY = {(U, Y), (U, N), (U, Q), (Y, Q), (N, Y), (Q, Y)}


def a_talk(telephone: Telephoned | None = U, outcome: Outcome | None = None) -> Interview:
    return Interview(
        id="i1", fair_id="f1", booth_id="b1", ticket_id="t1", call_id="c1", person_id="p1",
        account_id="a1", state=InterviewState.OWED, outcome=outcome, started_at=AT, details={},
        telephone=telephone,
    )  # fmt: skip


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_a_recruiters_word_counts_with_an_offer_or_a_next_step_only(
    outcome: Outcome | None,
) -> None:
    says_more_than_no = outcome in (Outcome.OFFER, Outcome.NEXT_STEP)
    assert a_talk(U, outcome).held is says_more_than_no
    assert a_talk(None, outcome).held
    assert a_talk(Y, outcome).held
    assert a_talk(Q, outcome).held
    assert not a_talk(N, outcome).held


@pytest.mark.parametrize("known", list(Telephoned))
@pytest.mark.parametrize("word", [Y, N, Q])
def test_what_may_be_said_of_what_is_known(known: Telephoned, word: Telephoned) -> None:
    talk = a_talk(known, Outcome.NO_FIT)
    if known is word or (known, word) in MAY:
        assert rules.say(talk, word).telephone is word
    else:
        with pytest.raises(WrongState):
            rules.say(talk, word)


def test_nobody_says_it_of_a_talk_on_the_page_nor_objects_to_what_was_not_noted() -> None:
    for word in (Y, N, Q):
        with pytest.raises(WrongState):
            rules.say(a_talk(None, Outcome.NO_FIT), word)
    with pytest.raises(WrongState):
        rules.say(a_talk(U), Q)


def test_a_talk_that_goes_on_is_known_by_how_it_goes_on() -> None:
    assert rules.resume(a_talk(N), "c2", "a1").telephone is None
    assert rules.resume(a_talk(None), "c2", "a1", U).telephone is U
