"""Check-ins: one question at a time, when it comes, which one it is, and what becomes of it (field guide, section 13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NewType

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision, Traces
from bot.mentoring.doubts import Choice
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.goals import GoalId
from bot.mentoring.habits import Habits, Rhythm
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.pauses import NO_PAUSES, Pauses
from bot.mentoring.people import PersonId
from bot.mentoring.questions import Answered, Question, as_put, evidence_of
from bot.mentoring.refusals import Refusal

CheckInId = NewType("CheckInId", int)

EXPIRES_AFTER = timedelta(days=5)
"""No reminder comes before, no answer by tap is taken after (section 13)."""
WAITS_AT_MOST = timedelta(days=3)
"""How long the caps of section 13 may hold a question back before it is dropped: the next one is near by then."""
LONGEST_WORDS = 2000
ON_REQUEST = "asked"
"""How the cycle of a check-in begins that the person asked for; the others are called by their week, `week:7`."""


Chooser = Callable[[str], Choice | None]
"""Chooses a question by a seed (`asking.choose`, about one person at one moment); None where nothing fits."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A question to one person. `asked_at` is when it reached them (None while it waits to be sent); a deleted answer
    keeps its `answered_at`, as it was an answer once and its question need not come again at once. `goal` is the one it
    is about, if any; `put` the question as it was put, for the day on which it has left the bank. `follow_up`: the question that
    the `words` beside a `choice` answer."""

    id: CheckInId
    mentorship: MentorshipId
    person: PersonId
    cycle: str
    question: str
    expires_at: datetime
    asked_at: datetime | None = None
    choice: str | None = None
    words: str | None = None
    answered_at: datetime | None = None
    skipped_at: datetime | None = None
    goal: GoalId | None = None
    put: str = ""
    follow_up: str = ""

    @property
    def is_settled(self) -> bool:
        """Answered or skipped: for the rhythm that is the same (section 14)."""
        return self.answered_at is not None or self.skipped_at is not None

    @property
    def has_answer(self) -> bool:
        """Whether there is something to look at."""
        return self.choice is not None or self.words is not None

    @property
    def on_request(self) -> bool:
        return self.cycle.startswith(ON_REQUEST)

    @property
    def week(self) -> int:
        """In which week after the introduction it came by itself."""
        return int(self.cycle.removeprefix("week:"))

    def waits(self, now: datetime) -> bool:
        """Whether it can be answered at `now`."""
        return not self.is_settled and now < self.expires_at


def unanswered(history: Iterable[CheckIn], now: datetime) -> int:
    """How many in a row ran out without a word, the latest first; what one asked for oneself is not counted."""
    count = 0
    for each in history:
        if each.is_settled:
            return count
        if each.asked_at is not None and not each.on_request and now >= each.expires_at:
            count += 1
    return count


def come_due(
    mentorship: Mentorship,
    member: Member,
    *,
    id: CheckInId,
    choose: Chooser,
    history: Sequence[CheckIn],
    now: datetime,
    rests: bool = False,
    beside: Sequence[datetime] = (),
) -> Decision:
    """What happens when somebody's `next_check_in_at` has come or is near: at most one question for this week, however long ago
    that was, and the next moment from the calendar. Who is left in peace then, or whose program `rests`, is asked nothing, but
    the weeks go on; after the last day of the program nobody is asked any more. `beside`: when the other mentorships of this
    person began, which share one day for all questions; what comes due on another waits for it."""
    zone = member.person.zone
    habits = cadence.one_day_for_all(member.person.habits, (mentorship.introduced_at, *beside))
    due = cadence.moment_to_ask(member.next_check_in_at or now, habits, now)
    shared_day = due if habits == member.person.habits else cadence.on_asking_day(due, habits)
    if cadence.local(due, zone).date() > mentorship.end:
        return Decision(changes=(mentorship.with_member(replace(member, next_check_in_at=None)),))
    if shared_day != due:
        return Decision(changes=(mentorship.with_member(replace(member, next_check_in_at=shared_day)),))
    cycle = f"week:{cadence.check_in_week(mentorship.introduced_at, zone, due)}"
    following = cadence.next_check_in(
        mentorship.introduced_at, habits, role=member.role, silent=unanswered(history, now), after=due
    )
    decision = Decision(changes=(mentorship.with_member(replace(member, next_check_in_at=following)),))
    if rests or in_peace(mentorship, member, due) or any(each.cycle == cycle for each in history):
        return decision
    choice = choose(seed_of(mentorship, member, cycle))
    if choice is None:
        return decision
    return decision + plan(mentorship, member, choice, id=id, cycle=cycle, due=due)


def follow(
    mentorship: Mentorship, member: Member, before: Habits, *, history: Sequence[CheckIn], now: datetime
) -> Member:
    """The member with the next question where it belongs by the habits that hold now. Who wanted none by themselves
    `before` begins again in the usual rhythm."""
    habits = member.person.habits
    if member.next_check_in_at is not None:
        asked = {each.week: each.asked_at or now for each in history if not each.on_request}
        following = cadence.replanned(
            mentorship.introduced_at, member.next_check_in_at, before=before, after=habits, asked=asked, now=now
        )
    elif before.rhythm is Rhythm.NEVER:
        following = cadence.next_check_in(mentorship.introduced_at, habits, role=member.role, silent=0, after=now)
    else:
        return member
    return replace(member, next_check_in_at=following)


def on_request(
    mentorship: Mentorship,
    member: Member,
    *,
    id: CheckInId,
    choose: Chooser,
    history: Sequence[CheckIn],
    now: datetime,
) -> tuple[CheckIn, Decision]:
    """A question for somebody who asks for one: what waits already (its message then need not go out any more), else
    a new one. Raises Refusal where all that fit were asked lately."""
    waiting = next((each for each in history if each.waits(now)), None)
    if waiting is not None:
        return waiting, Decision(changes=(reached(waiting, now),), withdrawn=(notice_key(waiting.id),))
    cycle = f"{ON_REQUEST}:{id}"
    choice = choose(seed_of(mentorship, member, cycle))
    if choice is None:
        raise Refusal("checking_in.none_now")
    asked = reached(_made(mentorship, member, choice, id=id, cycle=cycle, expires_at=now), now)
    return asked, Decision(changes=(asked,))


def seed_of(mentorship: Mentorship, member: Member, cycle: str) -> str:
    """What settles which of several equally good questions somebody is asked in this cycle."""
    return f"{mentorship.id}:{member.person.id}:{cycle}"


def rhythm_restored(mentorship: Mentorship, member: Member, check_in: CheckIn, now: datetime) -> Decision:
    """An answer brings the usual rhythm back, where silence had slowed it down (section 13)."""
    if member.next_check_in_at is None or check_in.asked_at is None:
        return NOTHING
    usual = cadence.next_check_in(
        mentorship.introduced_at, member.person.habits, role=member.role, silent=0, after=check_in.asked_at
    )
    if usual is None or not now < usual < member.next_check_in_at:
        return NOTHING
    return Decision(changes=(mentorship.with_member(replace(member, next_check_in_at=usual)),))


def in_peace(mentorship: Mentorship, member: Member, now: datetime) -> bool:
    """Whether this person is asked nothing now: stopped (H.help), leaving, snoozed, or somebody of the pair is gone."""
    person = member.person
    gone = any(each.person.deactivated for each in mentorship.members)
    return member.stopped_at is not None or mentorship.is_leaving(person.id) or gone or person.is_snoozed(now)


def plan(
    mentorship: Mentorship, member: Member, choice: Choice, *, id: CheckInId, cycle: str, due: datetime
) -> Decision:
    """A question to come by direct message at `due`, one of the unasked ones that are capped."""
    asked = _made(mentorship, member, choice, id=id, cycle=cycle, expires_at=due + EXPIRES_AFTER)
    notice = Notice(
        kind="check_in",
        to=ToPerson(member.person.id),
        key=notice_key(id),
        due=due,
        latest=due + WAITS_AT_MOST,
        about={"mentorship": mentorship.id, "check_in": id},
        unasked=True,
    )
    return Decision(changes=(asked,), notices=(notice,))


def _made(
    mentorship: Mentorship, member: Member, choice: Choice, *, id: CheckInId, cycle: str, expires_at: datetime
) -> CheckIn:
    return CheckIn(
        id=id,
        mentorship=mentorship.id,
        person=member.person.id,
        cycle=cycle,
        question=choice.question.id,
        expires_at=expires_at,
        goal=choice.goal,
        put=as_put(choice.question),
    )


def notice_key(id: CheckInId) -> str:
    """The outbox key of a question's message."""
    return f"check_in:{id}"


