"""Two processes of one fair: what happens in one is told in the other, without Redis too."""

import pytest

from fair.contract.queue import JoinQueue, LeaveQueue
from fair.contract.sign_in import RevokeLogin
from fair.contract.signalling import DescribeCall
from fair.sign_in import reads as sign_in
from tests.others.pair import Pair, page, until
from tests.rooms.meeting import Meeting

pytestmark = pytest.mark.timeout(120)


def queue_of(meeting: Meeting) -> str:
    return f"queue:{meeting.scene.booth_id}"


async def test_a_page_at_the_other_server_hears_of_a_change_once(two: Pair, meeting: Meeting):
    async with page(two.b, meeting.tokens["lan"], queue_of(meeting)) as lan:
        await two.a.world.do(LeaveQueue(ticket_id=meeting.tickets["bo"]), meeting.bo)
        changed = await lan.hears("queue.changed")
        await two.a.world.do(JoinQueue(booth_id=meeting.scene.booth_id), meeting.bo)
        again = await lan.hears("queue.changed", 2)

    assert again["version"] > changed["version"]
    assert not lan.heard("news.lost")


async def test_signing_out_at_one_server_closes_the_sockets_at_the_other(
    two: Pair, meeting: Meeting
):
    token = meeting.tokens["lan"]
    me = two.a.world.look(sign_in.identify, token, "127.0.0.1")
    async with page(two.b, token) as lan, page(two.b, meeting.tokens["bo"]) as bo:
        await two.a.world.do(RevokeLogin(login_id=me.login_id), me)
        await until(lambda: lan.over, 10)

        assert not bo.over
        assert not lan.heard("news.lost")


async def test_what_the_sides_of_a_call_tell_each_other_reaches_the_other_server(
    two: Pair, meeting: Meeting
):
    call_id, _, epoch = await meeting.on_legs()
    async with page(two.b, meeting.tokens["lan"]) as lan:
        asked = {"call_id": call_id, "epoch": epoch, "signal": {"kind": "hello"}}
        await two.a.world.server.live.relay(DescribeCall.model_validate(asked), meeting.mei)
        heard = await lan.hears("call.signal", within_s=10)

    assert heard["call_id"] == call_id


async def test_while_redis_is_dead_commands_go_on_and_pages_are_right_within_seconds(
    two: Pair, meeting: Meeting
):
    async with page(two.b, meeting.tokens["lan"], queue_of(meeting)) as lan:
        await two.redis.kill()
        await two.hear_each_other(up=False)
        await two.a.world.do(LeaveQueue(ticket_id=meeting.tickets["bo"]), meeting.bo)
        lost = await lan.hears("news.lost", within_s=10)
        assert lost["within_ms"] <= 500  # so few pages fetch at once

        await two.a.world.do(JoinQueue(booth_id=meeting.scene.booth_id), meeting.bo)
        await lan.hears("news.lost", 2, within_s=10)
        await two.redis.start()
        await two.hear_each_other()
        before = len(lan.heard("queue.changed"))
        await two.a.world.do(LeaveQueue(ticket_id=meeting.tickets["lan"]), meeting.lan)
        await lan.hears("queue.changed", before + 1)


async def test_a_sign_out_that_nobody_was_told_of_closes_the_sockets_all_the_same(
    two: Pair, meeting: Meeting
):
    token = meeting.tokens["lan"]
    me = two.a.world.look(sign_in.identify, token, "127.0.0.1")
    async with page(two.b, token) as lan, page(two.b, meeting.tokens["bo"]) as bo:
        await two.redis.kill()
        await two.hear_each_other(up=False)
        await two.a.world.do(RevokeLogin(login_id=me.login_id), me)
        await until(lambda: lan.over, 10)
        assert not bo.over


async def test_a_flush_of_redis_loses_nothing_and_disturbs_nobody(two: Pair, meeting: Meeting):
    async with page(two.b, meeting.tokens["lan"], queue_of(meeting)) as lan:
        await two.redis.flush()
        await two.a.world.do(LeaveQueue(ticket_id=meeting.tickets["bo"]), meeting.bo)
        await lan.hears("queue.changed", within_s=10)
        assert not lan.heard("news.lost")
