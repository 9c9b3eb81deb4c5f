"""Being left in peace: how long a pause lasts as people say it, and stopping all messages about a mentorship (H.help)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from dateutil import parser
from dateutil.relativedelta import relativedelta

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision, Traces
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Person, PersonId
from bot.mentoring.refusals import Refusal

LONGEST = timedelta(days=183)
"""A pause ends by itself within half a year; who wants to leave has another way."""
EXAMPLE = timedelta(days=14)
"""How far ahead the day lies that is named as an example."""
OFF = {"off", "end", "stop", "none", "over"}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
SPAN = re.compile(r"(?:for\s+)?(\d{1,3}|[a-z]+)\s*(day|week|month)s?")
SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
"""3.12. and 3/12: day and month."""
ISO = re.compile(r"\d{4}-")
DAY = re.compile(r"(?:until|till|to)\s+(.+)|(\d.+)")


def until(text: str, today: date, *, field: str | None = None) -> date | None:
    """The day on which a pause ends, as people say it: "2 weeks", "3 days", "a month", "until 3 Dec", "until Monday";
    None for "off". Raises Refusal with an example, at `field` of a form, for anything else, a past day
    and more than half a year."""
    said = " ".join(text.lower().split())
    if said in OFF:
        return None
    if said == "tomorrow":
        return today + timedelta(days=1)
    day = _span(said, today) or _day(said, today)
    if day is None:
        raise Refusal("quiet.unclear", field=field, example=today + EXAMPLE)
    if day <= today:
        raise Refusal("quiet.past", field=field, example=today + EXAMPLE)
    if day > today + LONGEST:
        raise Refusal("quiet.too_long", field=field)
    return day


def _span(said: str, today: date) -> date | None:
    found = SPAN.fullmatch(said)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdigit() else NUMBERS.get(found[1], 0)
    return today + relativedelta(**{f"{found[2]}s": count}) if count else None  # type: ignore[arg-type]


def _day(said: str, today: date) -> date | None:
    found = DAY.fullmatch(said)
    if found is None:
        return None
    words = found[1] or found[2]
    if words == "tomorrow":
        return today + timedelta(days=1)
    short = SHORT.fullmatch(words)
    if short is not None:
        words = f"{short[1]}.{short[2]}.{today.year}"
    start = datetime.combine(today, datetime.min.time())
    try:
        day = parser.parse(words, default=start, dayfirst=ISO.match(words) is None).date()
        if day > today or (short is None and re.search(r"\d{4}", words)):
            return day
        return day + (relativedelta(years=1) if re.search(r"\d", words) else timedelta(weeks=1))
    except (ValueError, OverflowError):
        return None


def snooze(person: Person, text: str, now: datetime, *, field: str | None = None) -> Person:
    """The same person, left in peace until 9:00 of their own day, or no longer. Raises Refusal as `until`."""
    day = until(text, cadence.local(now, person.zone).date(), field=field)
    return replace(person, snoozed_until=None if day is None else cadence.at(day, cadence.MORNING, person.zone))


def stop(mentorship: Mentorship, person: PersonId, now: datetime) -> Decision:
    """All messages to this person about this mentorship stop at once (H.help); nobody else can see it.

    It is no evidence: were suggestions kept from the other meanwhile, or from the coordinator's sight, it could be told
    from that, or a coordinator would see what neither of the pair was told.
    """
    member = mentorship.member(person)
    if member.stopped_at is not None:
        return NOTHING
    return Decision(changes=(mentorship.with_member(replace(member, stopped_at=now)),))


def resume(mentorship: Mentorship, person: PersonId) -> Decision:
    """Messages start again; what was stopped meanwhile does not come late."""
    member = mentorship.member(person)
    return Decision(changes=(mentorship.with_member(replace(member, stopped_at=None)),))


def in_peace(person: PersonId, mentorships: Iterable[MentorshipId], *, until: datetime, now: datetime) -> Traces:
    """What the engine reads of a pause: its clocks stop until then. `until` = `now` ends one."""
    piece = Evidence(now, What.SNOOZED, person, value=str(int(until.timestamp())))
    return tuple((mentorship, piece) for mentorship in mentorships)


def contact(inside: Collection[str], *, named: str | None, coordinators: tuple[str, ...]) -> str | None:
    """The user id of a person outside the pair (`inside`, user ids) to talk to: who the program names, else the first
    coordinator (H.help)."""
    return next((user for user in (named, *coordinators) if user and user not in inside), None)
