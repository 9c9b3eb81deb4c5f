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

PAGE = "expectations"
"""Its draft holds the fields of Words."""
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
    """One member's: `words` are what they said last; `done_at`, when they said so, until it is shown; `shown` is what all
    see, since `shown_at`. `changing`: they have begun to change it since they said so, so that they are not done."""

    mentorship: MentorshipId
    person: PersonId
    words: Words = field(default_factory=Words)
    done_at: datetime | None = None
    shown: Words | None = None
    shown_at: datetime | None = None
    changing: bool = False

    @property
    def is_done(self) -> bool:
        """Whether these words wait to be shown."""
        return self.done_at is not None and not self.changing


def done(
    all_of_them: Sequence[Expectations], mentorship: Mentorship, by: PersonId, words: Words, *, now: datetime
) -> Decision:
    """Say that one is done; when all are, all see it. The same again changes nothing.

    Raises Refusal at "own" where there is nothing to show, or too much.
    """
    if len(words.own) > OWN:
        raise Refusal("expectations.too_long", field="own", limit=OWN)
    if not words.ticked and not words.own:
        raise Refusal("expectations.nothing", field="own")
    mine = next(each for each in all_of_them if each.person == by)
    words = replace(words, ticked=tuple(each for each in OFFERED[mentorship.member(by).role] if each in words.ticked))
    if words == mine.shown and mine.done_at is None and not any(each.is_done for each in all_of_them):
        return NOTHING
    same = words == mine.words and mine.done_at is not None
    mine = replace(mine, words=words, done_at=mine.done_at if same else now, changing=False)
    others = [each for each in all_of_them if each.person != by]
    asked = [each for each in others if not each.is_done]
    if (
        asked
    ):  # whoever is changing theirs has to say anew that they are done, or nobody would show it once they let it be
        undone = (replace(each, done_at=None) for each in asked if each.changing)
        told = tuple(_notice("asked", mentorship, each, now, by) for each in asked)
        return Decision(changes=(mine, *undone), notices=told)
    return Decision(
        changes=tuple(replace(each, done_at=None, shown=each.words, shown_at=now) for each in (mine, *others)),
        notices=tuple(_notice("both", mentorship, each, now, by) for each in others),
        withdrawn=tuple(_key("asked", each) for each in (mine, *others)),
    )


def _notice(kind: str, mentorship: Mentorship, to: Expectations, now: datetime, by: PersonId) -> Notice:
    """Once in each round, as the key says: what is changed again before it is shown is found in Home."""
    return Notice(
        kind=f"expectations.{kind}",
        to=ToPerson(to.person),
        key=_key(kind, to),
        due=cadence.waking_moment(now, mentorship.member(to.person).person.habits),
        latest=now + WORTH_TELLING,
        about={"mentorship": mentorship.id, "by": by},
    )


def _key(kind: str, to: Expectations) -> str:
    """A round begins when what was said before is shown."""
    round = int(to.shown_at.timestamp()) if to.shown_at is not None else 0
    return f"expectations:{to.mentorship}:{kind}:{to.person}:{round}"


def in_common(all_of_them: Sequence[tuple[Role, Words]]) -> list[str]:
    """What somebody in each role looks for, by the keys of SHARED."""
    ticked = {role: {each for of, words in all_of_them if of is role for each in words.ticked} for role in Role}
    return [key for key, sides in SHARED.items() if all(ticked[role] & set(sides[role]) for role in Role)]


def apart(role: Role, words: Words, common: Sequence[str]) -> list[str]:
    """What one ticked that is in nothing they have in common."""
    covered = {each for key in common for each in SHARED[key][role]}
    return [each for each in words.ticked if each not in covered]


def within(key: str, role: Role, words: Words) -> list[str]:
    """What somebody in this role ticked of what they have in common."""
    return [each for each in words.ticked if each in SHARED[key][role]]
