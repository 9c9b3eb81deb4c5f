"""What is sent about meetings: set, called off, tomorrow, moved, and "did you meet?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.mentoring.appointments import Appointment
from bot.mentoring.people import Person
from bot.mentoring.reports import Answer
from bot.usecases.appointments import Announced, Seen
from handlers.slack.show import Block, Message
from handlers.slack.views.blocks import actions, button, context, fields, message, section, typed_context
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.wording import Wording, unmarked
from prompts import english

LINK = re.compile(r"https://[^\s<>|\"]+")


def booked(values: Announced, say: Wording) -> Message:
    """A meeting was set, moved or found good: each city's clock, the place, never the objective."""
    appointment = values.appointment
    kind = "_accepted" if values.accepted else "_moved" if appointment.revision > 1 else ""
    day = _day(appointment, values.by)
    about = {"name": values.by.first_name, "day": english.long_day(day)}
    zones = _zones(values.members)
    spoken = ", ".join(
        say.plain("appointments.booked.clock", **{"from": start}, city=place)
        for place, start, _ in zoned(values, zones)
    )
    cities = [
        say.mrkdwn("appointments.booked.field", city=place, **{"from": start}, until=end)
        for place, start, end in zoned(values, zones)
    ]
    text = say.plain(f"appointments.booked.text{kind}", **about, clocks=spoken, minutes=appointment.minutes)
    was = _was(values, zones, say)
    return message(
        " ".join([text, *was, *_place_text(appointment, say)]),
        section("\n".join([say.mrkdwn(f"appointments.booked.title{kind}", **about), *was])),
        fields(*cities),
        _length(appointment, say),
        actions(*_replies(values, about["day"], say)),
    )


def _was(values: Announced, zones: Sequence[str], say: Wording) -> list[str]:
    """Which time it had before, as they may have several."""
    if values.was is None:
        return []
    before = replace(values.appointment, starts=values.was)
    clocks = ", ".join(
        say.plain("appointments.booked.clock", **{"from": start}, city=place)
        for place, start, _ in zoned(values._replace(appointment=before), zones)
    )
    return [say.plain("appointments.booked.was", day=english.long_day(_day(before, values.by)), clocks=clocks)]


def cancelled(values: Announced, say: Wording) -> Message:
    """It does not take place; nobody is named."""
    day = english.long_day(_day(values.appointment, values.by))
    if values.following is not None:
        following = english.long_day(values.following.astimezone(ZoneInfo(values.by.zone)).date())
        see = button(say.plain("series.told.see"), "series.open", f"pair:{values.appointment.mentorship}")
        return message(
            say.plain("appointments.cancelled.text_regular", day=day, following=following),
            section(say.mrkdwn("appointments.cancelled.title", day=day)),
            section(say.mrkdwn("appointments.cancelled.following", following=following)),
            actions(see, _find_time(values.appointment, say)),
        )
    return message(
        say.plain("appointments.cancelled.text", day=day),
        section(say.mrkdwn("appointments.cancelled.title", day=day)),
        section(say.mrkdwn("appointments.cancelled.next")),
        actions(_find_time(values.appointment, say)),
    )


def new_time(values: Announced, say: Wording) -> Message:
    """Both said it was moved: to when?"""
    day = english.long_day(_day(values.appointment, values.by))
    return message(
        say.plain("appointments.new_time.text", day=day),
        section(say.mrkdwn("appointments.new_time.title", day=day)),
        section(say.mrkdwn("appointments.new_time.why")),
        actions(_find_time(values.appointment, say)),
    )


def reminder(values: Seen, say: Wording) -> Message:
    """One working day before; the objective is not quoted."""
    appointment, others = values.appointment, names(values.others)
    day = _day(appointment, values.me)
    later = "" if day - values.now.astimezone(ZoneInfo(values.me.zone)).date() == timedelta(days=1) else "_later"
    about = {
        "names": others,
        "weekday": f"{day:%A}",
        "clocks": clocks(appointment.starts, values.me, values.others),
        "minutes": appointment.minutes,
    }
    text = [say.plain(f"appointments.reminder.text{later}", **about)]
    if appointment.objective or values.goal or values.bring:
        text.append(say.plain("appointments.reminder.text_objective"))
    text += _place_text(appointment, say)
    title = say.mrkdwn(f"appointments.reminder.title{later}", **about)
    is_set = bool(appointment.objective or values.goal or values.bring)
    see = "appointments.reminder.objective" if is_set else "appointments.booked.see"
    value = f"meeting:{appointment.id}"
    return message(
        " ".join(text),
        section(f"{title}\n{say.mrkdwn('appointments.reminder.when', **about)}"),
        *([typed_context(appointment.place)] if appointment.place and not is_link(appointment.place) else []),
        actions(
            *join(appointment, others, say),
            *agenda(values, say),
            *([] if is_set or not values.sets else [_set_objective(value, say)]),
            button(say.plain(see), "meeting.open", value),
            button(say.plain("appointments.meeting.move"), "meeting.move", value),
            button(say.plain("appointments.meeting.cancel"), "meeting.cancel", value),
        ),
    )


