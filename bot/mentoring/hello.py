"""A coordinator's hello to a pair: the one typed text that is sent, because sending it is the point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToGroup
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal

HelloId = NewType("HelloId", int)
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Hello:
    """What a coordinator wrote; `opened` is when the form was opened: the same form sent twice is one hello."""

    id: HelloId
    mentorship: MentorshipId
    coordinator: PersonId
    words: str
    opened: datetime


def offer(hello: Hello, mentorship: Mentorship, *, now: datetime) -> Decision:
    """Pass it on in the pair's group conversation, when all are awake. Raises Refusal: nothing written, too long, ended."""
    if not hello.words:
        raise Refusal("hello.empty", field="note")
    if len(hello.words) > LONGEST:
        raise Refusal("hello.too_long", field="note", limit=LONGEST)
    if mentorship.is_ended:
        raise Refusal("hello.ended")
    passed_on = Notice(
        kind="hello.passed_on",
        to=ToGroup(mentorship.id),
        key=f"hello:{hello.id}",
        due=cadence.group_moment(now, [member.person.habits for member in mentorship.members]) or now,
        latest=now + timedelta(days=7),
        about={"mentorship": mentorship.id, "hello": hello.id},
    )
    return Decision(changes=(hello,), notices=(passed_on,))
