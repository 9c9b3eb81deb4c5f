"""People settle when they are asked, how often, and when it is quiet; what is planned already moves with that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from playground import shapes

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
async def pair(story):
    """Amara and Jonas, introduced on Monday 12 October, 11:00 in Stockholm."""
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    return story


def asked(story, name: str) -> list[str]:
    """When questions went to somebody, on the clock of Stockholm."""
    rows = story.rows(
        "SELECT sent_at FROM outbox o JOIN person p ON p.id = o.person_id"
        " WHERE p.user_id = :id AND o.kind = 'check_in' AND sent_at IS NOT NULL ORDER BY sent_at",
        id=f"U0{name}",
    )
    return [f"{datetime.fromtimestamp(at, UTC).astimezone(STOCKHOLM):%a %d %b %H:%M}" for (at,) in rows]


async def test_questions_come_on_the_chosen_day_at_the_chosen_hour_and_the_planned_one_moves_there(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor settings")
    assert "Questions come at 9:00, as often as usual.*" in str(jonas.modal())
    assert "The next one is planned for Friday 16 October, 9:00." in str(jonas.modal())
    assert await jonas.submit({"day": "Thursday", "hour": "16:30"}) == {}
    assert "Questions come Thursdays at 16:30, as often as usual." in str(jonas.modal())
    assert "The next one is planned for Thursday 15 October, 16:30." in str(jonas.modal())
    await jonas.close()
    await pair.live(days=5)
    assert asked(pair, "JONAS") == ["Thu 15 Oct 16:30"]
    await jonas.say("/mentor settings")
    assert "The next one is planned for Thursday 22 October, 16:30." in str(jonas.modal())


async def test_quiet_hours_and_working_days_are_one_step_further_and_what_was_filled_in_stays(pair):
    jonas = pair.person("Jonas")
    await jonas.open_home()
    await jonas.click("Settings", at="home")
    assert "between 20:00 and 8:00, and nothing that you didn't arrange on Saturday and Sunday" in str(jonas.modal())
    await jonas.press_with("Change", {"rhythm": "Half as often"})
    optional = {block["block_id"] for block in jonas.modal().blocks if block.get("optional")}
    assert optional == {"pause"}  # of working days there is at least one
    assert await jonas.submit({"quiet_from": "18:00", "quiet_until": "07:00", "days": ["Tuesday", "Wednesday"]}) == {}
    words = str(jonas.modal())
    assert "half as often as usual" in words
    assert "between 18:00 and 7:00" in words
    assert "Monday, Thursday, Friday, Saturday and Sunday" in words
    await pair.live(weeks=8)
    assert asked(pair, "JONAS")
    assert {each[:3] for each in asked(pair, "JONAS")} <= {"Tue", "Wed"}


@pytest.mark.parametrize(
    ("filled", "field", "said"),
    [
        ({"hour": "06:00"}, "hour", "Choose a time from 8:00 to 19:00."),
        ({"hour": "19:30"}, "hour", "Choose a time from 8:00 to 19:00."),
        ({"quiet_from": "08:00"}, "quiet_until", "less than three hours"),
        ({"day": "Sunday"}, "day", "isn't one of your working days"),
        ({"pause": "2026-10-01"}, "pause", "This day is not ahead."),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(pair, filled, field, said):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor settings")
    await jonas.click("Change")
    errors = await jonas.submit({"rhythm": "Once a month", **filled})
    assert list(errors) == [field]
    assert said in errors[field]
    assert pair.rows("SELECT rhythm, question_hour, snoozed_until FROM person WHERE user_id = 'U0JONAS'") == [
        (None, None, None)
    ]


async def test_a_pause_can_be_begun_and_ended_in_the_settings(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor settings")
    await jonas.submit({"pause": "2026-11-02"})
    assert "I'm quiet until Monday 2 November." in str(jonas.modal())
    await jonas.close()
    await pair.live(weeks=2)
    assert asked(pair, "JONAS") == []
    await jonas.say("/mentor settings")
    assert await jonas.submit({"hour": "10:00"}) == {}
    assert "I'm quiet until Monday 2 November." in str(jonas.modal())
    await jonas.close()
    await jonas.say("/mentor settings")
    await jonas.submit({"pause": None})
    assert "I'm quiet" not in str(jonas.modal())


async def test_who_moves_in_mid_week_is_asked_once_in_it_however_the_companion_learns_of_it(pair):
    """To Honolulu, told by an event; and on to Kiritimati, a day further, which only shows when the profile is read anew."""
    await pair.live(days=2)  # Wednesday; the first question is planned for Friday
    pair.workspace.change_person("U0JONAS", tz="Pacific/Honolulu")
    await pair.live(days=4)
    pair.server.workspace.people["U0JONAS"] = replace(pair.workspace.person("U0JONAS"), tz="Pacific/Kiritimati")
    await pair.live(weeks=3)
    sent = pair.rows(
        "SELECT sent_at FROM outbox o JOIN person p ON p.id = o.person_id"
        " WHERE p.user_id = 'U0JONAS' AND o.kind = 'check_in' AND sent_at IS NOT NULL ORDER BY sent_at"
    )
    cycles = pair.rows("SELECT cycle FROM check_in c JOIN person p ON p.id = c.person_id WHERE p.user_id = 'U0JONAS'")
    assert len(set(cycles)) == len(cycles)
    first, *later = [datetime.fromtimestamp(at, UTC) for (at,) in sent]
    assert f"{first.astimezone(ZoneInfo('Pacific/Honolulu')):%a %H:%M}" == "Fri 09:00"
    assert pair.rows("SELECT zone FROM person WHERE user_id = 'U0JONAS'") == [("Pacific/Kiritimati",)]
    there = [moment.astimezone(ZoneInfo("Pacific/Kiritimati")) for moment in later]
    assert there
    assert {(each.hour, each.weekday() < 5) for each in there} == {(9, True)}


async def test_a_zone_that_nobody_knows_stops_nothing(pair):
    user = {**shapes.user_of(pair.workspace, pair.workspace.person("U0JONAS")), "tz": "Mars/Olympus"}
    pair.workspace.emit({"type": "user_change", "user": user, "cache_ts": 0, "event_ts": pair.workspace.stamp()})
    await pair.settle()
    assert pair.rows("SELECT zone_said, zone IN (SELECT zone FROM person) FROM person WHERE user_id = 'U0JONAS'") == [
        ("Mars/Olympus", 1)
    ]
    await pair.live(days=7)
    assert asked(pair, "JONAS")
    assert pair.rows("SELECT zone, zone_said FROM person WHERE user_id = 'U0JONAS'") == [("Europe/Stockholm", None)]
