"""*My answers*: one's own, newest first, what is shared with one, and a single answer with what can be done with it."""

from __future__ import annotations

from bot.mentoring import follow_ups
from bot.mentoring.check_ins import CheckIn
from bot.mentoring.questions import Question
from bot.usecases.check_ins import Answer, Answers, Asked
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, button, context, cut, divider, header, modal, section, typed
from handlers.slack.views.check_ins import titled, who_sees
from handlers.slack.views.wording import Wording
from prompts import english

PAGE = 12
"""Answers of each part on one page: three blocks each, a hundred blocks in a modal."""
GLIMPSE = 200
"""Characters of an answer in the list; the whole of it is one tap away."""


def listed(answers: Answers, say: Wording, *, begin: int = 0) -> View:
    """Both parts from the `begin`th answer on; older ones are one tap away."""
    blocks: list[Block] = []
    mine, shared = answers.mine[begin : begin + PAGE], answers.shared[begin : begin + PAGE]
    if mine or begin == 0:
        blocks.append(header(say.plain("checking_in.answers.mine")))
        blocks += [block for n, each in enumerate(mine, begin + 1) for block in _mine(each, n, say)]
    if not answers.mine:
        blocks.append(section(say.mrkdwn("checking_in.answers.none")))
    if shared or begin == 0:
        blocks += [divider(), header(say.plain("checking_in.answers.shared"))]
        blocks += [block for each in shared for block in _shared(each, say)]
    if not answers.shared and begin == 0:
        blocks.append(section(say.mrkdwn("checking_in.answers.none_shared")))
    if max(len(answers.mine), len(answers.shared)) > begin + PAGE:
        blocks.append(
            actions(button(say.plain("checking_in.answers.older"), "answers.page", f"answers:{begin + PAGE}"))
        )
    return modal(
        "answers",
        title=say.plain("checking_in.answers.title"),
        close=say.plain("checking_in.answers.close"),
        blocks=blocks,
    )


def _mine(answer: Answer, n: int, say: Wording) -> list[Block]:
    day, question = english.short_day(answer.day), answer.question
    see = button(
        say.plain("checking_in.answers.open"),
        "answer.open",
        f"checkin:{answer.check_in.id}",
        label=say.plain("checking_in.answers.open_label", day=day, n=str(n)),
    )
    note = "shared_on" if question.shared else "private_on"
    given = "\n".join([_given(answer.check_in, question), *_beside(answer.check_in)[1:]])
    return [
        section(titled(answer, say), accessory=see),
        typed(cut(given, GLIMPSE)),
        context(say.mrkdwn(f"checking_in.answers.{note}", day=day, others=answer.others)),
    ]


def _shared(answer: Answer, say: Wording) -> list[Block]:
    day = english.short_day(answer.day)
    return [
        section(titled(answer, say)),
        typed("\n".join([_given(answer.check_in, answer.question), *_beside(answer.check_in)])),
        context(say.mrkdwn("checking_in.answers.by_on", day=day, by=answer.by)),
    ]


def _given(check_in: CheckIn, question: Question) -> str:
    option = None if check_in.choice is None else question.option(check_in.choice)
    return option.text if option is not None else check_in.words or "–"


def _beside(check_in: CheckIn) -> tuple[str, ...]:
    """The words beside an answer, after the question that they answer."""
    return (check_in.follow_up, check_in.words) if check_in.follow_up and check_in.words else ()


def _in_full(check_in: CheckIn, say: Wording) -> list[Block]:
    if not _beside(check_in):
        return []
    following, words = _beside(check_in)
    return [section(say.mrkdwn("checking_in.follow_up.said", question=following)), typed(words)]


def _add(asked: Asked, say: Wording) -> list[Block]:
    """The way to the words beside an answer, where a question follows up on it or words are there."""
    check_in = asked.check_in
    value = f"checkin:{check_in.id}:{check_in.choice}"
    if _beside(check_in):
        return [button(say.plain("checking_in.follow_up.change"), "checkin.add", value)]
    if follow_ups.offered(check_in, asked.question):
        return [button(say.plain("checking_in.follow_up.add"), "checkin.add", value)]
    return []


def one(asked: Asked, say: Wording) -> View:
    """One's own answer in full, or that there is none."""
    check_in, question = asked.check_in, asked.question
    value = f"checkin:{check_in.id}"
    change = button(say.plain("checking_in.answer.change"), "answer.change", value)
    delete = button(say.plain("checking_in.answer.delete"), "answer.delete", value)
    answer = button(say.plain("checking_in.answer.answer"), "answer.change", value)
    title = section(titled(asked, say))
    kept = context(say.mrkdwn(f"checking_in.{who_sees(question)}.kept", others=asked.others))
    if check_in.has_answer:
        given = [typed(_given(check_in, question)), *_in_full(check_in, say)]
        blocks = [title, *given, kept, actions(change, *_add(asked, say), delete)]
    else:
        blocks = [title, section(say.mrkdwn("checking_in.answer.nothing")), kept, actions(answer)]
    return modal(
        "answer",
        title=say.plain("checking_in.answer.title"),
        close=say.plain("checking_in.answer.close"),
        blocks=blocks,
    )
