"""What each expects of the other (field guide, section 2): written alone, shown side by side once all are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId, Role
from bot.mentoring.refusals import Refusal

OWN = 150
OFFERED: dict[Role, tuple[str, ...]] = {
    Role.MENTOR: (
        "commitment",
        "direction",
        "listening",
        "meetings",
        "cancelling",
        "honesty",
        "humour",
        "no_investment",
        "seriousness",
    ),
    Role.MENTEE: ("commitment", "confidentiality", "no_judging", "feedback", "help", "skill"),
}
"""X.mentor.* (what a mentor expects of the mentee) and X.mentee.*; where one manages the other the lists are the same: they
ask for no weakness, and nobody else reads them (section 14)."""
SHARED: dict[str, dict[Role, tuple[str, ...]]] = {
    "commitment": {Role.MENTOR: ("commitment", "meetings", "seriousness"), Role.MENTEE: ("commitment",)},
    "honesty": {Role.MENTOR: ("honesty", "listening"), Role.MENTEE: ("feedback",)},
    "direction": {Role.MENTOR: ("direction",), Role.MENTEE: ("help",)},
    "lightness": {Role.MENTOR: ("cancelling", "humour"), Role.MENTEE: ("no_judging",)},
    "limits": {Role.MENTOR: ("no_investment",), Role.MENTEE: ("confidentiality",)},
}
"""What both roles may look for, each in words of their own."""
WORTH_TELLING = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody ticked, and their own line."""

    ticked: tuple[str, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class Expectations:
    """One member's: `draft` is what they are at, seen by nobody else; `done_at` when they said so, until it is shown or
    changed; `shown` is what all see, since `shown_at`."""

    mentorship: MentorshipId
    person: PersonId
    draft: Words = field(default_factory=Words)
    done_at: datetime | None = None
    shown: Words | None = None
    shown_at: datetime | None = None

    @property
    def is_begun(self) -> bool:
        """Whether something is written that nobody has seen."""
        return self.draft != (self.shown or Words())


def keep(mine: Expectations, role: Role, words: Words) -> Decision:
    """Keep what stands in the form by now, whole or half. Other words than before are not done yet."""
    ticked = tuple(each for each in OFFERED[role] if each in words.ticked)
    words = Words(ticked, words.own[:OWN])
    if words == mine.draft:
        return NOTHING
    return Decision(changes=(replace(mine, draft=words, done_at=None),))


def check_fits(words: Words) -> None:
    """Raises Refusal at "own" where it is too long to be kept whole."""
    if len(words.own) > OWN:
        raise Refusal("expectations.too_long", field="own", limit=OWN)


def done(
    all_of_them: Sequence[Expectations], mentorship: Mentorship, by: PersonId, words: Words, *, now: datetime
) -> Decision:
    """Say that one is done; when all are, all see it. The same again changes nothing.

    Raises Refusal at "own" where there is nothing to show, or too much.
    """
    check_fits(words)
    if not words.ticked and not words.own:
        raise Refusal("expectations.nothing", field="own")
    mine = next(each for each in all_of_them if each.person == by)
    kept = keep(mine, mentorship.member(by).role, words)
    mine = kept.changes[0] if kept.changes else mine
    if mine.done_at is None and mine.draft == mine.shown and not any(each.done_at for each in all_of_them):
        return kept
    mine = replace(mine, done_at=mine.done_at or now)
    others = [each for each in all_of_them if each.person != by]
    if any(each.done_at is None for each in others):
        asked = [each.person for each in others if each.done_at is None and each.shown is None]
        return Decision(changes=(mine,), notices=tuple(_notice("asked", mentorship, each, now, by) for each in asked))
    told = [each for each in others if each.shown is None]
    return Decision(
        changes=tuple(replace(each, done_at=None, shown=each.draft, shown_at=now) for each in (mine, *others)),
        notices=tuple(_notice("both", mentorship, each.person, now, by) for each in told),
        withdrawn=tuple(_key("asked", mentorship, each.person) for each in (mine, *others)),
    )


def _notice(kind: str, mentorship: Mentorship, to: PersonId, now: datetime, by: PersonId) -> Notice:
    """Once in a mentorship, as the key says: later changes are found in Home."""
    return Notice(
        kind=f"expectations.{kind}",
        to=ToPerson(to),
        key=_key(kind, mentorship, to),
        due=cadence.waking_moment(now, mentorship.member(to).person.zone),
        latest=now + WORTH_TELLING,
        about={"mentorship": mentorship.id, "by": by},
    )


def _key(kind: str, mentorship: Mentorship, to: PersonId) -> str:
    return f"expectations:{mentorship.id}:{kind}:{to}"


def in_common(all_of_them: Sequence[tuple[Role, Words]]) -> list[str]:
    """What somebody in each role looks for, by the keys of SHARED."""
    ticked = {role: {each for of, words in all_of_them if of is role for each in words.ticked} for role in Role}
    return [key for key, sides in SHARED.items() if all(ticked[role] & set(sides[role]) for role in Role)]


def apart(role: Role, words: Words, common: Sequence[str]) -> list[str]:
    """What one ticked that is in nothing they have in common."""
    covered = {each for key in common for each in SHARED[key][role]}
    return [each for each in words.ticked if each not in covered]
