"""What is told of a closing: begun, both to read, one thinks it can end, the one reminder, goals first, and the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.mentoring.mentorship import Celebration
from bot.mentoring.milestones import allowed
from bot.mentoring.people import Role
from bot.usecases.closing_notices import Word
from handlers.slack.show import Block, Message
from handlers.slack.views import closing_carried
from handlers.slack.views.blocks import actions, button, context, divider, message, section
from handlers.slack.views.wording import Wording


def begun(word: Word, say: Wording) -> Message:
    """Somebody has begun."""
    name = _by(word)
    return message(
        say.plain("closure.told.begun.text", name=name),
        section(say.mrkdwn("closure.told.begun.title", name=name)),
        context(say.mrkdwn("closure.told.begun.private")),
        actions(_open(word, say, "begun", primary=True)),
    )


def both(word: Word, say: Wording) -> Message:
    """All have finished."""
    find = button(say.plain("closure.told.both.find"), "meet.open", _value(word))
    return message(
        say.plain("closure.told.both.text", others=word.others),
        section(say.mrkdwn("closure.told.both.title", others=word.others)),
        actions(_open(word, say, "both", primary=True), find),
    )


def asked(word: Word, say: Wording) -> Message:
    """One of them thinks that it can end."""
    way = "_both" if word.both else ""
    about = {"name": _by(word), "day": word.closes_on or word.mentorship.end}
    return message(
        say.plain(f"closure.told.asked.text{way}", **about),
        section(say.mrkdwn(f"closure.told.asked.title{way}", **about)),
        actions(_open(word, say, "asked", primary=True)),
    )


def not_yet(word: Word, say: Wording) -> Message:
    """One of them has taken back that it can end."""
    return message(
        say.plain("closure.told.not_yet.text", name=_by(word)),
        section(say.mrkdwn("closure.told.not_yet.text", name=_by(word))),
        actions(_open(word, say, "not_yet", primary=True)),
    )


def remind(word: Word, say: Wording) -> Message:
    """The one reminder, to whoever has not finished: of the end, or of one's own part of it."""
    dated = not word.begun and word.closes_on is not None
    way = "" if dated else "_open"
    about: dict[str, object] = {"others": word.others}
    if dated:
        about |= {"last": word.mentorship.end, "day": word.closes_on}
    return message(
        say.plain(f"closure.told.remind.text{way}", **about),
        section(say.mrkdwn(f"closure.told.remind.title{way}", **about)),
        context(say.mrkdwn("closure.told.remind.private")),
        actions(_open(word, say, "remind", primary=True)),
    )


def revisited(word: Word, say: Wording) -> Message:
    """Goals first."""
    plan = button(say.plain("closure.told.revisited.plan"), "plan.open", _value(word), primary=True)
    return message(
        say.plain("closure.told.revisited.text", name=_by(word)),
        section(say.mrkdwn("closure.told.revisited.title", name=_by(word))),
        actions(plan),
    )


def closed(word: Word, say: Wording) -> Message:
    """The end, and for a mentee the goals that are open, as a text to keep."""
    text = say.plain("closure.told.closed.text", others=word.others)
    kept = context(say.mrkdwn(f"closure.told.closed.kept{'_both' if word.both else ''}"))
    blocks = [section(say.mrkdwn("closure.told.closed.title", others=word.others)), kept]
    told = allowed(word.mentorship)
    if word.both and told is not Celebration.OFF:
        blocks.append(context(say.mrkdwn(f"closure.told.closed.channel_{told}")))
        text = f"{text} {say.plain(f'closure.told.closed.channel_{told}')}"
    if word.both:
        blocks.append(actions(_open(word, say, "closed")))
    return message(_with_goals(text, word, say), *blocks, *_taken_along(word, say))


def _taken_along(word: Word, say: Wording) -> tuple[Block, ...]:
    if not word.left:
        return ()
    lead = section(say.mrkdwn("closure.carried.lead", mentor=_mentor(word)))
    return (divider(), lead, *closing_carried.blocks(word.left, say))


def _with_goals(text: str, word: Word, say: Wording) -> str:
    """What is read out says that there are goals below; the goals are typed text and stand there alone."""
    return f"{text} {say.plain('closure.carried.lead_text', mentor=_mentor(word))}" if word.left else text


def _mentor(word: Word) -> str:
    return word.mentorship.in_role(Role.MENTOR).person.first_name


def _by(word: Word) -> str:
    assert word.by is not None
    return word.by.first_name


def _open(word: Word, say: Wording, what: str, *, primary: bool = False) -> Block:
    return button(say.plain(f"closure.told.{what}.open"), "closing.open", _value(word), primary=primary)


def _value(word: Word) -> str:
    return f"pair:{word.mentorship.id}"


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    "closure.begun": begun,
    "closure.both": both,
    "closure.asked": asked,
    "closure.not_yet": not_yet,
    "closure.remind": remind,
    "closure.revisited": revisited,
    "closure.closed": closed,
}
