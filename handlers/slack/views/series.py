"""The meetings of a pair that lie ahead, their rhythm, and the latest that are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.mentoring.appointments import Appointment
from bot.mentoring.series import Series
from bot.usecases.series import Page
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, asked_first, button, context, divider, modal, section
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.series_words import capital, rhythm
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "series"


def build(page: Page, say: Wording, *, done: str = "") -> View:
    """The page. With `done` ("planned", "done_paused", "done_resumed", "done_ended") it says first that this was done, and
    closing it closes the forms below it too."""
    paused = _paused(page)
    about = {"names": names(page.others), **({"day": paused.resumes} if done == "done_paused" and paused else {})}
    said = [section(say.mrkdwn(f"series.page.{done}", **about))] if done else []
    view = modal(
        CALLBACK_ID,
        title=say.plain("series.page.title"),
        close=say.plain("series.page.close"),
        metadata={"mentorship": page.mentorship},
        blocks=[
            *said,
            section(_rhythm(page, say)),
            *([context(say.mrkdwn("series.page.newer"))] if page.newer else []),
            divider(),
            *(_row(each, page, say) for each in page.meetings),
            *([] if page.meetings else [section(say.mrkdwn("series.page.none"))]),
            _what_can_be_done(page, say),
            *_over(page, say),
        ],
    )
    return {**view, "clear_on_close": True} if done else view


def _paused(page: Page) -> Series | None:
    series = page.series
    return series if series is not None and series.is_paused(series.today(page.now)) else None


def _rhythm(page: Page, say: Wording) -> str:
    series, others = page.series, names(page.others)
    if series is None:
        return say.mrkdwn("series.page.single", names=others)
    about = {"rhythm": capital(rhythm(series, say)), "names": others}
    if _paused(page):
        return say.mrkdwn("series.page.paused", **about, day=series.resumes)
    return say.mrkdwn("series.page.rhythm", **about, minutes=series.minutes, city=english.city(series.zone))


def _row(meeting: Appointment, page: Page, say: Wording) -> Block:
    day = meeting.starts.astimezone(ZoneInfo(page.me.zone)).date()
    about: dict[str, object] = {"clocks": clocks(meeting.starts, page.me, page.others)}
    key = "regular" if meeting.is_regular else "single_one"
    if meeting.series is not None and not meeting.is_regular and meeting.occurrence is not None:
        key, about = "moved", {**about, "day": english.short_day(meeting.occurrence)}
    return section(say.mrkdwn(f"series.page.{key}", **about), accessory=_open(meeting, day, say))


def _open(meeting: Appointment, day: date, say: Wording) -> Block:
    label = say.plain("series.page.open_label", day=day)
    return button(say.plain("series.page.open"), "meeting.open", f"meeting:{meeting.id}", label=label)


def _over(page: Page, say: Wording) -> Iterator[Block]:
    """A meeting that is over is found here when its message has long gone: what it should bring, how far they have come."""
    if page.over:
        yield divider()
        yield section(say.mrkdwn("series.page.over"))
    for each in page.over:
        day = each.starts.astimezone(ZoneInfo(page.me.zone)).date()
        words = say.mrkdwn("series.page.over_one", day=english.long_day(day, today=page.now.date()))
        yield section(words, accessory=_open(each, day, say))


def _what_can_be_done(page: Page, say: Wording) -> Block:
    """The buttons; while somebody's account is switched off, that nothing can be set."""
    gone = next((each for each in page.others if each.deactivated), None)
    if gone is not None:
        return context(say.mrkdwn("series.page.rests", name=gone.first_name))
    return actions(*_buttons(page, say))


def _buttons(page: Page, say: Wording) -> Iterator[Block]:
    t, pair = say.plain, f"pair:{page.mentorship}"
    if page.series is None and page.can_plan:
        label = t("series.page.plan_label", names=names(page.others))
        yield button(t("series.page.plan"), "series.plan", pair, label=label, primary=True)
    yield button(t("series.page.add"), "meet.open", pair)
    if page.meetings:
        label = t("invitations.page.open_all")
        yield button(t("invitations.page.open"), "meeting.calendar", pair, label=label)
    if page.series is None:
        return
    if page.can_plan:
        yield button(t("series.page.change"), "series.plan", pair, label=t("series.page.change_label"))
    if _paused(page):
        yield button(t("series.page.resume"), "series.resume", pair)
    else:
        yield button(t("series.page.pause"), "series.pause", pair, label=t("series.page.pause_label"))
    yield asked_first(
        button(t("series.page.end"), "series.end", pair, label=t("series.page.end_label")),
        title=t("series.page.end_title"),
        text=t("series.page.end_text"),
        confirm=t("series.page.end_confirm"),
        deny=t("series.page.end_deny"),
    )


def all_meetings(pair: int, others: str, say: Wording) -> Block:
    """The button that leads here."""
    label = say.plain("series.page.all_label", others=others)
    return button(say.plain("series.page.all"), "series.open", f"pair:{pair}", label=label)
