"""A question as a message, and the thank-you that takes its place, the same whatever was tapped."""

from __future__ import annotations

from bot.mentoring import follow_ups
from bot.mentoring.questions import Answered, Question
from bot.usecases.check_ins import Answer, Asked
from handlers.slack.show import Block, Message
from handlers.slack.views import program_pauses
from handlers.slack.views.blocks import actions, button, context, message, section
from handlers.slack.views.wording import Wording
from prompts import english


def who_sees(question: Question) -> str:
    """Which of the three promises holds: "private", "shared", or "both" where both are asked the same."""
    if not question.shared:
        return "private"
    return "both" if question.for_both else "shared"


def question(asked: Asked, say: Wording) -> Message:
    """The question, who sees the answer, and the buttons."""
    asks = asked.question
    promise = who_sees(asks)
    seen = say.plain(f"checking_in.{promise}.text", others=asked.others)
    line = "words" if promise == "private" and asks.answered is Answered.WORDS else "line"
    about = say.plain("checking_in.message.about", others=asked.others) + " " if asked.several else ""
    goal = say.plain("checking_in.message.goal", goal=asked.goal) + " " if asked.goal else ""
    text = about + goal + _text(asks, seen, say)
    if asked.rests is not None:
        text += " " + program_pauses.spoken(asked.rests, say)
    return message(
        text,
        section(titled(asked, say)),
        context(which(asked, say) + say.mrkdwn(f"checking_in.{promise}.{line}", others=asked.others)),
        actions(*_buttons(asked, say), id=f"checkin:{asked.check_in.id}"),
        *([context(program_pauses.told(asked.rests, say))] if asked.rests is not None else []),
    )


def titled(asked: Asked | Answer, say: Wording) -> str:
    """The question (mrkdwn), below the goal it is about where it is about one."""
    title = say.mrkdwn("checking_in.message.title", question=asked.question.text)
    return say.mrkdwn("checking_in.message.goal", goal=asked.goal) + "\n" + title if asked.goal else title


def which(asked: Asked, say: Wording) -> str:
    """Which mentorship a question is about (mrkdwn), for somebody in several."""
    return say.mrkdwn("checking_in.message.about", others=asked.others) + "\n" if asked.several else ""


def _text(asks: Question, seen: str, say: Wording) -> str:
    if asks.answered is Answered.SCALE:
        low, high = (option.text.replace(" · ", ", ").lower() for option in (asks.options[0], asks.options[-1]))
        return say.plain("checking_in.message.scale", question=asks.text, low=low, high=high, seen=seen)
    if asks.answered in (Answered.CHOICE, Answered.YES_NO):
        options = english.listed([option.text for option in asks.options], last="or")
        return say.plain("checking_in.message.choice", question=asks.text, options=options, seen=seen)
    return say.plain("checking_in.message.words", question=asks.text, seen=seen)


def _buttons(asked: Asked, say: Wording) -> list[Block]:
    asks, value = asked.question, f"checkin:{asked.check_in.id}"
    buttons = []
    if asks.answered is Answered.WORDS:
        label = say.plain("checking_in.message.write_label")
        buttons.append(button(say.plain("checking_in.message.write"), "checkin.open", value, label=label, primary=True))
    for option in asks.options:
        label = _label(option.text, say) if asks.answered is Answered.SCALE else ""
        buttons.append(button(option.text, f"checkin.answer.{option.value}", f"{value}:{option.value}", label=label))
    label = say.plain("checking_in.message.skip_label")
    buttons.append(button(say.plain("checking_in.message.skip"), "checkin.skip", f"{value}:skip", label=label))
    return buttons


def _label(text: str, say: Wording) -> str:
    n, _, end = text.partition(" · ")
    if not end:
        return say.plain("checking_in.message.step", n=n)
    return say.plain("checking_in.message.end", n=n, end=end.lower())


def thanks(asked: Asked, say: Wording) -> Message:
    """What takes the question's place: nothing in it tells what was tapped, or whether anything was. Where a question
    follows up on the answer, it stands here, before the eyes of this person alone."""
    name, promise = asked.person.first_name, who_sees(asked.question)
    following = follow_ups.offered(asked.check_in, asked.question)
    see = button(say.plain("checking_in.thanks.see"), "answer.open", f"checkin:{asked.check_in.id}")
    seen = say.plain(f"checking_in.{promise}.text", others=asked.others)
    among = "_among" if asked.sent is not None and asked.sent.part else ""  # other questions may stand beside it
    text = say.plain(f"checking_in.thanks.text{among}", name=name, seen=seen)
    if following:
        text = say.plain("checking_in.follow_up.text", thanks=text, question=following)
    return message(
        text,
        section(say.mrkdwn(f"checking_in.thanks.title{among}", name=name), accessory=see),
        *([_follow_up(asked, following, say)] if following else []),
        context(say.mrkdwn(f"checking_in.{promise}.thanks", others=asked.others)),
    )


def _follow_up(asked: Asked, following: str, say: Wording) -> Block:
    """The question that follows up on the answer, with the way to a form for it."""
    check_in = asked.check_in
    label = say.plain("checking_in.follow_up.add_label")
    value = f"checkin:{check_in.id}:{check_in.choice}"
    add = button(say.plain("checking_in.follow_up.add"), "checkin.add", value, label=label)
    return section(say.mrkdwn("checking_in.follow_up.line", question=following), accessory=add)


def closed(say: Wording) -> Message:
    """Its days are over; nobody is to blame."""
    return message(
        say.plain("checking_in.closed.text"),
        section(say.mrkdwn("checking_in.closed.title")),
        context(say.mrkdwn("checking_in.closed.note")),
    )


MESSAGES = {"check_in": question}
