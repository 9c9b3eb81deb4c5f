"""A rhythm in words."""

from __future__ import annotations

from bot.mentoring.series import Series
from bot.mentoring.terms import Frequency
from handlers.slack.views.wording import Wording
from prompts import english


def rhythm(series: Series, say: Wording) -> str:
    """every other Tuesday; the last Friday of the month."""
    nth = (series.first.day - 1) // 7 + 1
    day = english.DAYS[series.first.weekday()]
    values = {"nth": say.plain(f"series.nth.{nth}")} if series.frequency is Frequency.MONTHLY else {}
    return say.plain(f"series.rhythm.{series.frequency}", day=day, **values)


def capital(text: str) -> str:
    """The same at the beginning of a line."""
    return text[:1].upper() + text[1:]
