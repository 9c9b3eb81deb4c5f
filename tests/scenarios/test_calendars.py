"""A meeting goes into people's own calendars, and what changes about it follows them there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import pytest

from tests.builders import STRANGE
from tests.scenarios.test_closure import leave
from tests.scenarios.test_meetings import book, pair  # noqa: F401
from tests.scenarios.test_series import pair as agreed_on  # noqa: F401
from tests.scenarios.test_series import planned


def files_of(person):
    """All files that this person was sent, oldest first, each as the event in it."""
    names = [each["id"] for message in person.messages() for each in message.files]
    contents = [person._workspace.files.get(name).content for name in names]
    return [event for content in contents for event in icalendar.Calendar.from_ical(content).events]


async def take(story, name="Jonas", *, settle=True):
    """Ask for the file, from the message in the group."""
    person = story.person(name)
    other = "U0AMARA" if name == "Jonas" else "U0JONAS"
    await person.click("Add to calendar", at=person.group_with(other).id)
    await person.click("Send me the file")
    await person.close()
    if settle:
        await story.settle()
    return person


async def move(story, name, **values):
    person = story.person(name)
    other = "U0AMARA" if name == "Jonas" else "U0JONAS"
    await person.click("See the meeting", at=person.group_with(other).id)
    await person.click("Move it")
    assert await person.submit(values) == {}
    assert await person.submit() == {}
    await person.close()
    await story.settle()


@pytest.fixture
async def booked(pair):  # noqa: F811
    """A meeting on Wednesday 21 October, 10:00 in Stockholm, that the two have read about."""
    assert await book(pair, place="Café, upstairs; left", objective="Zebra") == {}
    await pair.settle()
    return pair


async def test_the_file_that_was_asked_for_holds_time_place_and_first_name_but_never_the_objective(booked):
    jonas = await take(booked)
    assert jonas.last().text == (
        "Here is your meeting with Amara as a file: Wed 21 Oct, 10:00 · 9:00 for Amara. Open it, and your calendar takes it in."
    )
    (event,) = files_of(jonas)
    assert event["SUMMARY"] == "Meeting with Amara"
    assert event["LOCATION"] == "Café, upstairs; left"
    assert event.start == datetime(2026, 10, 21, 8, tzinfo=UTC)
    assert event.end == datetime(2026, 10, 21, 9, tzinfo=UTC)
    assert event["CLASS"] == "PRIVATE"
    assert "Zebra" not in str(event.to_ical())


async def test_who_took_the_file_gets_a_newer_one_for_each_move_and_one_that_calls_off_and_nobody_else_does(booked):
    jonas = await take(booked)
    await move(booked, "Amara", date="2026-10-28", time="15:00")
    await jonas.click("See the meeting", at=jonas.group_with("U0AMARA").id)
    await jonas.click("Call it off")
    await jonas.submit()
    await booked.settle()
    first, moved, off = files_of(jonas)
    assert len({event["UID"] for event in (first, moved, off)}) == 1
    assert [event["SEQUENCE"] for event in (first, moved, off)] == [0, 1, 2]
    assert [event["STATUS"] for event in (first, moved, off)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert moved.start == off.start == datetime(2026, 10, 28, 14, tzinfo=UTC)
    assert jonas.last().text.startswith("Your meeting with Amara on Wednesday 28 October is called off.")
    assert files_of(booked.person("Amara")) == []


async def test_another_place_at_the_same_time_goes_into_the_calendar_too(booked):
    jonas = await take(booked)
    await jonas.click("See the meeting", at=jonas.group_with("U0AMARA").id)
    await jonas.click("Move it")
    await jonas.submit({})
    strange = " ".join(STRANGE.split())
    assert await jonas.submit({"place": strange}) == {}
    await booked.settle()
    first, again = files_of(jonas)
    assert (again["UID"], again["SEQUENCE"], again.start) == (first["UID"], 1, first.start)
    assert again["LOCATION"] == strange


async def test_what_changes_twice_before_it_can_be_told_comes_as_one_file(booked):
    jonas = await take(booked)
    await booked.live_until(datetime(2026, 10, 12, 19, tzinfo=UTC))  # 21:00 in Stockholm
    for clock in ("11:00", "12:00"):
        await move(booked, "Amara", date="2026-10-29", time=clock)
    assert len(files_of(jonas)) == 1
    await booked.live_until(datetime(2026, 10, 13, 8, tzinfo=UTC))
    assert [event["SEQUENCE"] for event in files_of(jonas)] == [0, 2]


async def test_a_file_asked_for_at_night_comes_at_once_and_a_double_click_brings_one(booked):
    await booked.live_until(datetime(2026, 10, 12, 22, tzinfo=UTC))
    jonas = booked.person("Jonas")
    await jonas.click("Add to calendar", at=jonas.group_with("U0AMARA").id)
    stale = jonas.modal().blocks
    await jonas.click("Send me the file")
    assert "It is on its way." in str(jonas.modal().blocks)
    jonas.modal().content["blocks"] = stale
    await jonas.click("Send me the file")
    await booked.settle()
    assert len(files_of(jonas)) == 1
    await jonas.click("Send it again")
    await booked.settle()
    assert len(files_of(jonas)) == 2


async def test_a_file_that_cannot_be_uploaded_now_comes_later_and_once(booked):
    booked.server.faults.order("server_error", "files.getUploadURLExternal")
    jonas = await take(booked)
    assert files_of(jonas) == []
    await booked.live(minutes=2)
    assert len(files_of(jonas)) == 1


async def test_a_file_of_unknown_fate_is_never_sent_again_by_itself_but_when_asked_for(booked):
    booked.server.faults.order("answer_lost", "files.completeUploadExternal")
    jonas = await take(booked)
    await booked.live(hours=1)
    assert len(files_of(jonas)) == 1
    assert booked.rows("SELECT state FROM outbox WHERE kind = 'invitations.file'") == [("parked",)]
    await take(booked)
    assert len(files_of(jonas)) == 2


async def test_a_scope_that_was_taken_away_stops_the_file_and_nothing_else(booked):
    jonas = await take(booked)
    scopes = booked.workspace.manifest.scopes - {"files:write"}
    booked.workspace.manifest = replace(booked.workspace.manifest, scopes=scopes)
    await move(booked, "Amara", date="2026-10-28", time="15:00")
    assert jonas.last(jonas.group_with("U0AMARA").id).text.startswith("Amara has moved your meeting")
    assert booked.rows("SELECT state, reason FROM outbox WHERE kind = 'invitations.changed'") == [
        ("failed", "missing_scope")
    ]
    booked.server.journal.broken_rules.clear()  # a scope that is missing, and was looked for on purpose


async def test_what_was_never_sent_is_not_called_off(booked):
    booked.server.faults.order("server_error", "files.getUploadURLExternal")
    jonas = await take(booked)
    await jonas.click("See the meeting", at=jonas.group_with("U0AMARA").id)
    await jonas.click("Call it off")
    await jonas.submit()
    await booked.live(hours=1)
    assert files_of(jonas) == []
    assert jonas.last(jonas.group_with("U0AMARA").id).text.startswith(
        "The meeting on Wednesday 21 October is called off."
    )


async def test_an_install_without_the_scope_for_files_offers_the_links_and_says_why(booked):
    scopes = booked.workspace.manifest.scopes - {"files:write"}
    booked.workspace.manifest = replace(booked.workspace.manifest, scopes=scopes)
    jonas = booked.person("Jonas")
    await jonas.click("Add to calendar", at=jonas.group_with("U0AMARA").id)
    shown = str(jonas.modal().blocks)
    assert "I can't send files here yet." in shown
    assert "Send me the file" not in shown
    assert "https://calendar.google.com/calendar/render?action=TEMPLATE" in shown
    assert "https://outlook.office.com/calendar/0/deeplink/compose?" in shown


async def test_all_meetings_ahead_come_in_one_file_and_a_pause_of_them_in_one_more(agreed_on):  # noqa: F811
    jonas = await planned(agreed_on)
    await jonas.click("Add to calendar")
    assert "Your next three meetings with Amara" in str(jonas.modal().blocks)
    await jonas.click("Send me the file")
    await jonas.close()
    await agreed_on.settle()
    assert jonas.last().text.startswith("Here are your next three meetings with Amara as one file.")
    first = files_of(jonas)
    assert [event.start.day for event in first] == [13, 27, 10]
    await jonas.click("Pause")
    assert await jonas.submit({"date": "2026-11-01"}) == {}
    await agreed_on.live(days=1)
    newer = files_of(jonas)[3:]
    assert [(event["UID"], event["SEQUENCE"], event["STATUS"]) for event in newer] == [
        (event["UID"], 1, "CANCELLED") for event in first[:2]
    ]
    assert jonas.last().text.startswith("Two of your meetings with Amara are called off.")


async def test_who_is_left_behind_has_the_meeting_called_off_in_their_calendar(booked):
    jonas = await take(booked)
    booked.workspace.change_person("U0AMARA", deleted=True)
    await booked.server.settle()
    await booked.live(days=2)
    assert [event["STATUS"] for event in files_of(jonas)] == ["CONFIRMED", "CANCELLED"]


async def test_at_the_end_of_a_mentorship_no_file_tells_of_it(booked):
    amara = await take(booked, "Amara")
    await leave(booked.person("Jonas"))
    await booked.live(days=4)
    assert booked.rows("SELECT state FROM appointment") == [("cancelled",)]
    assert len(files_of(amara)) == 1
