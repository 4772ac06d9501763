"""Calls that come and go leave the bridge as they found it: a lean half minute of the soak."""

import pytest

from benchmarks import soak

pytestmark = [
    pytest.mark.timeout(400),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
MOST_MORE_KB = 6_000


async def test_calls_that_come_and_go_leave_memory_threads_sockets_and_files_as_they_were() -> None:
    found = await soak.measure(minutes=0.4)

    before, most, after = found["before"], found["most"], found["after"]
    assert found["calls"] >= 2 * soak.AT_ONCE
    assert most["sockets"] > before["sockets"], "nobody was counted while calls were there"
    assert after["sockets"] <= before["sockets"]
    assert after["files"] <= before["files"]
    assert after["threads"] <= before["threads"]
    assert after["kb"] <= before["kb"] + MOST_MORE_KB
