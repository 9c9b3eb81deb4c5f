"""A first message before two people meet: begun by the companion, changed by its sender, passed on once (M1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToGroup
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal

LONGEST = 600


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What one member writes; a draft until `sent_at`."""

    mentorship: MentorshipId
    person: PersonId
    words: str
    sent_at: datetime | None = None


def keep(mine: FirstWords, words: str) -> Decision:
    """Keep a draft. What was sent stays as it is."""
    if mine.sent_at is not None or words == mine.words:
        return NOTHING
    return Decision(changes=(replace(mine, words=words[:LONGEST]),))


def send(mine: FirstWords, mentorship: Mentorship, words: str, *, now: datetime) -> Decision:
    """Pass it on in the pair's own conversation, where it can be answered, when all are awake; once.

    Raises Refusal at "words": empty, too long.
    """
    if mine.sent_at is not None:
        return NOTHING
    if not words:
        raise Refusal("first_words.empty", field="words")
    if len(words) > LONGEST:
        raise Refusal("first_words.too_long", field="words", limit=LONGEST)
    passed_on = Notice(
        kind="first_words.passed_on",
        to=ToGroup(mentorship.id),
        key=f"first_words:{mentorship.id}:{mine.person}",
        due=cadence.group_moment(now, [member.person.zone for member in mentorship.members]) or now,
        latest=now + timedelta(days=7),
        about={"mentorship": mentorship.id, "by": mine.person},
    )
    return Decision(changes=(replace(mine, words=words, sent_at=now),), notices=(passed_on,))
