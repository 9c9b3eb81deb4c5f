"""A mentorship: its members, its dates, and whether it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.refusals import Refusal
from bot.mentoring.stages import Stage

MentorshipId = NewType("MentorshipId", int)


class Model(StrEnum):
    """Which process model a mentorship follows (field guide, sections 3 and 4)."""

    FOUR_STAGE = "four_stage"
    NINE_STEP = "nine_step"


class Celebration(StrEnum):
    """What one member allows to be told in public (A.celebrations); silence means OFF."""

    NAMES = "names"
    COUNTS = "counts"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A private way out that can be taken back until `told_at`, when the others are told (section 14)."""

    asked_at: datetime
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a mentorship. `stopped_at` is set while "something isn't right" (H.help) keeps all messages away;
    each may be `leaving` without the others noticing, even both at the same time."""

    person: Person
    role: Role
    celebration: Celebration | None = None
    next_check_in_at: datetime | None = None
    stopped_at: datetime | None = None
    leaving: Leaving | None = None


@dataclass(frozen=True, slots=True)
class Mentorship:
    """A mentoring team of two or more (T.team); `members` is a list from the first day. `stage` is the one that its members
    have confirmed, by what they did or said, `stage_since` when (None: with the introduction). Where the model has nine steps
    `step` is that which they are in (N1 to N9), since then, and `stage` what it counts as. `closing_since`: when they
    began to close it together."""

    id: MentorshipId
    team: str
    enterprise: str
    model: Model
    start: date
    end: date
    power: bool
    members: tuple[Member, ...]
    introduced_at: datetime
    paired_by: PersonId
    celebration_channel: str | None = None
    group_channel: str | None = None
    ended_at: datetime | None = None
    stage: Stage = Stage.S1
    stage_since: datetime | None = None
    step: str | None = None
    closing_since: datetime | None = None

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None

    @property
    def place(self) -> str:
        """Where it is, by the field guide's id: a stage, or one of the nine steps."""
        return self.step or self.stage.value

    @property
    def roster(self) -> str:
        """The same people in the same roles have the same roster; it may be active once."""
        return roster((member.person.id, member.role) for member in self.members)

    def member(self, person: PersonId) -> Member:
        """The member with this id; refuses anybody else by name of the rule, not of the person."""
        for member in self.members:
            if member.person.id == person:
                return member
        raise Refusal("mentorship.not_a_member")

    def named(self, handle: Handle) -> Member:
        """The member whom the chat names so; the same refusal."""
        for member in self.members:
            if member.person.handle == handle:
                return member
        raise Refusal("mentorship.not_a_member")

    def others(self, person: PersonId) -> tuple[Member, ...]:
        """Everybody but this person."""
        return tuple(member for member in self.members if member.person.id != person)

    def is_leaving(self, person: PersonId) -> bool:
        """Whether this person has asked to leave and may still take it back; they are left in peace meanwhile."""
        return any(member.person.id == person and member.leaving is not None for member in self.members)

    def in_role(self, role: Role) -> Member:
        """The (first) member in this role; every mentorship has one of each."""
        return next(member for member in self.members if member.role is role)

    @property
    def mentor(self) -> Person:
        """Who is the mentor in it."""
        return self.in_role(Role.MENTOR).person

    @property
    def mentee(self) -> Person:
        """Who is the mentee in it."""
        return self.in_role(Role.MENTEE).person

    def with_member(self, changed: Member) -> Mentorship:
        """The same mentorship with one member's values replaced."""
        members = tuple(changed if old.person.id == changed.person.id else old for old in self.members)
        return replace(self, members=members)

    def week(self, today: date) -> tuple[int, int]:
        """Which week of how many this is, both from 1: (23, 39)."""
        total = max(1, -(-(self.end - self.start).days // 7))
        return min(total, max(1, (today - self.start).days // 7 + 1)), total


def roster(members: Iterable[tuple[PersonId, Role]]) -> str:
    """The key of these (person id, role) pairs, in one order whatever order they come in."""
    return ",".join(sorted(f"{role}:{person}" for person, role in members))
