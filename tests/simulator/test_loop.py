"""Virtual time: it passes where nothing is to be done, in order, and nobody waits for it."""

from __future__ import annotations

import asyncio
import gc
import threading
import time

import pytest

from simulator.loop import Standstill, VirtualLoop, run

YEAR = 365 * 86_400.0


def test_a_year_passes_at_once_and_everything_in_it_in_its_order():
    loop, seen = VirtualLoop(), []

    async def wakes(after: float) -> None:
        await asyncio.sleep(after)
        seen.append((after, loop.time()))

    async def year() -> None:
        await asyncio.gather(wakes(YEAR), wakes(0.5), wakes(3600.0))

    began = time.monotonic()
    run(year(), loop)
    assert time.monotonic() - began < 5
    assert [after for after, _ in seen] == [0.5, 3600.0, YEAR]
    assert all(at == pytest.approx(after) for after, at in seen)


def test_a_time_limit_runs_out_on_virtual_time():
    async def waits() -> None:
        async with asyncio.timeout(60):
            await asyncio.Event().wait()

    loop = VirtualLoop()
    with pytest.raises(TimeoutError):
        run(waits(), loop)
    assert loop.time() == pytest.approx(60)


def test_what_would_go_to_a_thread_is_done_here():
    async def asks() -> threading.Thread:
        return await asyncio.to_thread(threading.current_thread)

    assert run(asks(), VirtualLoop()) is threading.main_thread()


def test_a_frozen_machine_finds_all_that_was_due_when_it_goes_on():
    loop, seen = VirtualLoop(), []

    async def wakes(after: float) -> None:
        await asyncio.sleep(after)
        seen.append(loop.time())

    async def freezes() -> None:
        tasks = [asyncio.ensure_future(wakes(after)) for after in (1.0, 5.0, 900.0)]
        await asyncio.sleep(2.0)
        loop.freeze(100.0)
        await asyncio.gather(*tasks)

    run(freezes(), loop)
    assert seen == pytest.approx([1.0, 102.0, 900.0])


def test_where_nothing_will_ever_come_it_says_so_instead_of_hanging():
    async def waits() -> None:
        await asyncio.Event().wait()

    with pytest.raises(Standstill):
        run(waits(), VirtualLoop())


def test_what_is_begun_while_all_ends_is_left_without_a_word():
    noted = []

    async def going_on():
        noted.append(len(noted))
        task = asyncio.get_running_loop().create_task(going_on())
        task.add_done_callback(noted.append)  # so that it is not forgotten sooner

    async def lasting():
        try:
            await asyncio.sleep(YEAR)
        finally:
            await going_on()

    async def main():
        noted.append(asyncio.create_task(lasting()))
        await asyncio.sleep(1)

    run(main(), VirtualLoop())
    assert len(noted) > 1
    noted.clear()
    gc.collect()  # where a coroutine that was never awaited would be told of, as an error
