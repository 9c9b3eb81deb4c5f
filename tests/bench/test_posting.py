"""Messages a second: ours and the bare client post the same, each once, and what is missing is told."""

from __future__ import annotations

import pytest

from bench import posting


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
