"""A meeting for people's own calendars: the text of an .ics file (RFC 5545), and links that fill in a form of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from unicodedata import category
from urllib.parse import quote, urlencode

LONGEST_LINK = 3000
"""What Slack takes as the address of a button, and every browser."""
GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.office.com/calendar/0/deeplink/compose"
PRODUCT = "-//Companion//Meetings//EN"


class Entry(NamedTuple):
    """One meeting as a calendar keeps it, times aware. `uid` stays the same for ever; `sequence` rises with each change,
    so that a calendar knows which is the newer one. Never what it is about: a calendar at work has other readers."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    title: str
    place: str = ""
    cancelled: bool = False


def uid(team: str, appointment: int) -> str:
    """The name that a meeting has in every calendar."""
    return f"meeting-{appointment}@{team.lower()}.companion"


def file(entries: Sequence[Entry], *, now: datetime) -> bytes:
    """These meetings as text/calendar: UTF-8, CRLF, lines of at most 75 bytes; `now` (aware) is when it was written."""
    import icalendar  # takes longer to import than all that a start may take

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        event = icalendar.Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.sequence)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", entry.starts.astimezone(UTC))
        event.add("dtend", entry.ends.astimezone(UTC))
        event.add("summary", _one_line(entry.title))
        if entry.place:
            event.add("location", _one_line(entry.place))
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def google(entry: Entry) -> str:
    """Google Calendar's form for a new event, filled in."""
    times = "/".join(f"{each.astimezone(UTC):%Y%m%dT%H%M%SZ}" for each in (entry.starts, entry.ends))
    return _link(GOOGLE, {"action": "TEMPLATE", "text": _one_line(entry.title), "dates": times}, entry.place)


def outlook(entry: Entry) -> str:
    """The same of Outlook on the web."""
    starts, ends = (f"{each.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for each in (entry.starts, entry.ends))
    about = {"path": "/calendar/action/compose", "rru": "addevent", "subject": _one_line(entry.title)}
    return _link(OUTLOOK, {**about, "startdt": starts, "enddt": ends}, entry.place)


def _one_line(text: str) -> str:
    """Without the control characters and line ends that the format forbids, and that no library takes out."""
    return " ".join("".join(" " if category(each) == "Cc" else each for each in text).split())


def _link(address: str, about: dict[str, str], place: str) -> str:
    """Outlook takes no + for a blank. A place that does not fit into a link is left out: half a link leads nowhere."""
    link = f"{address}?{urlencode(about, quote_via=quote)}"
    where = f"&location={quote(_one_line(place), safe='')}" if place else ""
    return link + where if len(link + where) <= LONGEST_LINK else link