def reached(check_in: CheckIn, now: datetime, rests: Pauses = NO_PAUSES) -> CheckIn:
    """The question is before the person's eyes; from here its five days run, those aside on which the program `rests`.
    Harmless when repeated."""
    if check_in.asked_at is not None:
        return check_in
    return replace(check_in, asked_at=now, expires_at=rests.after(now, EXPIRES_AFTER))


def asked(check_in: CheckIn, now: datetime, rests: Pauses = NO_PAUSES) -> Decision:
    """The question goes out: it is before the person's eyes, and will have run out unless something is heard. Harmless when
    repeated."""
    before, shown = check_in.asked_at, reached(check_in, now, rests)
    if before is not None or check_in.on_request:
        return Decision(changes=(shown,))
    runs_out = Evidence(shown.expires_at, What.UNANSWERED, check_in.person, about=check_in.id)
    return Decision(changes=(shown,), evidence=((check_in.mentorship, runs_out),))


def tap(check_in: CheckIn, question: Question, value: str, now: datetime) -> Decision:
    """An answer by one tap. The first tap stands: a second one, or a late one, changes nothing."""
    if not check_in.waits(now):
        return NOTHING
    if question.option(value) is None:
        raise Refusal("checking_in.not_an_answer")
    kept = replace(check_in, choice=value, answered_at=now)
    return Decision(changes=(kept,), evidence=_heard(check_in, now) + _tells(kept, question))


