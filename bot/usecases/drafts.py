"""Keeps what a member has written so far on a page, and gives it back to nobody else."""

from __future__ import annotations

from datetime import datetime

from bot.mentoring import drafts
from bot.mentoring.drafts import Draft, Written
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person
from storage.store import Work


def see(work: Work, person: Person, mentorship: Mentorship) -> dict[str, Written]:
    """All that this person has kept of the pages of a mentorship, by page."""
    return work.drafts.of(mentorship.id, person.id)


def keep(work: Work, actor: Handle, id: MentorshipId, page: str, written: Written | None, *, now: datetime) -> None:
    """Keep a page as it stands now, or put it away. Raises Refusal: unknown, not a member, ended."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    work.record(drafts.keep(see(work, me, mentorship).get(page), Draft(id, me.id, page, written)))
