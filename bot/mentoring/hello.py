"""A coordinator's hello to a pair: the one typed text that is sent, because sending it is the point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NewType

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToGroup
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal

HelloId = NewType("HelloId", int)
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Hello:
    """What a coordinator wrote; `opened` is when the form was opened: the same form sent twice is one hello, in the words that
    were sent last."""

    id: HelloId
    mentorship: MentorshipId
    coordinator: PersonId
    words: str
    opened: datetime


def notice_key(id: HelloId) -> str:
    """The key of what passes it on."""
    return f"hello:{id}"


def offer(hello: Hello, mentorship: Mentorship, *, now: datetime) -> Decision:
    """Pass it on in the pair's group conversation, when all are awake. Raises Refusal: nothing written, too long, ended."""
    _check(hello.words, mentorship)
    passed_on = Notice(
        kind="hello.passed_on",
        to=ToGroup(mentorship.id),
        key=notice_key(hello.id),
        due=cadence.group_moment(now, [member.person.habits for member in mentorship.members]) or now,
        latest=now + timedelta(days=7),
        about={"mentorship": mentorship.id, "hello": hello.id},
    )
    return Decision(changes=(hello,), notices=(passed_on,))


def reword(hello: Hello, words: str, mentorship: Mentorship, *, gone_out: bool) -> Decision:
    """The same form again, by somebody who had not heard that it had arrived: other words take the place of the first ones.
    Raises Refusal as `offer` does, and where the first ones have `gone_out`."""
    if words == hello.words:
        return NOTHING
    _check(words, mentorship)
    if gone_out:
        raise Refusal("hello.gone_out", field="note")
    return Decision(changes=(replace(hello, words=words),))


def _check(words: str, mentorship: Mentorship) -> None:
    if not words:
        raise Refusal("hello.empty", field="note")
    if len(words) > LONGEST:
        raise Refusal("hello.too_long", field="note", limit=LONGEST)
    if mentorship.is_ended:
        raise Refusal("hello.ended")