def skip(check_in: CheckIn, now: datetime) -> Decision:
    """Skipping needs no reason and counts against nobody (section 14)."""
    if not check_in.waits(now):
        return NOTHING
    return Decision(changes=(replace(check_in, skipped_at=now),), evidence=_heard(check_in, now))


def keep(check_in: CheckIn, question: Question, *, choice: str | None, words: str, now: datetime) -> Decision:
    """An answer given or changed in a form; theirs to change for ever, also after skipping.

    Raises Refusal at the field: nothing given, too long, no such choice; or that the question has closed.
    """
    if not check_in.is_settled and not check_in.waits(now):
        raise Refusal("checking_in.closed")
    if question.answered is Answered.WORDS:
        if not words.strip() and choice is None:
            raise Refusal("checking_in.empty_words", field="answer")
        if len(words) > LONGEST_WORDS:
            raise Refusal("checking_in.too_long", field="answer", most=LONGEST_WORDS)
        kept = replace(check_in, words=words.strip() or None, choice=None if words.strip() else choice)
    else:
        if choice is None or question.option(choice) is None:
            raise Refusal("checking_in.empty_choice", field="answer")
        kept = replace(check_in, choice=choice)
    if kept == check_in:
        return NOTHING
    kept = replace(kept, answered_at=check_in.answered_at or now, skipped_at=None)
    heard = () if check_in.is_settled else _heard(check_in, now)
    return Decision(changes=(kept,), evidence=heard + _tells(kept, question))


def _heard(check_in: CheckIn, now: datetime) -> Traces:
    """For the engine a skipped question is as good as an answered one (section 14)."""
    return ((check_in.mentorship, Evidence(now, What.ANSWERED, check_in.person, about=check_in.id)),)


def _tells(kept: CheckIn, question: Question) -> Traces:
    """What the answer tells the engine. A changed one takes the place of the one before, at its moment."""
    assert kept.answered_at is not None
    piece = evidence_of(question, kept.choice, id=kept.id, by=kept.person, at=kept.answered_at, goal=kept.goal)
    return () if piece is None else ((kept.mentorship, piece),)


def erase(check_in: CheckIn) -> Decision:
    """Nothing of the answer is left; that the question was answered once remains, for the rhythm."""
    return (
        Decision(changes=(replace(check_in, choice=None, words=None, follow_up=""),))
        if check_in.has_answer
        else NOTHING
    )
