"""What the group reads about a rhythm: planned, paused, taken up again, ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.mentoring.appointments import Appointment
from bot.mentoring.series import Series, shifts
from bot.mentoring.series_kept import is_by_rule
from bot.usecases.series import Told
from bot.usecases.series_rests import Skipped, Within
from handlers.slack.show import Block, Message
from handlers.slack.views.blocks import actions, button, fields, message, section, typed_context
from handlers.slack.views.series_words import rhythm
from handlers.slack.views.wording import Wording, escaped, unmarked
from prompts import english


def planned(values: Told, say: Wording) -> Message:
    """One message for all that was booked: the rhythm, the days, each city's clock at the first of them."""
    series, name = values.series, values.by.first_name
    about = {"name": name, "rhythm": rhythm(series, say), "minutes": series.minutes}
    key = "again" if values.again else "planned"
    places = _clocks(values, say)
    days = _listed(values, "first", [each for each in values.meetings if is_by_rule(series, each)], say)
    stays = _listed(values, "stays", [each for each in values.meetings if not is_by_rule(series, each)], say)
    booked = [each for each in (days, _off(values, say), stays) if each]
    where = [say.plain("series.told.where", place=unmarked(series.place))] if series.place else []
    return message(
        " ".join(
            [
                say.plain(f"series.told.{key}", **about) + ".",
                *([", ".join(places) + "."] if places else []),
                *booked,
                *where,
            ]
        ),
        section(f"*{say.mrkdwn(f'series.told.{key}', **about)}*"),
        *([fields(*places)] if places else []),
        *([section("\n".join(booked))] if booked else []),
        *([typed_context(where[0])] if where else []),
        actions(_see(values, say)),
    )


def paused(values: Told, say: Wording) -> Message:
    """It rests; what stands meanwhile is named, and with which it goes on by itself."""
    resumes = values.series.resumes
    assert resumes is not None
    about = {"name": values.by.first_name, "day": english.long_day(resumes)}
    rule = [each for each in values.meetings if is_by_rule(values.series, each)]
    later = [day for each in rule if (day := _day_of(values.series, each)) >= resumes]
    stays = [each for each in values.meetings if _day_of(values.series, each) < resumes]
    goes_on = say.plain("series.told.goes_on", day=english.long_day(min(later))) if later else ""
    return _said(values, "paused", about, [_off(values, say), _listed(values, "stays", stays, say), goes_on], say)


def resumed(values: Told, say: Wording) -> Message:
    """It goes on before its day."""
    rule = [each for each in values.meetings if is_by_rule(values.series, each)]
    rest = [_listed(values, "first", rule, say), _off(values, say)]
    return _said(values, "resumed", {"name": values.by.first_name}, rest, say)


def ended(values: Told, say: Wording) -> Message:
    """There is no rhythm any more; single meetings can be set."""
    stays = _listed(values, "stays", values.meetings, say) or say.plain("series.told.find")
    return _said(values, "ended", {"name": values.by.first_name}, [_off(values, say), stays], say)


def rests(values: Within, say: Wording) -> Message:
    """The whole program rests on days for which the rhythm had booked before."""
    from handlers.slack.views import program_pauses

    many = "one" if len(values.meetings) == 1 else "some"
    pause = program_pauses.of_days(values.pause, say)
    days = _listed_days(values.series, values.meetings)
    text = say.plain(f"series.rests.{many}", days=days)
    return message(
        f"{pause} {text}",
        section(f"*{escaped(pause)}*\n{text}"),
        actions(
            button(
                say.plain(f"series.rests.skip_{many}"), "series.skip", f"pair:{values.mentorship}:{values.pause.id}"
            ),
            button(say.plain("series.told.see"), "series.open", f"pair:{values.mentorship}"),
        ),
    )


def skipped(values: Skipped, say: Wording) -> Message:
    """What takes the place of that, once somebody has skipped them."""
    days, name = _listed_days(values.series, values.meetings), values.by.first_name
    key = "series.rests.skipped" if values.meetings else "series.rests.none"
    following = ""
    if values.following is not None:
        following = say.plain("series.told.next", day=english.long_day(_day_of(values.series, values.following)))
    return message(
        f"{say.plain(key, name=name, days=days)} {following}".strip(),
        section(f"*{say.mrkdwn(key, name=name, days=days)}*" + (f"\n{following}" if following else "")),
        actions(button(say.plain("series.told.see"), "series.open", f"pair:{values.mentorship}")),
    )


def _said(values: Told, kind: str, about: dict[str, str], rest: Sequence[str], say: Wording) -> Message:
    text, lines = say.plain(f"series.told.{kind}", **about), [each for each in rest if each]
    return message(
        " ".join([text, *lines]),
        section("\n".join([f"*{say.mrkdwn(f'series.told.{kind}', **about)}*", *lines])),
        actions(_see(values, say)),
    )


def _off(values: Told, say: Wording) -> str:
    return _listed(values, "off", values.off, say)


def _listed(values: Told, key: str, meetings: Sequence[Appointment], say: Wording) -> str:
    return say.plain(f"series.told.{key}", days=_listed_days(values.series, meetings)) if meetings else ""


def _clocks(values: Told, say: Wording) -> list[str]:
    """The time in each city, the rhythm's own first; where a clock shifts among the meetings that are booked, from when."""
    series = values.series
    moments = [each.starts for each in values.meetings if is_by_rule(series, each)]
    if not moments:
        return []
    starts = moments[0]
    zones = dict.fromkeys((series.zone, *(person.zone for person in values.members)))
    locales = {person.zone: person.locale for person in reversed(values.members)}
    own = starts.astimezone(ZoneInfo(series.zone)).date()
    found = []
    for zone in zones:
        there = starts.astimezone(ZoneInfo(zone))
        day = "" if there.date() == own else f"{english.short_day(there.date())[:3]} "
        time = day + english.clock(there.time(), locales.get(zone, values.by.locale))
        said = say.plain("series.told.clock", time=time, city=english.city(zone))
        for shift in shifts(moments, series.zone, zone)[:1]:
            later = shift.astimezone(ZoneInfo(zone))
            clock = english.clock(later.time(), locales.get(zone, values.by.locale))
            said += say.plain("series.told.shift", day=english.short_day(later.date()), time=clock)
        found.append(said)
    return found


def _day_of(series: Series, meeting: Appointment) -> date:
    return meeting.starts.astimezone(ZoneInfo(series.zone)).date()


def _listed_days(series: Series, meetings: Iterable[Appointment]) -> str:
    return english.listed([english.short_day(_day_of(series, each)) for each in meetings])


def _see(values: Told, say: Wording) -> Block:
    return button(say.plain("series.told.see"), "series.open", f"pair:{values.mentorship}")


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    "series.planned": planned,
    "series.paused": paused,
    "series.resumed": resumed,
    "series.ended": ended,
    "series.rests": rests,
}
