"""Calls that come and go leave the bridge as they found it: a lean half minute of the soak."""

import asyncio
import json
import sys

import pytest

pytestmark = pytest.mark.timeout(400)
MOST_MORE_KB = 6_000
# A process of its own: the load chooses addresses for everything that it shares a process with.
SOAK = (
    "import asyncio, json; from benchmarks import soak;"
    "found = soak.measure(minutes=0.3, ends=('hung up', 'afresh'));"
    "print(json.dumps(asyncio.run(found)))"
)


async def test_calls_that_come_and_go_leave_memory_threads_sockets_and_files_as_they_were() -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", "-c", SOAK, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await child.communicate()
    found = json.loads(said.splitlines()[-1])

    before, most, after = found["before"], found["most"], found["after"]
    assert found["calls"] >= 2 * found["at_once"]
    assert most["sockets"] > before["sockets"], "nobody was counted while calls were there"
    assert after["sockets"] <= before["sockets"]
    assert after["files"] <= before["files"]
    assert after["threads"] <= before["threads"]
    assert after["kb"] <= before["kb"] + MOST_MORE_KB
