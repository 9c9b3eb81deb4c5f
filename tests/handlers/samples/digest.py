"""Messages of several parts: two, five and twenty of them, answered and not, with the longest and the strangest names."""

from __future__ import annotations

from bot.mentoring.people import Person
from bot.ports import PartShown, Posted
from bot.usecases.agreement import Nudge
from bot.usecases.digest import Standing
from handlers.slack.show import Message
from handlers.slack.views import agreement_notices, check_ins, digest, signals, tips
from handlers.slack.views.digest import PartDrawn
from handlers.slack.views.wording import Wording
from tests.builders import LONGEST, STRANGE
from tests.handlers.samples import signals as some_signals
from tests.handlers.samples import tips as some_tips
from tests.handlers.samples.agreement_notices import PAIR
from tests.handlers.samples.check_ins import BANK, asked

FIVE = ("Jonas", "Mei", "Daniel", "Luis", "Sara")
LONGEST_QUESTION = max(BANK, key=lambda id: len(BANK[id].text) + sum(len(each.text) for each in BANK[id].options))


def drawn(nth: int, message: Message, others: str = "") -> PartDrawn:
    return PartDrawn(900 + nth, others, message)


def questions(say: Wording, people, question: str = "s1-easy-to-say") -> list[PartDrawn]:
    shown = [drawn(nth, check_ins.question(asked(question, others=each), say), each) for nth, each in enumerate(people)]
    return digest.folded(shown)


def two(say: Wording) -> Message:
    parts = [
        drawn(0, check_ins.question(asked("s1-least-sure"), say), "Jonas"),
        drawn(1, tips.tip(some_tips.SAMPLES["tip"][0].args[0], say), "Mei"),
    ]
    return digest.digest("Helen", parts, say)


def many(
    people, say: Wording, question: str = "s1-easy-to-say", name: str = "Helen", unfolded: bool = False
) -> Message:
    parts = questions(say, people, question)
    return digest.digest(name, [part._replace(folded=False) for part in parts] if unfolded else parts, say)


def suggestions(say: Wording) -> Message:
    every = some_signals.SAID
    parts = [
        drawn(nth, signals.raised(some_signals.suggestion(every[nth % len(every)], who=LONGEST), say), each)
        for nth, each in enumerate(FIVE * 2)
    ]
    return digest.digest("Helen", digest.folded(parts), say)


def nudges(say: Wording, who: Person = LONGEST) -> Message:
    parts = [
        drawn(nth, agreement_notices.nudge(Nudge(PAIR, (name,), begun=nth == 1, short=True), say), name)
        for nth, name in enumerate((who.first_name, "Mei", STRANGE, "Luis"))
    ]
    return digest.digest("Helen", digest.folded(parts), say)


def answered(say: Wording, who: Person, others: str) -> Message:
    parts = questions(say, FIVE)
    thanks = check_ins.thanks(asked(who=who, others=others), say)
    parts[2] = parts[2]._replace(message=thanks, others=others)
    return digest.digest(who.first_name, parts, say)


def stands(say: Wording) -> Message:
    parts = tuple((each.others, digest.kept(each)) for each in questions(say, FIVE * 2))
    return digest.standing(Standing("Helen", Posted("D1", "1.0", 0), parts), say)


def forgotten(say: Wording) -> Message:
    """How one part stands is kept no longer; it is not among those that are read."""
    parts = (("Jonas", PartShown(1, digest.written(check_ins.closed(say)))),)
    return digest.standing(Standing("Helen", Posted("D1", "1.0", 0), parts), say)


SAMPLES = {
    "digest": [
        two,
        lambda say: many(FIVE, say),
        lambda say: many(FIVE * 2, say),
        lambda say: many(FIVE * 2, say, unfolded=True),
        lambda say: many(FIVE * 4, say),
        lambda say: many(FIVE * 4, say, unfolded=True),
        lambda say: many((LONGEST.first_name,) * 10, say, question=LONGEST_QUESTION, name=LONGEST.first_name),
        lambda say: many(
            (LONGEST.first_name,) * 10, say, question=LONGEST_QUESTION, name=LONGEST.first_name, unfolded=True
        ),
        lambda say: many((STRANGE, "Mei"), say, question="s1-hear-it", name=STRANGE),
        suggestions,
        nudges,
        lambda say: answered(say, LONGEST, LONGEST.first_name),
        lambda say: answered(say, LONGEST, STRANGE),
    ],
    "standing": [stands, forgotten],
}
