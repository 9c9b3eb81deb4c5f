"""Every scripted life lived by the whole companion, as it is written; and nobody is shown what another said in private."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from bot.mentoring import cadence
from bot.mentoring.evidence import What
from bot.mentoring.signals import IN_DISGUISE
from bot.mentoring.signs_in_answers import PRIVATE
from tests.bot.mentoring.test_privacy import OPPOSITE
from tests.builders import AMARA, JONAS, RUTH
from tests.lives import life_file
from tests.lives.life_file import PEOPLE
from tests.scenarios.lived import NOBODY, Lived, Shown

LIVES = life_file.every()
OF_THE_PAIR = {AMARA.user, JONAS.user}
TOLD_TO_BOTH = {"signals.raised", "stages.ask", "stages.moved", "stages.take_stock"}
"""What both are told of because of what both did and said: section 12 and 13 let it follow from private answers."""
DRAWN = {"tips.tip", "check_in"}
"""What is drawn from a bank."""
PAGES = {"home", "stage", "answers"}
TURNED_ROUND = {
    "back-and-forth": "mentor",
    "imbalance": "mentee",
    "limits": "mentee",
    "one-sided": "mentee",
    "one-yes-one-no": "mentor",
}
"""Lives that lead elsewhere when all that this partner said in private is turned round."""


@cache
def lived(file: Path) -> Lived:
    """A whole life."""
    return Lived(life_file.read(file), explains=file.stem in TURNED_ROUND).live()


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
def test_a_life_is_lived_as_it_is_written_and_never_with_more_than_two_messages_a_week(file):
    life = lived(file)
    assert life.found == life.life.expected
    zones, sent = life.zones, life.outbox
    assert [kind for _, _, _, state, kind, _ in sent if state in {"failed", "parked"}] == []
    messages = {(ts, person, moment) for person, moment, is_unasked, _, _, ts in sent if is_unasked and ts is not None}
    unasked = [
        (person, cadence.local(datetime.fromtimestamp(moment, UTC), zones[person])) for _, person, moment in messages
    ]
    assert max(Counter((person, moment.date()) for person, moment in unasked).values()) == 1
    for person in zones:
        days = [moment.date() for whose, moment in unasked if whose == person]
        assert all(sum(day <= other < day + timedelta(days=7) for other in days) <= 2 for day in days)
    assert all(8 <= moment.hour < 20 for _, moment in unasked)


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
def test_what_somebody_typed_in_private_is_shown_to_nobody_else_and_stands_in_no_log(file):
    """Every answer in words has words of its own; they are looked for in every message and page of everybody."""
    life = lived(file)
    for author, words, shared in life.typed:
        allowed = OF_THE_PAIR if shared else {author}
        assert {each.to for each in life.shown if words in each.words} <= allowed
        assert words not in repr(life.logged)
    assert not [each for each in life.shown if "Goal " in each.words and each.to not in OF_THE_PAIR]


def test_much_was_typed_in_private_and_its_authors_see_it():
    private = [(file, author, words) for file in LIVES for author, words, shared in lived(file).typed if not shared]
    seen = [
        words
        for file, author, words in private
        if any(words in each.words for each in lived(file).shown if each.to == author)
    ]
    assert len(private) > 100
    assert sum(lived(file).added for file in LIVES) > 50
    assert len(seen) > 0.8 * len(private)


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
def test_what_both_are_told_is_told_to_each_in_the_same_words_as_to_the_other(file):
    """So the words cannot tell whose answers it rests on. Only the name of the other is another: exactly so where answers
    raise a suggestion, while the tasks of the stages name mentor and mentee alike to both."""
    both, alone = as_told_to_both(lived(file))
    assert [each for each in both if not is_alike(*each)] == []
    assert len(alone) <= 2
    assert len(both) >= 8


def as_told_to_both(life: Lived) -> tuple[list[tuple[Shown, list[Shown]]], list[Shown]]:
    """What one was told, with what the other was told of the same kind in these two weeks; and what one alone was told, as
    it had lost its reason before it could go to the other."""
    told = [each for each in life.shown if each.where in TOLD_TO_BOTH]
    twins = [(each, [other for other in told if is_twin(each, other)]) for each in told]
    return [each for each in twins if each[1]], [each for each, others in twins if not others]


def is_twin(one: Shown, other: Shown) -> bool:
    of_one_kind = (one.where, one.about) == (other.where, other.about)
    return of_one_kind and one.to != other.to and abs(one.at - other.at) <= timedelta(days=14)


def is_alike(one: Shown, others: list[Shown]) -> bool:
    if one.about in IN_DISGUISE:
        return exchanged(one.words) in [other.words for other in others]
    return any(same_but_for_names(one.words, other.words) for other in others)


def exchanged(words: str) -> str:
    return words.replace("Amara", "\0").replace("Jonas", "Amara").replace("\0", "Jonas")


def same_but_for_names(one: str, other: str) -> bool:
    """Word by word the same, or the other name."""
    pairs = zip_longest(one.split(), other.split(), fillvalue="")
    return all(ours in (theirs, exchanged(theirs)) for ours, theirs in pairs)


@cache
def turned_round(stem: str) -> tuple[Lived, Lived, str, str]:
    """A life as it is, and with all turned round that one partner said in private; that partner and the other."""
    (file,) = [each for each in LIVES if each.stem == stem]
    life, role = life_file.read(file), TURNED_ROUND[stem]
    pieces = [
        each._replace(value=OPPOSITE[each.value]) if each.by == PEOPLE[role] and _is_private(each) else each
        for each in life.evidence
    ]
    one, other = (JONAS.user, AMARA.user) if role == "mentee" else (AMARA.user, JONAS.user)
    return lived(file), Lived(replace(life, evidence=pieces), explains=True).live(), one, other


def _is_private(piece) -> bool:
    return piece.what is What.STAGE_FELT or (piece.what is What.SAID and piece.topic in PRIVATE)


def to(life: Lived, who: str, *where: str) -> list[Shown]:
    return [each for each in life.shown if each.to == who and (not where or each.where in where)]


@pytest.mark.parametrize("stem", TURNED_ROUND)
def test_what_one_said_in_private_changes_for_the_other_only_which_suggestion_or_question_comes_when(stem):
    """All that is shown in a life is compared with all that is shown where this partner said the opposite in private.

    What may follow from private answers of both is told to both: suggestions (section 12), that a stage is asked about or
    has moved, that a talk is offered (13); a tip is drawn by weight (14), and a question comes after what was told. These
    may come or not, in words that stand firm whatever was said. Nothing else is another: no page while the two stand where
    they stand in the other life, no line of an explanation that is not about what was told, no other message; and nothing
    at all for coordinators. The first difference that shows is none of a question's.
    """
    ours, theirs, _, other = turned_round(stem)
    assert told(ours, RUTH.user) == told(theirs, RUTH.user)
    assert explained(ours) == explained(theirs)
    assert told(ours, other, but={*TOLD_TO_BOTH, *DRAWN, *PAGES}) == told(
        theirs, other, but={*TOLD_TO_BOTH, *DRAWN, *PAGES}
    )
    assert lines_of_ones_own(ours, theirs, other) == lines_of_ones_own(theirs, ours, other) == []
    first = first_difference(told(ours, other, but=PAGES), told(theirs, other, but=PAGES))
    assert first is None or first & (TOLD_TO_BOTH | {"tips.tip"})
    both, _ = as_told_to_both(theirs)
    assert [each for each in both if not is_alike(*each)] == []
    assert questions_in_other_words([ours, theirs]) == []


def test_turning_it_round_is_felt():
    """Else the test above would prove nothing: these lives lead to other stages and suggestions."""
    felt = {stem: turned_round(stem)[0].found != turned_round(stem)[1].found for stem in TURNED_ROUND}
    assert all(felt.values()), felt


def told(life: Lived, who: str, *, but: Set[str] = frozenset()) -> list[tuple[datetime, str, str]]:
    """Moment, kind and words of what this person was shown."""
    return [(each.at, each.where, each.words) for each in life.shown if each.to == who and each.where not in but]


def explained(life: Lived) -> list[list[str]]:
    """What is explained openly of both, without where they stand and what they were told, which both know."""
    told = [each.words.split("\n") for each in life.shown if each.to == NOBODY]
    return [[line for line in lines if not line.startswith(("stage", "told"))] for lines in told]


def lines_of_ones_own(ours: Lived, theirs: Lived, who: str) -> list[str]:
    """Lines that this person read on a page at a moment of one life and not of the other, though the two stand at the same
    place in both, or that the partner did not read too."""
    found = []
    for one, other in zip(pages(ours, who), pages(theirs, who), strict=True):
        lines = [line for line in one.words.split("\n") if line not in other.words.split("\n")]
        of_the_partner = [
            line
            for page in ours.shown
            if (page.at, page.where) == (one.at, one.where) and page.to not in (who, RUTH.user)
            for line in page.words.split("\n")
        ]
        found += [
            line
            for line in lines
            if one.about == other.about or not any(same_but_for_names(line, each) for each in of_the_partner)
        ]
    return found


def pages(life: Lived, who: str) -> list[Shown]:
    """Home and the page about the stage; the one with answers shows what was asked, as the messages do."""
    return [each for each in life.shown if each.to == who and each.where in ("home", "stage")]


def first_difference(ours: list, theirs: list) -> set[str] | None:
    """The kinds of the two messages with which they part; None where they do not."""
    for one, other in zip_longest(sorted(ours), sorted(theirs), fillvalue=(None, "", "")):
        if one != other:
            return {one[1], other[1]}
    return None


def questions_in_other_words(lives: list[Lived]) -> list[set[str]]:
    """The words of a question about a goal that differ from one time to the other: its words hold nothing but it."""
    words: dict[tuple[str, str], set[str]] = {}
    for each in (each for life in lives for each in life.shown if each.where == "check_in"):
        words.setdefault((each.to, each.about), set()).add(each.words)
    return [each for each in words.values() if len(each) > 1]
