"""When a notice may not go to somebody, and what may hold it back: written anew, not by the rules that the companion decides by."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from playground.records import Json

PEOPLE_OF = """
SELECT person.*, member.stopped_at, member.leaving_told_at, mentorship.ended_at FROM person
LEFT JOIN member ON member.person_id = person.id AND member.mentorship_id = {mentorship}
LEFT JOIN mentorship ON mentorship.id = member.mentorship_id
WHERE {whom}
"""
PAUSES = "SELECT first, last FROM program_pause"
CAPS = {"one unasked message a day": (0, 1), "two unasked messages a week": (6, 2)}
"""For each cap, how many days of somebody's calendar before this one count, and how many messages are too many then."""
THEIR_OWN = {
    "quiet hours", "weekend", "before the hour", "the day for questions", "snoozed", "leaving",
    "a pause of the program", "an account is switched off", *CAPS,
}  # fmt: skip
"""What holds a notice back for the sake of whom it is for."""
LONGEST = timedelta(days=9)
"""Nothing but a pause, or an account that is off, holds anything back for longer: a week, and a weekend after it."""
LONGER = {"snoozed", "leaving", "a pause of the program", "an account is switched off"}
A_MOMENT = timedelta(minutes=10)


def people_of(row: Json) -> str:
    """What asks for those whom a notice is for, each as they are in its mentorship."""
    mentorship = "NULL" if row["mentorship_id"] is None else row["mentorship_id"]
    to_all = "member.mentorship_id IS NOT NULL" if row["channel"] is None else "FALSE"
    whom = to_all if row["person_id"] is None else f"person.id = {row['person_id']}"
    return PEOPLE_OF.format(mentorship=mentorship, whom=whom)


def against(
    row: Json, people: Iterable[Json], pauses: Collection[Json], now: datetime, since: datetime
) -> Iterator[tuple[str, str]]:
    """The rules that are broken where this goes to these people now (field guide, section 13), each with what happened. `since`:
    the moment at which it was decided, by whose clock it may go as well."""
    if since.timestamp() > row["latest_at"]:
        yield "stale", "goes out after its time"
    if row["always"]:
        return
    about = json.loads(row["about"])
    for person in people:
        to = f"goes to {person['user_id']}"
        if is_quiet(now, person) and is_quiet(since, person):
            yield "quiet hours", f"{to} at {now.astimezone(ZoneInfo(person['zone'])):%H:%M %Z}"
        if person["deactivated"]:
            yield "gone", f"{to}, whose account is off"
        if person["ended_at"] is not None and not about.get("after_end"):
            yield "ended", f"{to}, though the mentorship has ended"
        if row["unasked"] and rests(now, person, pauses) and rests(since, person, pauses):
            yield "program pause", f"{to} unasked, while the program rests"
        if row["person_id"] is None:
            continue
        if (person["snoozed_until"] or 0) > now.timestamp():
            yield "paused", f"{to}, who asked for a pause"
        if person["stopped_at"] is not None:
            yield "stopped", f"{to}, who stopped all messages about it"
        if person["leaving_told_at"] is not None:
            yield "leaving", f"{to}, who is leaving"


def has_reason(
    reason: str,
    people: Collection[Json],
    pauses: Collection[Json],
    unasked: Collection[float],
    moments: Collection[datetime],
) -> bool:
    """Whether this really holds something back from these people at any of the `moments`. `unasked`: when the one whom it is for
    got something unasked, or may have. What depends on somebody's days and hours is taken at its word."""
    match reason:
        case "quiet hours":
            return any(is_quiet(now, person) for person in people for now in moments)
        case "snoozed":
            return any((person["snoozed_until"] or 0) > now.timestamp() for person in people for now in moments)
        case "leaving":
            return any(person["leaving_told_at"] is not None for person in people)
        case "a pause of the program":
            return any(rests(now, person, pauses) for person in people for now in moments)
    if reason not in CAPS:
        return True
    before, most = CAPS[reason]
    for person in people:
        zone = ZoneInfo(person["zone"])
        for now in moments:
            first = datetime.combine(now.astimezone(zone).date() - timedelta(days=before), time(0), zone) - A_MOMENT
            if sum(at >= first.timestamp() for at in unasked) >= most:
                return True
    return False


def is_quiet(now: datetime, person: Json) -> bool:
    """Whether it is night for this person: from eight to eight, or as they chose."""
    begins = time.fromisoformat(person["quiet_from"] or "20:00")
    ends = time.fromisoformat(person["quiet_until"] or "08:00")
    there = now.astimezone(ZoneInfo(person["zone"])).time().replace(tzinfo=None)
    return begins <= there < ends if begins < ends else there >= begins or there < ends


def rests(now: datetime, person: Json, pauses: Collection[Json]) -> bool:
    """Whether the whole program rests on this day of theirs."""
    if not pauses:
        return False
    day = now.astimezone(ZoneInfo(person["zone"])).date().isoformat()
    return any(pause["first"] <= day <= pause["last"] for pause in pauses)
