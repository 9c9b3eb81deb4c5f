"""What a program can tell of the level of questions: words that blame, lead or fit some people only, and likeness.

What binds every bank, an organisation's own too, is in `prompts.questions`; this is what ours has to keep beyond that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from bot.mentoring.people import Role
from bot.mentoring.questions import Question

UNKIND: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b({words})\b", re.IGNORECASE)
    for name, words in {
        "is gendered": "he|she|him|her|his|hers|himself|herself|guys?|girls?|boys?|m[ae]n|wom[ae]n|ladies|gentlemen"
        "|(chair|man)[- ]?man|manpower|mankind",
        "blames": "should(n't| not)? (you |they )?have|fail\\w*|fault\\w*|blam\\w*|guilty|ashamed|lazy|excuses?|neglect\\w*|commit\\w*"
        "|let down|disappoint\\w*|why (did|do|have|has|were|was|are|is)(n't| not| you not)",
        "leads": "thanks to|surely|obviously|of course|(do|did|is|are|has|have|would|was|were)n't (you|it|this|that|they)",
        "judges a person": "invested|serious(ly)? about|good enough|loyal|grateful",
        "is slang": "stuff|awesome|buddy|cool|gonna|kinda|vibes?|nail(ed)? it",
    }.items()
}
EVERYDAY = """a about above after again against all already also am an and another any anybody anyone anything are as at be been
    before being below between both but by can can't could did didn't do does doesn't doing don't down during each either
    else enough ever every everybody everything far few for from further get gets getting give given go goes going got had
    has hasn't have haven't having hers how if in into is isn't it it's its itself just least less like made make makes many
    may me might mine more most much must my myself no nobody none nor not nothing now of off often on once one only onto or
    other others our ours out over own part parts per really same see shall should since so some somebody someone something
    soon still such take taken than that that's the their theirs them themselves then there there's these they thing things
    this those through to together too toward towards two under until up upon us very was wasn't way ways we well were
    weren't what when where whether which while who whom whose why will with within without would wouldn't yet you your yours
    yourself yourselves"""
STOPS = frozenset(EVERYDAY.split())
ENDINGS = ("ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s", "e")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def content_words(text: str) -> frozenset[str]:
    """The stems of what a question is about: its words but those of every question, cut crudely."""
    words = WORD.findall(text.lower().replace("’", "'"))
    return frozenset(_stem(word.removesuffix("'s")) for word in words if word not in STOPS)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending) + ("y" if ending in ("ied", "ies") else "")
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and ending in ("ing", "ed", "ings") else stem
    return word


def likeness(one: str, other: str) -> float:
    """Which share of the content words of the shorter question the other has too, from 0 to 1."""
    a, b = content_words(one), content_words(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def cells(questions: Iterable[Question]) -> Counter[tuple[str, Role]]:
    """How many questions each stage or step has for each role."""
    return Counter((place, role) for each in questions for place in each.stages for role in each.roles)


def faults(questions: Iterable[Question]) -> list[str]:
    """What is below our level, each with the id of its question; counts are in `cells`."""
    given = list(questions)
    return [f"{each.id}: {fault}" for each in given for fault in _unkind(each)] + list(_alike(given))


def _unkind(question: Question) -> Iterator[str]:
    """Words to do without, wherever they stand."""
    options = [option.text for option in question.options]
    for text in (question.text, *question.follow_up.values(), *options):
        for name, words in UNKIND.items():
            if found := words.search(text.replace("’", "'")):
                yield f"“{found[0]}” {name}: {text}"


def _alike(questions: list[Question]) -> Iterator[str]:
    """Two of one cell that share more than half of their content words."""
    for one, other in combinations(questions, 2):
        shared = sorted(one.stages & other.stages)
        if shared and one.roles & other.roles and likeness(one.text, other.text) > 0.5:
            words = ", ".join(sorted(content_words(one.text) & content_words(other.text)))
            yield f"{other.id}: too much like {one.id} in {', '.join(shared)} ({words})"
