"""Six weeks of a pair: introduced, agreed, planned, met, asked, celebrated, and warned kindly when meetings stop."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.habits import Habits

ZONES = {"Jonas": "Europe/Stockholm", "Amara": "Africa/Lagos"}
PAGE_2 = {
    "goals": "Decide whether product work suits me\nRun one small study",
    "roles": ["Listens and thinks along"],
    "mentor_part": "Listens first",
    "mentee_part": "Brings a question",
}


async def met(story, day: str, clock: str, **answers: str):
    """Jonas sets a meeting up; both live until they are asked, and answer."""
    jonas = story.person("Jonas")
    await jonas.say("/mentor meet")
    assert await jonas.submit({"date": day, "time": clock}) == {}
    assert await jonas.submit({"place": "The small room"}) == {}
    await jonas.close()
    await story.live_until(datetime.fromisoformat(f"{day}T13:00:00+00:00"))
    for name, answer in answers.items():
        await story.person(name).click(answer)
    await story.settle()


async def agree(story):
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await jonas.say("/mentor agreement")
    await jonas.submit({"where": "The small room"})
    await jonas.submit(PAGE_2)
    await jonas.submit()
    await jonas.submit()
    await jonas.close()
    await amara.say("/mentor agreement")
    await amara.submit()
    await amara.close()
    await story.settle()


async def test_six_weeks_from_the_introduction_to_the_first_celebration_and_the_first_signal(story):
    ruth, jonas, amara = story.person("Ruth"), story.person("Jonas"), story.person("Amara")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit({"channel": "C0MENTOR"})
    await story.settle()

    await agree(story)
    for person in (jonas, amara):
        await person.click("Tell, with first names", at=person.app_dm)
    await story.live(days=1)
    celebrated = [message.text for message in ruth.messages("C0MENTOR")]
    assert celebrated == ["Jonas and Amara have signed their agreement. A good start."]

    await met(story, "2026-10-20", "10:00", Jonas="We met", Amara="We met")
    await story.live(days=1)
    assert len(ruth.messages("C0MENTOR")) == 2

    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    await jonas.click("More")
    await jonas.submit({"goal": "Run one small study", "outcome": "A page with a result", "target_date": "2027-01-29"})
    await jonas.click("Add a step")
    await jonas.submit({"step": "Ask two people how they began", "activity": "others"})
    await jonas.click("Mark done")
    assert "1 of 1" in str(jonas.modal().blocks)
    await jonas.close()

    await met(story, "2026-11-03", "10:00", Jonas="It didn't happen", Amara="It didn't happen")
    await met(story, "2026-11-10", "10:00", Jonas="It didn't happen", Amara="I couldn't make it")
    await story.live_until(datetime(2026, 11, 23, 12, tzinfo=UTC))
    for person in (jonas, amara):
        told = [message for message in person.messages() if "didn't take place" in message.text]
        assert len(told) == 1
        assert "missed" not in told[0].text

    assert_good_manners(story)


def assert_good_manners(story):
    """Nothing in anybody's quiet hours, at most one unasked message a day and two a week, nothing typed in a message."""
    asked = Counter()
    rows = story.rows(
        "SELECT first_name, zone, sent_at, max(unasked) FROM outbox JOIN person ON person.id = person_id"
        " WHERE state = 'sent' AND NOT always GROUP BY sent_channel, sent_ts ORDER BY sent_at"
    )
    assert len(rows) > 12
    for name, zone, sent_at, unasked in rows:
        moment = datetime.fromtimestamp(sent_at, UTC)
        assert not cadence.is_quiet(moment, Habits(zone)), (name, moment)
        if unasked:
            asked[name, cadence.local(moment, zone).date()] += 1
    assert max(asked.values()) == 1
    for (name, day), _ in asked.items():
        week = [each for who, each in asked if who == name and day <= each < day + timedelta(days=7)]
        assert len(week) <= 2
    everything = str([m.blocks for c in story.workspace.conversations.values() for m in c.messages])
    assert "small study" not in everything
    assert "Ask two people" not in everything
