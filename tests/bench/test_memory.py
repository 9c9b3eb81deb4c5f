"""Memory: both processes do the same work, and one that asked another number is told."""

from __future__ import annotations

import pytest

from bench import memory, posting


async def test_a_process_that_asked_another_number_is_told(tmp_path):
    memory.prepare(tmp_path / "few.db", 4, 2)
    async with posting.chat(0.0) as api:
        assert await memory.resident(tmp_path / "few.db", 0, api, 2) > 20
        assert (await posting.counted(api))["messages"] == 2
        with pytest.raises(RuntimeError, match="2 were asked, not 3"):
            await memory.resident(tmp_path / "few.db", 1, api, 3)
