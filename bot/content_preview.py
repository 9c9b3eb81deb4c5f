"""`companion content --preview`: one question, tip, suggestion or agenda as it will look, with its buttons in brackets."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import partial
from typing import Any

from bot.mentoring.agendas import PARTS, Which
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.process import ProcessStep
from bot.mentoring.questions import Question
from bot.mentoring.signals import TOLD_TO, SignalId, Told
from bot.mentoring.stages import Stage
from bot.mentoring.tips import Tip
from bot.usecases.agendas import Agenda
from bot.usecases.check_ins import Asked
from bot.usecases.signals import Suggestion
from bot.usecases.tips import TipGiven
from handlers.slack.views import agendas, check_ins, signals, tips
from handlers.slack.views.wording import Wording
from prompts.content import Words

WIDTH = 76
PAIR = MentorshipId(1)
MENTOR, MENTEE = "Helen", "Ewa"
"""Who stands in the texts, as in the playground."""
GOAL = "Run one small study on my own"
FACTS = {"missed": 2, "of": 3, "amended": 0, "late": 1, "days": 21, "goals": 2, "weeks": 12}
AGENDAS = {"first-meeting": Which.FIRST, "second-meeting": Which.SECOND}
MARKS = re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])")


class Unknown(Exception):
    """Nothing has this id; said in a sentence, with those that are near."""


def lines(words: Words, id: str) -> Iterator[str]:
    """What has this id, as it will look. Raises Unknown."""
    known = everything(words)
    if id not in known:
        near = get_close_matches(id, known, n=3, cutoff=0.5)
        hint = f"Near it: {', '.join(near)}." if near else "`companion content` tells what there is."
        raise Unknown(f"Nothing is called “{id}”. {hint}")
    yield from known[id](Wording(words.library))


def everything(words: Words) -> dict[str, Callable[[Wording], Iterable[str]]]:
    """Everything that can be looked at, by its id: of two with the same name the first here is meant."""
    content, library = words.content, words.library
    steps = [step for model in content.models.values() for step in model.steps]
    told = [kind for kind, to in TOLD_TO.items() if to is Told.BOTH]
    return {
        **{key: partial(_text, key) for key in library.keys()},  # noqa: SIM118
        **{step.id: partial(_step, step) for step in steps},
        **{id: partial(_agenda, which) for id, which in AGENDAS.items()},
        **{kind: partial(_signal, kind) for kind in told},
        **{tip.id: partial(_tip, tip) for tip in content.tips},
        **{id: partial(_question, question) for id, question in content.questions.by_id.items()},
    }


def _question(question: Question, say: Wording) -> Iterator[str]:
    """To whom it goes and when, the message, and what may follow the answer."""
    roles = [role for role in Role if role in question.roles]
    places = _places(sorted(question.stages), say) or "put away"
    yield f"To the {' and the '.join(roles)}; {places}; again after {question.gap_weeks} weeks at the earliest"
    yield f"Covers {', '.join(question.sources)}"
    yield ""
    me, other = (MENTOR, MENTEE) if roles == [Role.MENTOR] else (MENTEE, MENTOR)
    check_in = CheckIn(CheckInId(1), PAIR, PersonId(1), "", question.id, datetime(2030, 1, 1, tzinfo=UTC))
    goal = GOAL if question.about_goal else ""
    yield from in_lines(check_ins.question(Asked(check_in, question, _person(me), other, goal=goal), say).blocks)
    for value, text in question.follow_up.items():
        answer = question.option(value)
        yield ""
        yield f"After “{value if answer is None else answer.text}”:"
        yield _wrapped(f"{text}  [{say.plain('checking_in.follow_up.add')}]")


def _places(ids: Iterable[str], say: Wording) -> str:
    return ", ".join(f"{id} {say.plain(f'process.{id}.name')}" for id in ids)


def _tip(tip: Tip, say: Wording) -> Iterator[str]:
    yield f"To the mentor; {tip.condition}, {tip.function}"
    yield ""
    yield from in_lines(tips.tip(TipGiven(tip, MENTEE), say).blocks)


def _signal(kind: str, say: Wording) -> Iterator[str]:
    """Its message, in each stage that has words of its own."""
    stages: dict[tuple[str, ...], list[Stage]] = {}
    for stage in Stage:
        values = Suggestion(
            signal=SignalId(1),
            mentorship=PAIR,
            kind=kind,
            stage=stage,
            facts=FACTS,
            others=(_person(MENTOR),),
            coordinator=_person("Ruth"),
            coordinators=1,
            ends=date(2030, 6, 28),
            hand=False,
            mentor=MENTOR,
            mentee=MENTEE,
        )
        stages.setdefault(tuple(in_lines(signals.raised(values, say).blocks)), []).append(stage)
    for nth, (shown, those) in enumerate(stages.items()):
        yield from [""] * min(nth, 1)
        yield f"To both; {_places(those, say)}"
        yield ""
        yield from shown


def _agenda(which: Which, say: Wording) -> Iterator[str]:
    agenda = Agenda(PAIR, which, role=Role.MENTEE, mentor=MENTOR, mentee=MENTEE, others=MENTOR, power=False, through={})
    view = agendas.build(agenda, say, shown=PARTS[which])
    yield f"To both, as a form: {view['title']['text']}"
    yield ""
    yield from in_lines(view["blocks"])


def _step(step: ProcessStep, say: Wording) -> Iterator[str]:
    yield step.name
    for each in ("task", "focus", "ends"):
        yield _wrapped(say.plain(f"process.{step.id}.{each}", mentor=MENTOR, mentee=MENTEE))


def _text(key: str, say: Wording) -> Iterator[str]:
    """As it stands in its file, with its places open."""
    yield _wrapped(say.library.template(key))


def _person(name: str) -> Person:
    return Person(PersonId(1), Handle("T1", "U1"), name, name, "", "Europe/London", "en-GB")


def in_lines(blocks: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Blocks as plain text: buttons in brackets, what is written small behind a dot."""
    for block in blocks:
        match block["type"]:
            case "section" | "header":
                yield _wrapped(_plain(block["text"]["text"]))
                if "accessory" in block:
                    yield _buttons([block["accessory"]])
            case "rich_text":
                for item in (item for part in block["elements"] for item in part["elements"]):
                    yield _wrapped(f"•  {''.join(leaf['text'] for leaf in item['elements'])}")
            case "actions":
                yield _buttons(block["elements"])
            case "context":
                said = " ".join(_plain(each["text"]) for each in block["elements"] if "text" in each)
                yield _wrapped(f"· {said}")
            case "divider":
                yield "-" * WIDTH
            case other:
                yield f"({other})"


def _buttons(elements: Iterable[dict[str, Any]]) -> str:
    return _wrapped("  ".join(f"[{each['text']['text']}]".replace(" ", "\xa0") for each in elements))


def _plain(text: str) -> str:
    return html.unescape(MARKS.sub(r"\2", text))


def _wrapped(text: str) -> str:
    wrapped = ("\n".join(textwrap.wrap(line, WIDTH, break_on_hyphens=False)) for line in text.split("\n"))
    return "\n".join(wrapped).replace("\xa0", " ")
