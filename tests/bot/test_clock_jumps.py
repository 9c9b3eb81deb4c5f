"""The machine's clock is set on or back: nothing comes twice, nothing in a burst, and nothing waits for the old time."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot import scheduler
from bot.delivery import Delivery
from bot.pace import Pace
from bot.ports import Receipt
from bot.usecases import closing, pairing
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TOMAS

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Living:
    """The companion's sweeps and its delivery on a clock that can be set; the surface notes what reached whom."""

    def __init__(self, hand):
        self.hand, self.now, self.got, self.numbers = hand, MONDAY, [], itertools.count(1)
        self.delivery = Delivery(hand.store, self, now=lambda: self.now)

    def draw(self, message):
        return None

    async def send(self, message):
        for handle in message.to.handles:
            self.got.append((handle, message))
        return Receipt(channel=str(message.to), ts=f"{next(self.numbers)}.0")

    async def live(self, span, *, step=timedelta(minutes=30)):
        """Let the metronome beat until `span` has passed."""
        until = self.now + span
        while self.now < until:
            self.now = min(until, self.now + step)
            await scheduler.sweep_all(self.hand.store, now=self.now)
            for _ in range(20):  # what waits for the pace alone goes within these seconds
                if not await self.delivery.drain():
                    break
                self.now += timedelta(seconds=2)

    def messages(self, handle=None):
        return [message for who, message in self.got if handle is None or who == handle]


@pytest.fixture
async def living(hand):
    """A mentor of three, and a pair besides, three weeks in."""
    for mentee in (JONAS, PRIYA, TOMAS):
        hand.pair(AMARA, mentee)
    hand.pair(RUTH, JONAS)
    living = Living(hand)
    await living.live(21 * DAY, step=2 * HOUR)
    return living


def nothing_twice(living):
    keys = living.hand.look(
        "SELECT key, count(*) FROM outbox WHERE sent_at IS NOT NULL GROUP BY key HAVING count(*) > 1"
    )
    cycles = living.hand.look(
        "SELECT person_id, cycle FROM check_in GROUP BY mentorship_id, person_id, cycle HAVING count(*) > 1"
    )
    assert (keys, cycles) == ([], [])
    ids = Counter(message.message_id for message in living.messages() if len(message.to.handles) == 1)
    assert max(ids.values(), default=0) <= 1


@pytest.mark.parametrize("jump", [DAY, 30 * DAY, 365 * DAY])
async def test_on_by_a_day_or_a_year_there_is_no_burst_and_what_is_stale_is_skipped(living, jump):
    living.got.clear()
    living.now += jump
    while not 0 <= living.now.weekday() < 5:
        living.now += DAY
    await living.live(8 * HOUR)
    for handle, mentorships in ((AMARA, 3), (JONAS, 2), (PRIYA, 1), (TOMAS, 1), (RUTH, 1)):
        alone = [message for message in living.messages(handle) if len(message.to.handles) == 1]
        assert len(alone) <= mentorships, (handle, alone)  # where all have ended meanwhile, each of them is told once
        unasked = living.hand.look(
            "SELECT DISTINCT sent_ts FROM outbox WHERE unasked AND person_id = :id AND sent_at > :since",
            id=living.hand.person(handle).id,
            since=int((living.now - 8 * HOUR).timestamp()),
        )
        assert len(unasked) <= 1
    nothing_twice(living)


@pytest.mark.parametrize("jump", [HOUR, DAY])
async def test_back_by_an_hour_or_a_day_nothing_comes_again(living, jump):
    await living.live(9 * HOUR)
    before = len(living.got)
    living.now -= jump
    await living.live(jump, step=HOUR)
    assert len(living.got) == before
    await living.live(3 * 7 * DAY, step=2 * HOUR)
    assert len(living.got) > before
    nothing_twice(living)


async def test_on_by_a_day_and_back_again_nothing_comes_twice(living):
    living.now += DAY
    await living.live(2 * HOUR)
    living.now -= DAY
    await living.live(3 * DAY, step=2 * HOUR)
    nothing_twice(living)


