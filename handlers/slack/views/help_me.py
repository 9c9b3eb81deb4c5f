"""*Something isn't right*: nothing to explain, somebody to talk to, and two ways on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.usecases.people import Choice
from bot.usecases.quiet import Help
from handlers.slack.show import Block, Message, View
from handlers.slack.views import which_one
from handlers.slack.views.blocks import actions, button, context, divider, modal, section
from handlers.slack.views.wording import Wording, mention

CALLBACK_ID = "helpme"


def build(values: Help, say: Wording) -> View:
    """Messages have stopped already; who to talk to is outside the pair (H.help)."""
    t, value = say.plain, f"pair:{values.mentorship}"
    ways: list[Block] = []
    if values.mentorship is not None:
        resume = button(t("quiet.help.resume"), "helpme.resume", value)
        ways = [divider(), actions(resume, button(t("quiet.help.leave"), "close.leave", value))]
    last = "group" if values.mentorship is not None else "danger"
    return modal(
        CALLBACK_ID,
        title=t("quiet.help.title"),
        close=t("quiet.help.close"),
        blocks=[section(_first(values, say)), _someone(values, say), *ways, context(say.mrkdwn(f"quiet.help.{last}"))],
    )


def which(choices: Sequence[Choice], values: Help, say: Wording) -> Message:
    """For somebody in several mentorships: which one it is, and who to talk to before that is said."""
    asked = which_one.which_one("help me", choices, say)
    return Message(
        asked.text,
        (
            section(say.mrkdwn("quiet.help.which")),
            *asked.blocks,
            _someone(values, say),
            context(say.mrkdwn("quiet.help.danger")),
        ),
        title=say.plain("quiet.help.title"),
    )


def _first(values: Help, say: Wording) -> str:
    if values.mentorship is None:
        return say.mrkdwn("quiet.help.none_to_stop")
    if values.coordinator is None:
        return say.mrkdwn("quiet.help.stopped_unseen", others=values.others)
    return say.mrkdwn("quiet.help.stopped", others=values.others, coordinator=values.coordinator)


def _someone(values: Help, say: Wording) -> Block:
    if values.contact is None:
        return section(say.mrkdwn("quiet.help.nobody"))
    url = f"slack://user?team={values.team}&id={values.contact}"
    if values.known is None:
        write = button(say.plain("quiet.help.write_to_them"), "helpme.contact", values.contact, url=url)
        return section(say.mrkdwn("quiet.help.mentioned", mention=mention(values.contact)), accessory=write)
    name, first = values.known.full_name, values.known.first_name
    text = say.plain("quiet.help.write", first=first)
    if len(text) > 30:
        text = say.plain("quiet.help.write_to_them")
    label = say.plain("quiet.help.write_label", name=name)
    write = button(text, "helpme.contact", values.contact, label=label, url=url)
    if not values.known.title:
        return section(say.mrkdwn("quiet.help.someone", name=name, first=first), accessory=write)
    title = values.known.title
    return section(say.mrkdwn("quiet.help.someone_with_title", name=name, first=first, title=title), accessory=write)


def resumed(others: str, say: Wording) -> View:
    """Messages come again."""
    return modal(
        "helpme.resumed",
        title=say.plain("quiet.resumed.title"),
        close=say.plain("quiet.resumed.close"),
        blocks=[section(say.mrkdwn("quiet.resumed.text", others=others))],
    )
