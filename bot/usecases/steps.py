"""Lets a pair skip one of the nine steps, when all of them wish it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.mentoring import cadence, skipping, steps
from bot.mentoring.life import Said
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.refusals import Refusal
from bot.mentoring.standing import Waiting
from bot.usecases import looks
from prompts import english
from storage.planned import Planned
from storage.store import Work


class Skip(StrEnum):
    """How it stands with skipping a step, for one of its members."""

    FREE = "free"
    """Nobody has spoken of it."""
    MINE = "mine"
    """This person wishes it, and others are asked."""
    ASKED = "asked"
    """Somebody else wishes it, and this person is asked."""
    SKIPPED = "skipped"
    """All have wished it: they are in another step now."""
    KEPT = "kept"
    """It stays, as somebody has just said."""
    RESTS = "rests"
    """This person wished it and it stayed: they may wish it again from a later day on."""
    PASSED = "passed"
    """What was answered is over: they are in another step, or nobody wishes it any more."""


class Skipping(NamedTuple):
    """The `step` that may be skipped (or was), how that stands for its reader, and where the pair is now, by its step's id.
    `again`: the day of the reader's on which they may wish it again, while it rests."""

    mentorship: MentorshipId
    step: str
    state: Skip
    here: str
    mentor: str
    mentee: str
    others: str
    again: date | None = None


def skipping_of(work: Work, mentorship: Mentorship, person: PersonId, now: datetime) -> Skipping | None:
    """Whether the step a pair is in may be skipped, and how that stands; None where there is nothing to skip."""
    if mentorship.step is None or _is_over(mentorship, now) or not _may_be_skipped(work, mentorship, mentorship.step):
        return None
    state = _state(_wishing(work, mentorship), person)
    again = _again(work, mentorship, person, now) if state is Skip.FREE else None
    if again is not None:
        return _shown(mentorship, person, mentorship.step, Skip.RESTS)._replace(again=again)
    return _shown(mentorship, person, mentorship.step, state)


def propose_skip(work: Work, actor: Handle, id: MentorshipId, step: str, *, now: datetime) -> Skipping:
    """Wish to skip the step they are in; the others are asked. Said twice it is said once; said by all it is skipped at
    once. Where it stayed in spite of their wish, they may wish it again after the same days as a stage is asked about again
    (section 13): until then this changes nothing. Raises Refusal: not a member, ended, a step that may not be skipped."""
    mentorship, person = _own(work, actor, id)
    if not _may_be_skipped(work, mentorship, step):
        raise Refusal("steps.needed")
    if mentorship.step != step or _is_over(mentorship, now):
        return _shown(mentorship, person.id, step, Skip.PASSED)
    wishing = _wishing(work, mentorship)
    rests = skipping_of(work, mentorship, person.id, now)
    if rests is not None and rests.state is Skip.RESTS:
        return rests
    if person.id not in wishing:
        work.record(skipping.wish(mentorship, person.id, wishing, now))
        looks.look_at(work, id, now)
    after = work.mentorships.get(id)
    state = Skip.MINE if after.step == step else Skip.SKIPPED
    return _shown(after, person.id, step, state)


def answer_skip(work: Work, actor: Handle, id: MentorshipId, step: str, *, agrees: bool, now: datetime) -> Skipping:
    """Agree to skip it, or keep it. One's own wish is taken back the same way. Raises Refusal: not a member, ended."""
    mentorship, person = _own(work, actor, id)
    is_there = mentorship.step == step and not _is_over(mentorship, now)
    wishing = _wishing(work, mentorship) if is_there else set()
    if not wishing:
        return _shown(mentorship, person.id, step, Skip.PASSED)
    if agrees:
        return propose_skip(work, actor, id, step, now=now)
    work.record(skipping.keep(mentorship, person.id, wishing, now))
    return _shown(mentorship, person.id, step, Skip.KEPT)


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """A partner's wish to skip a step, until this person has answered."""
    if mentorship.step is None or _is_over(mentorship, now):
        return []
    words = _words(work, mentorship)
    if _state(steps.wish_to_skip(words, _since(mentorship)), person.id) is not Skip.ASKED:
        return []
    return [Waiting("step.skip", mentorship.id, words[-1].at, {"step": _name(work, mentorship, mentorship.step)})]


def ask(work: Work, row: Planned, now: datetime) -> Skipping:
    """Gather the question. Raises Unwanted where it was answered or the step is over."""
    return _of(work, row, Skip.ASKED, now)


def tell_kept(work: Work, row: Planned, now: datetime) -> Skipping:
    """Gather the word that a step stays. Raises Unwanted where it is over, or is spoken of anew."""
    return _of(work, row, Skip.RESTS, now)


def _of(work: Work, row: Planned, wanted: Skip, now: datetime) -> Skipping:
    assert isinstance(row.to, ToPerson)
    mentorship = work.mentorships.get(row.about["mentorship"])
    shown = skipping_of(work, mentorship, row.to.person, now)
    if shown is None or shown.step != row.about["step"] or shown.state is not wanted:
        raise Unwanted("skipping this step is not spoken of so any more")
    return shown


def _state(wishing: set[PersonId], person: PersonId) -> Skip:
    if not wishing:
        return Skip.FREE
    return Skip.MINE if person in wishing else Skip.ASKED


def _wishing(work: Work, mentorship: Mentorship) -> set[PersonId]:
    return steps.wish_to_skip(_words(work, mentorship), _since(mentorship))


def _words(work: Work, mentorship: Mentorship) -> list[Said]:
    return work.evidence.skips(mentorship.id, mentorship.step or "")


def _again(work: Work, mentorship: Mentorship, person: PersonId, now: datetime) -> date | None:
    """The day on which somebody may wish it again, where it stayed in spite of their wish and that is not long ago."""
    ended = steps.not_followed_at(_words(work, mentorship), _since(mentorship), person)
    if ended is None:
        return None
    zone = mentorship.member(person).person.zone
    day = cadence.local(ended + work.program.thresholds.asked_again, zone).date()
    return day if cadence.local(now, zone).date() < day else None


def _is_over(mentorship: Mentorship, now: datetime) -> bool:
    """Whether the last day of the program has passed: nothing moves any more."""
    return now.date() > mentorship.end


def _since(mentorship: Mentorship) -> datetime:
    return mentorship.stage_since or mentorship.introduced_at


def _may_be_skipped(work: Work, mentorship: Mentorship, step: str) -> bool:
    found = [each for each in work.program.content.models[mentorship.model].steps if each.id == step]
    return bool(found) and found[0].may_be_skipped


def _name(work: Work, mentorship: Mentorship, step: str) -> str:
    return work.program.content.models[mentorship.model].step(step).name


def _shown(mentorship: Mentorship, person: PersonId, step: str, state: Skip) -> Skipping:
    return Skipping(
        mentorship=mentorship.id,
        step=step,
        state=state,
        here=mentorship.step or mentorship.stage.value,
        mentor=mentorship.mentor.first_name,
        mentee=mentorship.mentee.first_name,
        others=english.listed([other.person.first_name for other in mentorship.others(person)]),
    )


def _own(work: Work, actor: Handle, id: MentorshipId) -> tuple[Mentorship, Person]:
    person = work.people.known(actor)
    return work.mentorships.for_member(id, person.id), person


NOTICES = {"steps.skip": ask, "steps.kept": tell_kept}
