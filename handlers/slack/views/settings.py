"""One's own settings: in words what holds, then few fields; quiet hours and working days one step further."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

from bot.mentoring.habits import WEEK, Rhythm
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.settings import Chosen, Wish
from handlers.slack.incoming import State
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import (
    button,
    checkboxes,
    context,
    date_input,
    field,
    modal,
    option,
    radio,
    section,
    select,
    time_input,
)
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "settings"
ANY_DAY = "any"
MOST_GOOD_NEWS = 20
"""Mentorships by name; a mentor has five, and a modal takes a hundred blocks."""


class Filled(NamedTuple):
    """What stands in the fields: what holds, or what was changed before the step to all of them."""

    wish: Wish
    everything: bool = False


def held(chosen: Chosen) -> Filled:
    """The fields as they are when the form opens."""
    own = chosen.habits
    return Filled(
        Wish(own.rhythm, chosen.day, own.hour, chosen.pause, own.quiet_from, own.quiet_until, own.working_days)
    )


def build(chosen: Chosen, filled: Filled, say: Wording) -> View:
    """The form."""
    t, wish = say.plain, filled.wish
    rhythms = [option(t(f"settings.modal.{each}"), each.value, t(f"settings.modal.{each}_note")) for each in Rhythm]
    offered = WEEK if filled.everything else chosen.habits.working_days
    days = [option(t("settings.modal.any_day"), ANY_DAY), *(option(english.DAYS[day], str(day)) for day in offered)]
    there = english.city(chosen.person.zone)
    return modal(
        CALLBACK_ID,
        title=t("settings.modal.title"),
        submit=t("settings.modal.submit"),
        close=t("settings.modal.close"),
        blocks=[
            section(" ".join(means(chosen, say))),
            field("rhythm", t("settings.modal.rhythm"), radio(rhythms, wish.rhythm.value)),
            field(
                "day",
                t("settings.modal.day"),
                select(days, ANY_DAY if wish.day is None else str(wish.day)),
                hint=t("settings.modal.day_hint"),
            ),
            field(
                "hour",
                t("settings.modal.hour"),
                time_input(wish.hour),
                hint=t("settings.modal.hour_hint", city=there),
            ),
            field(
                "pause",
                t("settings.modal.pause"),
                date_input(wish.pause),
                hint=t("settings.modal.pause_hint"),
                optional=True,
            ),
            *_peace(chosen, filled, say),
            *_good_news(chosen, say),
            context(say.mrkdwn("settings.modal.note")),
        ],
    )


def _peace(chosen: Chosen, filled: Filled, say: Wording) -> list[Block]:
    t, wish = say.plain, filled.wish
    if not filled.everything:
        more = button(t("settings.modal.more"), "settings.more", "more", label=t("settings.modal.more_label"))
        return [section(_peace_in_words(chosen, say), accessory=more)]
    days = [option(english.DAYS[day], str(day)) for day in WEEK]
    return [
        field("quiet_from", t("settings.modal.quiet_from"), time_input(wish.quiet_from)),
        field("quiet_until", t("settings.modal.quiet_until"), time_input(wish.quiet_until)),
        field(
            "days",
            t("settings.modal.days"),
            checkboxes(days, [str(day) for day in wish.working_days or ()]),
        ),
    ]


def _good_news(chosen: Chosen, say: Wording) -> list[Block]:
    """A way to what may be celebrated; by name where there are several mentorships."""
    several = len(chosen.celebrates) > 1
    return [
        _celebrated(id, others if several else "", nth, say)
        for nth, (id, others) in enumerate(chosen.celebrates[:MOST_GOOD_NEWS], 1)
    ]


def _celebrated(id: MentorshipId, others: str, nth: int, say: Wording) -> Block:
    t = say.plain
    if others:
        text = say.mrkdwn("settings.modal.good_news_of", others=others)
        label = t("settings.modal.change_label_of", others=others, nth=nth)
    else:
        text, label = say.mrkdwn("settings.modal.good_news"), t("settings.modal.change_label")
    return section(text, accessory=button(t("settings.modal.change"), "celebrate.open", f"pair:{id}", label=label))


def means(chosen: Chosen, say: Wording) -> list[str]:
    """In sentences (mrkdwn) what holds: when questions come, and the next; a pause."""
    own, locale = chosen.habits, chosen.person.locale
    hour = english.clock(own.hour, locale)
    on = say.plain("settings.means.at", hour=hour)
    if chosen.comes is not None:
        on = say.plain("settings.means.on", day=english.DAYS[chosen.comes], hour=hour)
    said = [say.mrkdwn(f"settings.means.{own.rhythm}", when=on)]
    if chosen.next is not None:
        at = english.clock(chosen.next.time(), locale)
        said.append(say.mrkdwn("settings.means.next", day=chosen.next.date(), hour=at))
    if chosen.pause is not None:
        said.append(say.mrkdwn("settings.means.paused", day=chosen.pause))
    return said


def _peace_in_words(chosen: Chosen, say: Wording) -> str:
    own, locale = chosen.habits, chosen.person.locale
    values = {"from": english.clock(own.quiet_from, locale), "until": english.clock(own.quiet_until, locale)}
    if not own.days_off:
        return say.mrkdwn("settings.means.peace_every_day", **values)
    days = english.listed([english.DAYS[day] for day in own.days_off])
    return say.mrkdwn("settings.means.peace", days=days, **values)


def saved(chosen: Chosen, say: Wording) -> View:
    """What the choice means."""
    return modal(
        "settings.saved",
        title=say.plain("settings.saved.title"),
        close=say.plain("settings.saved.close"),
        blocks=[
            section(say.mrkdwn("settings.saved.done")),
            section(" ".join(means(chosen, say))),
            section(_peace_in_words(chosen, say)),
        ],
    )


def read(values: State, chosen: Chosen) -> Filled:
    """What stands in the fields; a time that was cleared is the one that holds."""
    day, pause, own = values.choice("day"), values.date("pause"), chosen.habits
    everything = "days" in values
    return Filled(
        Wish(
            rhythm=Rhythm(values.choice("rhythm") or own.rhythm),
            day=None if day in (None, ANY_DAY) else int(str(day)),
            hour=_time(values.time("hour")) or own.hour,
            pause=date.fromisoformat(pause) if pause else None,
            quiet_from=_time(values.time("quiet_from")) or own.quiet_from,
            quiet_until=_time(values.time("quiet_until")) or own.quiet_until,
            working_days=tuple(sorted(int(each) for each in values.choices("days")))
            if everything
            else own.working_days,
        ),
        everything,
    )


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
