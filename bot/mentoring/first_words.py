"""A first message before two people meet: begun by the companion, changed by its sender, passed on once (M1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToGroup
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal

PAGE = "first_words"
LONGEST = 600


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What one member has sent."""

    mentorship: MentorshipId
    person: PersonId
    words: str
    sent_at: datetime


def send(before: FirstWords | None, mentorship: Mentorship, by: PersonId, words: str, *, now: datetime) -> Decision:
    """Pass it on in the pair's own conversation, where it can be answered, when all are awake; once.

    Raises Refusal at "words": empty, too long.
    """
    if before is not None:
        return NOTHING
    if not words:
        raise Refusal("first_words.empty", field="words")
    if len(words) > LONGEST:
        raise Refusal("first_words.too_long", field="words", limit=LONGEST)
    passed_on = Notice(
        kind="first_words.passed_on",
        to=ToGroup(mentorship.id),
        key=f"first_words:{mentorship.id}:{by}",
        due=cadence.group_moment(now, [member.person.habits for member in mentorship.members]) or now,
        latest=now + timedelta(days=7),
        about={"mentorship": mentorship.id, "by": by},
    )
    return Decision(changes=(FirstWords(mentorship.id, by, words, now),), notices=(passed_on,))
