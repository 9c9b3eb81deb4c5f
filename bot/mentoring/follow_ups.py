"""A few words beside an answer by tap: what may be told, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

from bot.mentoring.check_ins import LONGEST_WORDS, CheckIn
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.questions import Question
from bot.mentoring.refusals import Refusal


def offered(check_in: CheckIn, question: Question) -> str:
    """The question that follows the answer that is kept; empty where none does, or words are there already."""
    if check_in.choice is None or check_in.words is not None:
        return ""
    return question.follow_up.get(check_in.choice, "")


def asked(check_in: CheckIn, question: Question, value: str) -> str:
    """The question that words are written to: what those that are there answered, else what follows the answer `value`,
    whatever the answer is by now; empty where there is none."""
    if check_in.choice is None:
        return ""
    return check_in.follow_up or question.follow_up.get(value, "")


def keep(check_in: CheckIn, question: Question, value: str, words: str) -> Decision:
    """Keep the words beside the answer, instead of what was there; none takes them away. They tell the engine nothing,
    and whoever changes the answer leaves them. Raises Refusal: there is no answer any more; at the field: too long."""
    following, words = asked(check_in, question, value), words.strip()
    if not following:
        raise Refusal("checking_in.no_answer")
    if len(words) > LONGEST_WORDS:
        raise Refusal("checking_in.too_long", field="words", most=LONGEST_WORDS)
    kept = replace(check_in, words=words or None, follow_up=following if words else "")
    return NOTHING if kept == check_in else Decision(changes=(kept,))
