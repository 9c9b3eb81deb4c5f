"""What is said while an account is switched off, and once it is on again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.mentoring import cadence
from bot.mentoring.appointments import Appointment
from bot.mentoring.people import Person
from bot.usecases.absences import Back, Gone, LeftBehind, Replaced, Replacing
from bot.usecases.home import Here, Part
from handlers.slack.show import Block, Message
from handlers.slack.views.blocks import actions, button, context, cut, message, section
from handlers.slack.views.wording import Wording
from prompts import english

MOST = 10
"""Pairs in a message, meetings in a sentence."""


def gone(values: Gone, say: Wording) -> Message:
    """To a partner: no blame, no reason guessed, and nothing to do."""
    name = values.gone.first_name
    days, off = _days(values.called_off, values.me), ""
    if values.called_off:
        off = say.plain(f"absences.gone.{'off_one' if len(values.called_off) == 1 else 'off'}", days=days)
    if values.coordinator is None:
        following = say.plain("absences.gone.next_nobody")
    else:
        following = say.plain("absences.gone.next", coordinator=values.coordinator)
    rest = " ".join(each for each in (off, following) if each)
    return message(
        f"{say.plain('absences.gone.text', name=name)} {rest}",
        section(say.mrkdwn("absences.gone.title", name=name)),
        section(_safe(rest, say)),
        context(say.mrkdwn("absences.gone.kept")),
    )


def _days(meetings: Sequence[Appointment], me: Person) -> str:
    days = [english.long_day(cadence.local(each.starts, me.zone).date()) for each in meetings[:MOST]]
    return english.listed(list(dict.fromkeys(days)))


def _safe(text: str, say: Wording) -> str:
    return say.mrkdwn("absences.gone.rest", words=text)


def replace(values: Replacing, say: Wording) -> Message:
    """To a coordinator: the pairs that rest, each with the way to somebody new, or to wait."""
    name, many = values.gone.full_name, len(values.pairs)
    pairs = say.plain("absences.replace.rest_one") if many == 1 else ""
    pairs = pairs or say.plain("absences.replace.rest", count=english.number(many, capital=True))
    day = english.long_day(values.since, today=values.today)
    return message(
        say.plain("absences.replace.text", name=name, day=day, pairs=pairs),
        section(say.mrkdwn("absences.replace.title", name=cut(name, 100), day=day, pairs=pairs)),
        *(_left_behind(each, say) for each in values.pairs[:MOST]),
        actions(
            button(say.plain("absences.replace.wait"), "absence.wait", f"person:{cut(values.gone.first_name, 80)}")
        ),
        context(say.mrkdwn("absences.replace.what")),
    )


def _left_behind(pair: LeftBehind, say: Wording) -> Block:
    stays = cut(pair.stays, 60)
    if pair.lacks is None:
        return section(say.mrkdwn("absences.replace.both", stays=stays))
    role = say.plain(f"absences.replace.{pair.lacks}")
    return section(
        say.mrkdwn("absences.replace.pair", stays=stays, role=role),
        accessory=find(pair.mentorship, pair.lacks, stays, say),
    )


def find(mentorship: int, lacks: str, stays: str, say: Wording) -> Block:
    """The button to somebody new."""
    role = say.plain(f"absences.replace.{lacks}")
    label = say.plain("absences.replace.find_label", role=role, stays=stays)
    return button(say.plain(f"absences.replace.find_{lacks}"), "absence.replace", f"pair:{mentorship}", label=label)


def waiting(name: str, say: Wording) -> Message:
    """In the place of the message, once a coordinator waits."""
    return message(
        say.plain("absences.replace.waiting", name=name), section(say.mrkdwn("absences.replace.waiting", name=name))
    )


def back(values: Back, say: Wording) -> Message:
    """That it goes on, to whoever was told that it rests, and to who is back."""
    if values.mentorship is not None:
        return _goes_on(values, values.mentorship, say)
    if values.others:
        which, given = "self_", {"others": values.others}
    else:
        which, given = "coordinator_", {"name": cut(values.back.full_name, 100)}
    return message(
        say.plain(f"absences.back.{which}text", **given), section(say.mrkdwn(f"absences.back.{which}title", **given))
    )


def _goes_on(values: Back, mentorship: int, say: Wording) -> Message:
    me, who, meeting = values.me, values.back, values.meeting
    if meeting is None:
        key, when = "", ""
        way = button(say.plain("absences.back.find"), "meet.open", f"pair:{mentorship}")
    else:
        key = "_meeting"
        when = english.when(meeting.starts, me.zone, me.locale, other=who.first_name, other_zone=who.zone)
        way = button(say.plain("absences.back.open"), "meeting.open", f"meeting:{meeting.id}")
    given = {"name": who.first_name, "when": when}
    if values.called_off:
        key, given = "_untold", {**given, "days": _days(values.called_off, me)}
    return message(
        say.plain(f"absences.back.text{key}", **given),
        section(say.mrkdwn(f"absences.back.title{key}", **given), accessory=way),
    )


def replaced(values: Replaced, say: Wording) -> Message:
    """To who was left behind: the mentorship before has ended, and a new one begins."""
    given = {
        "name": values.gone,
        "role": say.plain(f"absences.replaced.{values.role}"),
        "coordinator": values.coordinator,
    }
    return message(
        say.plain("absences.replaced.text", **given),
        section(say.mrkdwn("absences.replaced.title", **given)),
        context(say.mrkdwn("absences.replaced.kept")),
    )


def rests(part: Part, me: Person, here: Here, say: Wording) -> Iterator[Block]:
    """In Home, to who is left behind."""
    if part.other.deactivated:
        today = cadence.local(here.now, me.zone).date()
        since = cadence.local(part.other.gone_since or here.now, me.zone).date()
        day = english.short_day(since, today=today)
        yield section(say.mrkdwn("absences.home.rests", others=part.others, name=part.other.first_name, day=day))


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    "absences.gone": gone,
    "absences.replace": replace,
    "absences.back": back,
    "absences.replaced": replaced,
}