def ask(values: Seen, say: Wording) -> Message:
    """ "Did you meet?", with the four answers of section 14; none is the likely one. The day is named, as it may be read
    days later."""
    appointment, me = values.appointment, values.me
    there = appointment.starts.astimezone(ZoneInfo(me.zone))
    about = {
        "names": names(values.others),
        "time": english.clock(there.time(), me.locale),
        "day": english.long_day(there.date()),
    }
    asked = say.plain("appointments.ask.others_asked", **about)
    return message(
        say.plain(
            "appointments.ask.text", question=say.plain("appointments.ask.question", **about), others_asked=asked
        ),
        section(f"*{say.mrkdwn('appointments.ask.question', **about)}*"),
        context(say.mrkdwn("appointments.ask.private", others_asked=asked)),
        answers(appointment, say),
    )


def thanks(values: Seen, say: Wording) -> Message:
    """The same words whatever was tapped."""
    name = values.me.first_name
    see = button(say.plain("appointments.booked.see"), "meeting.open", f"meeting:{values.appointment.id}")
    return message(
        say.plain("appointments.thanks.text", name=name),
        section(say.mrkdwn("appointments.thanks.title", name=name), accessory=see),
        context(say.mrkdwn("appointments.thanks.private")),
    )


def settled(values: Seen, say: Wording) -> Message:
    """What takes the question's place once the meeting counts as something."""
    day = english.long_day(_day(values.appointment, values.me))
    state = say.plain(f"appointments.meeting.{values.appointment.state}")
    see = button(say.plain("appointments.booked.see"), "meeting.open", f"meeting:{values.appointment.id}")
    return message(
        say.plain("appointments.settled.text", day=day, state=state),
        section(say.mrkdwn("appointments.settled.title", day=day, state=state), accessory=see),
    )


def answers(appointment: Appointment, say: Wording) -> Block:
    """The four answers as equals."""
    return actions(
        *(
            button(say.plain(f"appointments.ask.{each}"), f"meeting.report.{each}", f"meeting:{appointment.id}:{each}")
            for each in Answer
        ),
        id=f"meeting:{appointment.id}",
    )


def agenda(seen: Seen, say: Wording) -> list[Block]:
    """What guides them through one of their first two meetings."""
    if seen.agenda is None:
        return []
    about = f"pair:{seen.appointment.mentorship}:{seen.agenda}"
    return [button(say.plain("appointments.meeting.agenda"), "agenda.open", about)]


def _set_objective(value: str, say: Wording) -> Block:
    return button(say.plain("objectives.shown.set"), "meeting.prepare", value)


def join(appointment: Appointment, others: str, say: Wording) -> list[Block]:
    """The button *Join* where the place is a link."""
    if not is_link(appointment.place):
        return []
    return [
        button(
            say.plain("appointments.meeting.join"),
            "meeting.join",
            f"meeting:{appointment.id}",
            label=say.plain("appointments.meeting.join_label", names=others),
            url=appointment.place,
        )
    ]


def is_link(place: str) -> bool:
    """Whether the whole of a place is one https link."""
    return LINK.fullmatch(place) is not None


def zoned(values: Announced, zones: Sequence[str]) -> list[tuple[str, str, str]]:
    """(city, from, until) for each zone; another day than that of who set it is said."""
    day = _day(values.appointment, values.by)
    clock_of = {person.zone: person.locale for person in reversed(values.members)}
    lines = []
    for zone in zones:
        starts = values.appointment.starts.astimezone(ZoneInfo(zone))
        ends = values.appointment.ends.astimezone(ZoneInfo(zone))
        other_day = f"{starts:%a} " if starts.date() != day else ""
        start = f"{other_day}{english.clock(starts.time(), clock_of[zone])}"
        lines.append((english.city(zone), start, english.clock(ends.time(), clock_of[zone])))
    return lines


def _zones(members: Sequence[Person]) -> list[str]:
    return list(dict.fromkeys(person.zone for person in members))


def _day(appointment: Appointment, person: Person) -> date:
    return appointment.starts.astimezone(ZoneInfo(person.zone)).date()


def _length(appointment: Appointment, say: Wording) -> Block:
    """Length and place; the place is what somebody typed."""
    if not appointment.place:
        return context(say.mrkdwn("appointments.booked.length", minutes=appointment.minutes))
    return typed_context(
        say.plain("appointments.booked.length_at", minutes=appointment.minutes, place=appointment.place)
    )


def _place_text(appointment: Appointment, say: Wording) -> list[str]:
    if not appointment.place:
        return []
    return [say.plain("appointments.booked.text_place", place=unmarked(appointment.place))]


def _replies(values: Announced, day: str, say: Wording) -> list[Block]:
    appointment = values.appointment
    value = f"meeting:{appointment.id}"
    see = button(say.plain("appointments.booked.see"), "meeting.open", value)
    calendar = button(say.plain("invitations.page.open"), "meeting.calendar", value)
    if values.accepted:
        return [see, calendar]
    works = button(
        say.plain("appointments.booked.works"),
        "meeting.accept",
        f"{value}:{appointment.revision}",
        label=say.plain("appointments.booked.works_label", day=day),
        primary=True,
    )
    return [works, button(say.plain("appointments.booked.another"), "meeting.counter", value), see, calendar]


def _find_time(appointment: Appointment, say: Wording) -> Block:
    return button(say.plain("appointments.meeting.find"), "meet.open", f"pair:{appointment.mentorship}", primary=True)


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    "appointments.booked": booked,
    "appointments.cancelled": cancelled,
    "appointments.new_time": new_time,
    "appointments.reminder": reminder,
    "appointments.ask": ask,
}
