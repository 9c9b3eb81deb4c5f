"""How delivery is: a page for who coordinates, with what may not have arrived and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ports import FAULT
from bot.usecases.deliveries import Doubtful, Health
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, bullets, button, context, cut, divider, modal, section
from handlers.slack.views.wording import Markup, Wording
from prompts import english

HEALTH_ID = "health"
KNOWN = {"user_disabled", "not_in_channel", "channel_not_found", "is_archived", "missing_scope"}
"""Refusals of Slack's that have words of ours."""
REASONS = 8
BEGINS = {"health.arrived", "health.late"}
"""Where the number begins the sentence."""


def health(found: Health, say: Wording) -> View:
    """The page; where nothing is in doubt and nothing was refused it says that all is well."""
    blocks = [*_doubtful(found, say), *_failed(found, say)]
    if not blocks:
        blocks = [section(say.mrkdwn("deliveries.health.well"))]
    blocks += [context(" ".join(_counts(found, say))), context(say.mrkdwn("deliveries.health.private"))]
    return modal(
        HEALTH_ID,
        title=say.plain("deliveries.health.title"),
        close=say.plain("deliveries.health.close"),
        blocks=blocks,
    )


def _counts(found: Health, say: Wording) -> Iterator[str]:
    yield _counted("health.arrived", found.arrived, say, none=True)
    for key, many in (("late", found.late), ("sought", found.sought)):
        if many:
            yield _counted(f"health.{key}", many, say)


def _counted(key: str, many: int, say: Wording, *, none: bool = False) -> str:
    ending = "_one" if many == 1 else "_none" if none and not many else ""
    return say.mrkdwn(f"deliveries.{key}{ending}", count=english.number(many, capital=key in BEGINS))


def _doubtful(found: Health, say: Wording) -> Iterator[Block]:
    if not found.doubtful:
        return
    title = _counted("doubtful.title", found.doubtful_total, say)
    yield section(f"{title}\n{say.mrkdwn('deliveries.doubtful.what')}")
    for nth, each in enumerate(found.doubtful, 1):
        yield from _one(nth, each, found, say)
    if found.doubtful_total > len(found.doubtful):
        yield context(say.mrkdwn("deliveries.doubtful.more", count=found.doubtful_total - len(found.doubtful)))
    yield divider()


def _one(nth: int, each: Doubtful, found: Health, say: Wording) -> Iterator[Block]:
    key = "channel" if each.channel else "together" if each.together else "person"
    values = {
        "day": english.short_day(each.day, today=found.today),
        "at": english.clock(each.at, found.me.locale),
    }
    names, value = cut(each.names, 120), f"delivery:{each.id}"
    yield section(say.mrkdwn(f"deliveries.doubtful.{key}", names=names, channel=Markup(f"<#{each.channel}>"), **values))
    line = say.plain(f"deliveries.doubtful.{key}", names=names, channel=each.channel, **values)
    yield actions(
        *(
            button(
                say.plain(f"deliveries.doubtful.{what}"),
                f"health.{what}",
                value,
                label=say.plain(f"deliveries.doubtful.{what}_label", nth=nth, line=line),
            )
            for what in ("arrived", "again")
        )
    )


def _failed(found: Health, say: Wording) -> Iterator[Block]:
    if not found.failed:
        return
    yield section(say.mrkdwn("deliveries.failed.title"))
    yield bullets(
        *(
            say.plain("deliveries.failed.line", count=many, why=_why(reason, say))
            for reason, many in found.failed[:REASONS]
        )
    )


def _why(reason: str, say: Wording) -> str:
    if reason.startswith(FAULT):
        return say.plain("deliveries.failed.fault")
    if reason in KNOWN:
        return say.plain(f"deliveries.failed.known.{reason}")
    return say.plain("deliveries.failed.other", reason=reason)