def test_the_pace_does_not_wait_for_a_time_that_was_never_there():
    pace = Pace()
    pace.went("C1", MONDAY)
    pace.hold(MONDAY + timedelta(seconds=30))
    back = MONDAY - DAY
    assert pace.take("C2", back) == back + timedelta(seconds=30)
    assert pace.take("C1", back + timedelta(seconds=31)) is None


async def test_where_the_clock_is_set_back_the_metronome_goes_on_at_once():
    set_back, beats = [0.0], asyncio.Event()
    loop = asyncio.get_running_loop()
    watch = scheduler.Watch(lambda: MONDAY.timestamp() + loop.time() + set_back[0], loop.time)
    beating = scheduler.AsyncIOScheduler(timezone="UTC")

    async def beat():
        beats.set()

    beating.add_job(beat, "interval", seconds=3600, misfire_grace_time=None)
    beating.start()
    keeping = asyncio.create_task(scheduler.keep_beat(beating, watch, every=0.001))
    await asyncio.sleep(0)
    assert not beats.is_set()
    set_back[0] = -86400.0
    await asyncio.wait_for(beats.wait(), 5)
    keeping.cancel()
    beating.shutdown(wait=False)


def test_a_clock_that_is_a_second_off_was_not_set():
    real, elapsed = [MONDAY.timestamp()], [0.0]
    watch = scheduler.Watch(lambda: real[0], lambda: elapsed[0])
    real[0], elapsed[0] = real[0] + 61, 60.0
    assert watch.jumped() == 0
    real[0] -= 3600
    assert watch.jumped() == -3600
    assert watch.jumped() == 0
    assert watch.now() == datetime.fromtimestamp(real[0], MONDAY.tzinfo)


class Machine:
    """A machine whose clock can be set."""

    def __init__(self):
        self.passed, self.set_by = 0.0, timedelta()

    def real_time(self):
        return self.now().timestamp()

    def elapsed(self):
        return self.passed

    def now(self):
        return MONDAY + timedelta(seconds=self.passed) + self.set_by


@pytest.fixture
def beat(hand):
    """Lets the metronome plan once, on a machine whose clock can be set."""
    machine, delivery = Machine(), Living(hand).delivery
    doubt = scheduler.Doubt(machine.real_time, machine.elapsed)
    metronome = scheduler.metronome(hand.store, delivery, now=machine.now, doubt=doubt)

    async def beat(*, after=60.0, set_by=None):
        machine.passed += after
        machine.set_by = machine.set_by if set_by is None else set_by
        await metronome.get_job("plan").func()
        return hand.look("SELECT count(*) FROM mentorship WHERE ended_at IS NOT NULL")[0][0]

    return beat


async def test_a_clock_that_is_a_year_ahead_ends_nothing_for_a_day_and_nothing_at_all_once_it_is_put_back(hand, beat):
    hand.pair()
    assert await beat() == 0
    assert await beat(set_by=400 * DAY) == 0
    assert await beat(after=23 * 3600) == 0
    assert await beat(set_by=timedelta()) == 0
    assert await beat(after=3 * 86_400) == 0


async def test_what_is_over_ends_a_day_after_the_clock_was_set_on(hand, beat):
    hand.pair()
    assert await beat() == 0
    assert await beat(set_by=400 * DAY) == 0
    for _ in range(2):
        ended = await beat(after=86_400)
    assert ended == 1


async def test_what_a_wrong_clock_has_ended_a_coordinator_takes_up_again(hand):
    id = hand.pair()
    for _ in range(3):
        hand.run(closing.carry_on, MONDAY + 400 * DAY)
    assert hand.look("SELECT ended_at > :now FROM mentorship", now=int(MONDAY.timestamp())) == [(1,)]
    hand.run(pairing.reopen, RUTH, id, now=MONDAY)
    assert hand.look("SELECT ended_at FROM mentorship") == [(None,)]
    assert hand.run(lambda work: work.mentorships.get(id).mentee.id)
    assert hand.look(
        "SELECT count(*) FROM member WHERE next_check_in_at < :soon", soon=int((MONDAY + 8 * DAY).timestamp())
    ) == [(2,)]
