"""Suggestions about what was seen: counts and days, nobody as the cause, and what the coordinator sees."""

from __future__ import annotations

from bot.usecases.signals import Suggestion
from handlers.slack.show import Message
from handlers.slack.views.blocks import actions, button, context, message, section
from handlers.slack.views.clocks import names
from handlers.slack.views.wording import Wording
from prompts import english


def missed(values: Suggestion, say: Wording) -> Message:
    """W.missed: the same words to both."""
    count, stage = len(values.days), values.stage
    kind = "one" if values.of == 1 else "all" if count == values.of else "some"
    about = {
        "names": names(values.others),
        "count": english.number(count, capital=True),
        "of": english.number(values.of),
        "days": english.listed([f"{day.day} {day:%b}" for day in values.days]),
    }
    sees = "S1" if stage.value == "S1" else "later"
    coordinator = f"signals.missed.coordinator.{sees}"
    who = {"coordinator": values.coordinator.first_name}
    seen = say.mrkdwn(f"signals.missed.{kind}", **about)
    means = say.mrkdwn(f"signals.missed.means.{stage}")
    pair = f"pair:{values.mentorship}"
    text = [say.plain(f"signals.missed.{kind}", **about).strip("*"), means]
    text += [say.plain("signals.missed.seen", **about), say.plain(coordinator, **who)]
    return message(
        " ".join(text),
        section(f"{seen}\n{means}"),
        actions(
            button(say.plain("signals.missed.find"), "meet.open", pair, primary=True),
            button(say.plain("signals.missed.rhythm"), "agreement.edit", f"{pair}:rhythm"),
            button(say.plain("signals.missed.leave"), "signal.dismiss", f"signal:{values.signal}"),
        ),
        context(f"{say.mrkdwn('signals.missed.seen', **about)} {say.mrkdwn(coordinator, **who)}"),
    )


def left(say: Wording) -> Message:
    """Put aside."""
    return message(
        say.plain("signals.left.text"),
        section(say.mrkdwn("signals.left.title")),
        context(say.mrkdwn("signals.left.nobody")),
    )


MESSAGES = {"signals.missed": missed}
