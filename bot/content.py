"""`companion content`: what there is to ask, to suggest and to say, in tables to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.mentoring.content import Content
from bot.mentoring.people import Role
from bot.mentoring.questions import Answered, Question
from bot.mentoring.tips import CONDITIONS
from prompts.content import Words, built_in
from prompts.field_guide import covered, ids
from prompts.questions import CONDITIONS as OF_QUESTIONS

KINDS = {Answered.SCALE: "scale", Answered.CHOICE: "choice", Answered.YES_NO: "yes/no", Answered.WORDS: "words"}
SHOWN = 3
"""How many of those that cover an id are named; the rest is counted."""


def lines(words: Words) -> Iterator[str]:
    """Questions, tips, and what of the field guide they and the texts cover."""
    content = words.content
    asked = [each for each in content.questions.by_id.values() if each.stages]
    yield f"Questions: {len(asked)}"
    yield from aligned(_questions(content, asked))
    yield "A question that both are asked, or that fits several stages, is counted in each."
    away = len(content.questions.by_id) - len(asked)
    yield from ([f"Put away: {away}"] if away else [])
    yield ""
    yield f"Tips: {len(content.tips)}"
    yield from aligned(_tips(content), "<><")
    away = sum(content.tip(each.id) is None for each in built_in().content.tips)
    yield from ([f"Put away: {away}"] if away else [])
    yield ""
    by = covered(content)
    yield f"Field guide: {len(ids())} ids, and what covers them"
    yield from aligned([[id, what, _named(by[id])] for id, what in ids().items()], "<<<")
    missing = [id for id in ids() if not by[id]]
    yield f"Not covered: {', '.join(missing) or 'none'}"


def _questions(content: Content, asked: Sequence[Question]) -> Iterator[list[str]]:
    """A row for each stage and step: by role, by how it is answered, by core condition."""
    conditions = sorted(OF_QUESTIONS, key=lambda each: CONDITIONS.index(each.removeprefix("C.")))
    yield ["", "", *Role, *KINDS.values(), "shared", *(each.removeprefix("C.") for each in conditions)]
    for model in content.models.values():
        for step in model.steps:
            here = [each for each in asked if step.id in each.stages]
            counts = [
                *(sum(role in each.roles for each in here) for role in Role),
                *(sum(each.answered is kind for each in here) for kind in KINDS),
                sum(each.shared for each in here),
                *(sum(each.condition == condition for each in here) for condition in conditions),
            ]
            yield [step.id, step.name, *map(str, counts)]


def _tips(content: Content) -> Iterator[list[str]]:
    """A row for each core condition, with its functions."""
    for condition in CONDITIONS:
        functions = Counter(each.function for each in content.tips if each.condition == condition)
        listed = ", ".join(f"{function} {count}" for function, count in functions.items())
        yield [condition, str(functions.total()), listed]


def _named(by: Sequence[str]) -> str:
    """The texts and stages, and how many questions and tips."""
    kinds = Counter(what.split()[0] for what in by)
    counted = [f"{kinds[kind]} {kind}{'s' if kinds[kind] > 1 else ''}" for kind in ("question", "tip") if kinds[kind]]
    places = [what for what in by if what.split()[0] not in ("question", "tip")]
    more = [f"{len(places) - SHOWN} more"] if len(places) > SHOWN else []
    return ", ".join([*places[:SHOWN], *more, *counted]) or "nothing"


def aligned(rows: Iterable[Sequence[Any]], sides: str = "<<") -> list[str]:
    """Rows as lines, each column as wide as its widest; to the left where `sides` says so, counts to the right."""
    table = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  " + "  ".join(f"{cell:{_side(sides, nth)}{widths[nth]}}" for nth, cell in enumerate(row)).rstrip()
        for row in table
    ]


def _side(sides: str, nth: int) -> str:
    return sides[nth] if nth < len(sides) else ">"
