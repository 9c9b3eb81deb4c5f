"""Messages a second: ours and the bare client post the same, each once, and what is missing is told; on virtual time, where
nothing takes long but the chat, as many as may be are always under way."""

from __future__ import annotations

import asyncio

import pytest

from bench import full, posting, program
from bot.delivery import Delivery
from bot.ports import Outgoing, People, Receipt
from simulator.clocks import SimulatedClock
from simulator.loop import VirtualLoop, run
from storage.dialect import engine_for
from tests.bench.test_pacing import AtOnce

MESSAGES = 320


class Far:
    """A chat that takes its time, and nothing else."""

    def __init__(self) -> None:
        self.taken = 0

    def draw(self, _message: Outgoing) -> None:
        """It shows no parts."""

    async def send(self, message: Outgoing) -> Receipt:
        assert isinstance(message.to, People)
        await asyncio.sleep(posting.LATENCY)
        self.taken += 1
        return Receipt(channel=message.to.channel or "", ts=str(self.taken))


def test_as_many_as_may_be_are_always_under_way(tmp_path):
    loop, noon, chat = VirtualLoop(), full.noon(), Far()
    full.prepare(tmp_path / "full.db", MESSAGES, noon)
    store = program.store_on(engine_for(f"sqlite:///{tmp_path / 'full.db'}"), executor=AtOnce())
    clock = SimulatedClock(loop, noon)
    delivery = Delivery(store, chat, now=clock.now, limits=posting.OFF, at_once=posting.AT_ONCE)
    run(delivery.drain(), loop)
    store.close()
    assert chat.taken == MESSAGES
    assert posting.LATENCY * MESSAGES / posting.AT_ONCE / loop.time() >= posting.GOAL


async def test_both_post_the_same_to_everybody_once(tmp_path):
    (row,) = await posting.measured(tmp_path / "bench", 1, messages=12, latency=0.01)
    assert (row.name, row.goal, row.more) == ("12 messages, limits off, 32 side by side, 10 ms each", 0.97, True)
    assert row.ours > 0
    assert row.floor > 0


async def test_a_message_that_did_not_come_or_came_twice_is_told():
    async with posting.chat(0.0) as api:
        post = {"channel": "D1", "text": "Hello"}
        await posting.sent_bare([post, {**post, "channel": "D2"}], api)
        await posting.expect(api, 2)
        await posting.sent_bare([post, post], api)
        with pytest.raises(RuntimeError, match="2 messages came to 1 conversations"):
            await posting.expect(api, 2)
