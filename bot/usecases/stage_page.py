"""The page about the stage: where a pair is, why, as far as this person may see it, and what one can say about it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.mentoring import cadence, process, stage_question, stage_shown
from bot.mentoring.action_plan import GoalGlance
from bot.mentoring.evidence import What
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.process import ProcessStep
from bot.mentoring.stage_shown import GoalSigns
from bot.mentoring.stages import Reading, Stage
from bot.ports import Posted
from bot.usecases import action_plan, closing, looks, stages, steps
from bot.usecases.stages import Asked, TakingStock
from bot.usecases.steps import Skipping
from storage.store import Work


class WhereYouAre(NamedTuple):
    """What the page says to one member. `step`: the stage or step they are in. `goals` with the signs of each that this
    person may see; `asked`: the question, where it waits for them; `closing`: whether the closing conversation has begun
    (None: too early to say so); `skipping`: whether they may skip the step, and how that stands; `months`: how long the
    program lasts; `agreed_on`: the reader's day on which all said that they are here (None: it follows from what they
    did)."""

    mentorship: MentorshipId
    step: ProcessStep
    reading: Reading
    mentor: Person
    mentee: Person
    others: str
    goals: tuple[tuple[GoalGlance, GoalSigns], ...] = ()
    asked: Asked | None = None
    closing: bool | None = None
    skipping: Skipping | None = None
    months: int = 6
    agreed_on: date | None = None


class Kept(StrEnum):
    """What became of a tap: the answer counts, nothing is said in this round, or the question has passed."""

    COUNTS = "counts"
    SKIPPED = "skipped"
    PASSED = "passed"


class Felt(NamedTuple):
    """What somebody is shown who has answered or skipped: the same whatever they said, and whatever the other did. `told`:
    where the message stands that asked them."""

    kept: Kept
    me: Person
    others: str
    told: Posted | None


def where_you_are(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> WhereYouAre:
    """The stage of one's own mentorship. Raises Refusal: unknown, not a member, ended."""
    mentorship, person = _own(work, actor, id)
    signs = stage_shown.shown_to(person.id, looks.see(work, mentorship, now).reading)
    goals = action_plan.glance(work, id).goals
    begun = mentorship.closing_since is not None
    return WhereYouAre(
        mentorship=id,
        step=work.program.content.models[mentorship.model].step(mentorship.place),
        months=process.months_of(mentorship.start, mentorship.end),
        reading=stages.reading(work, mentorship),
        mentor=mentorship.mentor,
        mentee=mentorship.mentee,
        others=stages.others_of(mentorship, person.id),
        goals=tuple((goal, signs.get(goal.id, GoalSigns(goal.id, (), ()))) for goal in goals),
        asked=stages.question_to(work, mentorship, person.id, now),
        closing=begun if begun or stage_question.may_close(mentorship, now) else None,
        skipping=steps.skipping_of(work, mentorship, person.id, now),
        agreed_on=_agreed_on(work, mentorship, person),
    )


def feel(work: Work, actor: Handle, id: MentorshipId, *, round: int, feels_true: bool, now: datetime) -> Felt:
    """Answer whether a stage feels true; the newest answer of each counts until all have answered.

    Who has answered before and taps again after that sees the same as ever: whether the round has closed would tell what
    the other said. Raises Refusal: not a member, ended.
    """
    mentorship, person = _own(work, actor, id)
    waits = _is_open(work, mentorship, round, now)
    kept = Kept.COUNTS if waits or _has_answered(work, mentorship, person.id, round, now) else Kept.PASSED
    if waits:
        work.record(stage_question.answered(mentorship, person.id, feels_true=feels_true, now=now))
        looks.look_at(work, id, now)
    return _shown(work, mentorship, person, round, kept)


def skip(work: Work, actor: Handle, id: MentorshipId, *, round: int, now: datetime) -> Felt:
    """Say nothing about the stage in this round: the question waits for this person no more, and that is all. It is no
    evidence and nothing is looked at, so it counts for nothing; what was answered before still counts.

    Raises Refusal: not a member, ended.
    """
    mentorship, person = _own(work, actor, id)
    if _has_answered(work, mentorship, person.id, round, now):
        kept = Kept.COUNTS
    elif _is_open(work, mentorship, round, now):
        kept = Kept.SKIPPED
        work.standings.keep_unsaid(id, work.standings.of(mentorship).unsaid | {person.id})
    else:
        kept = Kept.PASSED
    return _shown(work, mentorship, person, round, kept)


def begin_closing(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> WhereYouAre:
    """The closing conversation has begun; said twice, it has begun once. Raises Refusal: not a member, ended, too early."""
    before = where_you_are(work, actor, id, now=now)
    if before.closing:
        return before
    stage_question.check_may_close(_own(work, actor, id)[0], now)
    closing.begin(work, actor, id, now=now)
    return where_you_are(work, actor, id, now=now)


def guide(work: Work, actor: Handle, id: MentorshipId) -> TakingStock:
    """The questions for taking stock, whenever somebody wants them. Raises Refusal: not a member, ended."""
    mentorship, person = _own(work, actor, id)
    return TakingStock(mentorship, stages.others_of(mentorship, person.id))


def _agreed_on(work: Work, mentorship: Mentorship, person: Person) -> date | None:
    """What comes after the first stage follows from deeds; whatever comes later was said by all."""
    model = work.program.content.models[mentorship.model]
    before = {model.step(id).counts_as for id in work.standings.of(mentorship).spent}
    if before <= {Stage.S1} or mentorship.stage_since is None:
        return None
    return cadence.local(mentorship.stage_since, person.zone).date()


def _is_open(work: Work, mentorship: Mentorship, round: int, now: datetime) -> bool:
    standing = work.standings.of(mentorship)
    return now.date() <= mentorship.end and standing.open and stage_question.round_of(standing) == round


def _shown(work: Work, mentorship: Mentorship, person: Person, round: int, kept: Kept) -> Felt:
    told = work.outbox.place_of(stage_question.asked_key(mentorship, round, person.id))
    return Felt(kept, person, stages.others_of(mentorship, person.id), told)


def _has_answered(work: Work, mentorship: Mentorship, person: PersonId, round: int, now: datetime) -> bool:
    return any(
        piece.what is What.STAGE_FELT and piece.by == person and piece.at.timestamp() >= round
        for piece in work.evidence.of(mentorship.id, now)
    )


def _own(work: Work, actor: Handle, id: MentorshipId) -> tuple[Mentorship, Person]:
    person = work.people.known(actor)
    return work.mentorships.for_member(id, person.id), person
