"""What a member has written so far on a page of a conversation: seen by nobody else, kept until it is sent or put away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId

Written = Mapping[str, str | tuple[str, ...]]
"""What stands in the fields of a page, by their names: words, or what is chosen. Whole or half, and as long as it is: it is
looked at when it is sent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page is named after its conversation, with what it is about behind a colon: "closing:0", "objective:318". None is
    written where it is put away."""

    mentorship: MentorshipId
    person: PersonId
    page: str
    written: Written | None


def keep(before: Written | None, draft: Draft) -> Decision:
    """Keep it in the place of what was there before, or put that away."""
    return NOTHING if draft.written == before else Decision(changes=(draft,))


def put_away(mentorship: MentorshipId, person: PersonId, *pages: str) -> Decision:
    """These pages are sent, or not wanted any more."""
    return Decision(changes=tuple(Draft(mentorship, person, page, None) for page in pages))


def is_begun(written: Written | None) -> bool:
    """Whether there is anything in it."""
    return any((written or {}).values())
