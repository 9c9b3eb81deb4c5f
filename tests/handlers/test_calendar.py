"""What goes into people's calendars, read back by two parsers and kept by a calendar program."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from handlers import calendar
from handlers.calendar import Entry
from handlers.slack.views import invitations
from tests.builders import STRANGE
from tests.handlers.samples.meeting_calendar import INVITED
from tests.handlers.samples.meetings import USUAL

NOW = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
MEETING = Entry(
    uid=calendar.uid("T0COMMON", 318),
    sequence=0,
    starts=datetime(2026, 10, 21, 8, tzinfo=UTC),
    ends=datetime(2026, 10, 21, 9, tzinfo=UTC),
    title="Meeting with Amara",
)
HARD = [
    "Room 4, second floor; ask for \\n at the desk",
    "Café “Zur Sonne” 👩‍👩‍👧‍👦 🎉" * 12,
    "two\r\nlines\nand\x0b\x00\x85\u2028more",
    "BEGIN:VEVENT",
    ":;,\\\"'=^^n",
    STRANGE,
    "W" * 200,
]
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


def both(entry):
    """The event of one file, as icalendar and as the stricter ical read it."""
    content = calendar.file([entry], now=NOW)
    assert_lines_are_sound(content)
    (one,) = icalendar.Calendar.from_ical(content).events
    (other,) = IcsCalendarStream.calendar_from_ics(content.decode()).events
    return one, other


def assert_lines_are_sound(content):
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # no character is torn apart by folding


def on_one_line(text):
    return " ".join("".join(" " if each < " " or "\x7f" <= each <= "\x9f" else each for each in text).split())


@pytest.mark.parametrize("text", HARD)
def test_two_parsers_read_back_what_people_typed(text):
    one, other = both(MEETING._replace(title=text, place=text))
    assert one["SUMMARY"] == one["LOCATION"] == on_one_line(text)
    assert other.summary == other.location == on_one_line(text)


@settings(max_examples=60, deadline=None)
@given(title=ANYTHING, place=ANYTHING)
def test_whatever_is_typed_stays_one_event_with_sound_lines(title, place):
    one, other = both(MEETING._replace(title=title, place=place))
    assert (one["UID"], other.uid) == (MEETING.uid, MEETING.uid)
    assert one["SUMMARY"] == other.summary == on_one_line(title)


def test_both_parsers_read_the_same_moments_number_and_state():
    one, other = both(MEETING._replace(sequence=3, cancelled=True))
    assert (one.start, one.end) == (other.dtstart, other.dtend) == (MEETING.starts, MEETING.ends)
    assert (one["SEQUENCE"], other.sequence) == (3, 3)
    assert (one["STATUS"], other.status.value) == ("CANCELLED", "CANCELLED")
    assert (one["DTSTAMP"].dt, other.dtstamp) == (NOW, NOW)
    assert one["TRANSP"] == "TRANSPARENT"


def test_a_file_may_hold_several_meetings_and_names_nobody_as_organiser():
    later = MEETING._replace(uid=calendar.uid("T0COMMON", 319), starts=MEETING.starts + timedelta(days=21))
    content = calendar.file([MEETING, later._replace(ends=later.starts + timedelta(hours=1))], now=NOW)
    read = icalendar.Calendar.from_ical(content)
    assert [event["UID"] for event in read.events] == [MEETING.uid, later.uid]
    assert read["METHOD"] == "PUBLISH"
    assert b"ORGANIZER" not in content
    assert b"ATTENDEE" not in content
    assert b"DESCRIPTION" not in content


KHAL = """
[calendars]
[[mine]]
path = {folder}/mine
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Stockholm
default_timezone = Europe/Stockholm
"""


class Khal:
    """A calendar program, as somebody in Stockholm uses it; it is given files and asked what it shows."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "mine").mkdir()
        (folder / "khal.conf").write_text(KHAL.format(folder=folder))

    def open(self, entry):
        """Open the file of a meeting, as one does who is sent it."""
        (self.folder / "meeting.ics").write_bytes(calendar.file([entry], now=NOW))
        self._run("import", "--batch", "-a", "mine", str(self.folder / "meeting.ics"))

    def shows(self):
        """Every event of the autumn: its name, state, start and title."""
        told = self._run(
            "list", "--day-format", "", "--format", "{uid}|{status}|{start}|{title}", "2026-10-01", "2027-01-01"
        )
        return [tuple(line.strip() for line in row.split("|")) for row in told.splitlines() if row.strip()]

    def _run(self, *words):
        script = "from khal.cli import main_khal; main_khal()"
        done = subprocess.run(
            [sys.executable, "-c", script, "-c", str(self.folder / "khal.conf"), *words],
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        return done.stdout


def test_a_calendar_program_moves_the_same_event_and_calls_it_off(tmp_path):
    khal = Khal(tmp_path)
    khal.open(MEETING)
    assert khal.shows() == [(MEETING.uid, "CONFIRMED", "2026-10-21 10:00", "Meeting with Amara")]
    moved = MEETING._replace(
        sequence=1, starts=datetime(2026, 10, 28, 14, tzinfo=UTC), ends=datetime(2026, 10, 28, 15, tzinfo=UTC)
    )
    khal.open(moved)
    assert khal.shows() == [(MEETING.uid, "CONFIRMED", "2026-10-28 15:00", "Meeting with Amara")]
    other = MEETING._replace(
        uid=calendar.uid("T0COMMON", 319),
        starts=datetime(2026, 11, 18, 9, tzinfo=UTC),
        ends=datetime(2026, 11, 18, 10, tzinfo=UTC),
    )
    khal.open(other)
    khal.open(moved._replace(sequence=2, cancelled=True, title="Called off: meeting with Amara"))
    assert khal.shows() == [
        (MEETING.uid, "CANCELLED", "2026-10-28 15:00", "Called off: meeting with Amara"),
        (other.uid, "CONFIRMED", "2026-11-18 10:00", "Meeting with Amara"),
    ]


@pytest.mark.parametrize("text", HARD)
def test_links_bring_title_and_place_to_both_forms_unharmed(text):
    entry = MEETING._replace(title=text[:80], place=text)
    for link, title in ((calendar.google(entry), "text"), (calendar.outlook(entry), "subject")):
        assert len(link) <= calendar.LONGEST_LINK
        asked = parse_qs(urlsplit(link).query, strict_parsing=True)
        assert asked[title] == [on_one_line(text[:80])]
        assert asked.get("location", [on_one_line(text)]) == [on_one_line(text)]
        assert "+" not in link.replace("%2B", "")


def test_links_say_the_same_moment_as_the_file():
    google, outlook = (parse_qs(urlsplit(link(MEETING)).query) for link in (calendar.google, calendar.outlook))
    assert google["dates"] == ["20261021T080000Z/20261021T090000Z"]
    assert (outlook["startdt"], outlook["enddt"]) == (["2026-10-21T08:00:00Z"], ["2026-10-21T09:00:00Z"])
    assert unquote(calendar.outlook(MEETING)).startswith("https://outlook.office.com/calendar/0/deeplink/compose?")


def test_a_place_too_long_for_a_link_is_left_out_and_not_cut():
    link = calendar.google(MEETING._replace(place="🎉" * 300))
    assert "location" not in link
    assert "Meeting%20with%20Amara" in link


@pytest.mark.parametrize("invited", [INVITED[-1], INVITED[-1]._replace(changed=True)])
def test_names_and_places_in_what_comes_with_a_file_ping_nobody_and_format_nothing(invited, say):
    sent = invitations.file(invited, say)
    assert not {"<", ">", "*", "`", "~"} & set(sent.text)
    assert "&lt;!channel&gt;" in sent.text
    event = icalendar.Calendar.from_ical(sent.content()).events[0]
    assert event["SUMMARY"] == on_one_line(sent.title) == f"Meeting with {on_one_line(STRANGE)}"


def test_a_file_is_named_by_the_day_on_its_readers_clock(say):
    late = replace(
        USUAL, starts=datetime(2026, 10, 14, 22, 30, tzinfo=UTC), ends=datetime(2026, 10, 14, 23, 30, tzinfo=UTC)
    )
    assert INVITED[0].me.zone == "Europe/Stockholm"
    assert invitations.file(INVITED[0]._replace(meetings=(late,)), say).name == "meeting-2026-10-15.ics"
