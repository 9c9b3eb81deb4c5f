"""A mentorship's life so far, gathered from its evidence: what stages and signals are read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.mentoring.evidence import Evidence, Refused, What, in_order
from bot.mentoring.people import PersonId, Role
from bot.mentoring.process import ProcessStep

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is settled about a mentorship: who is what in it, its first and last day, who sets up its meetings by
    agreement (None: whoever), how long the stages or steps usually take in such a program, by their ids, and
    the nine steps where the mentorship goes by them."""

    members: Mapping[PersonId, Role]
    introduced_at: datetime
    end: date
    weeks: int
    usual: Mapping[str, timedelta]
    initiator: Role | None = None
    power: bool = False
    steps: tuple[ProcessStep, ...] = ()

    def in_role(self, role: Role) -> list[PersonId]:
        """Everybody in this role."""
        return [person for person, theirs in self.members.items() if theirs is role]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: who gave it when, and what it was. `goal` where it is about one."""

    at: datetime
    by: PersonId
    value: str
    goal: int | None = None

    @property
    def number(self) -> int:
        """A step of a scale."""
        return int(self.value)


@dataclass(slots=True)
class StepLife:
    """An action step that was not dropped."""

    due: date | None
    done: bool = False


@dataclass(slots=True)
class GoalLife:
    """A goal that was not dropped, with its steps by their ids."""

    steps: dict[int, StepLife] = field(default_factory=dict)
    marked: bool = False
    met_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.met_at is None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment that came to count as something. `at`: when it did; `held` or missed; `by` had set it up."""

    at: datetime
    held: bool
    by: PersonId | None
    id: int


@dataclass(slots=True)
class Life:
    """What has been so far. Every collection is in the order of time.

    `moved_at`: when the plan moved last; `contact_at`: when either was last heard of; `ahead`: the end of the last
    appointment that is booked; `unanswered`: when each check-in since then ran out; `quiet`: the spans that anybody asked
    for, merged.
    """

    frame: Frame
    contact_at: datetime
    signed: dict[PersonId, datetime] = field(default_factory=dict)
    agreed_at: datetime | None = None
    amended_at: datetime | None = None
    goals: dict[int, GoalLife] = field(default_factory=dict)
    moved_at: datetime | None = None
    meetings: list[Meeting] = field(default_factory=list)
    ahead: dict[int, datetime] = field(default_factory=dict)
    unanswered: list[datetime] = field(default_factory=list)
    said: dict[str, list[Said]] = field(default_factory=dict)
    felt: list[Said] = field(default_factory=list)
    skips: dict[str, list[Said]] = field(default_factory=dict)
    quiet: list[tuple[datetime, datetime]] = field(default_factory=list)
    closing_at: datetime | None = None
    refused: list[Refused] = field(default_factory=list)

    @property
    def held(self) -> list[Meeting]:
        """Meetings that took place."""
        return [meeting for meeting in self.meetings if meeting.held]

    @property
    def all_met_at(self) -> datetime | None:
        """When the last of all goals was met; None while one is open or there is none."""
        met = [goal.met_at for goal in self.goals.values() if goal.met_at is not None]
        return max(met) if met and len(met) == len(self.goals) else None

    def answers(self, topic: str, since: datetime | None = None) -> list[Said]:
        """What was said about this after a moment."""
        said = self.said.get(topic, [])
        return said if since is None else [each for each in said if each.at > since]

    def is_quiet(self, now: datetime) -> bool:
        """Whether anybody of them has asked for quiet that lasts."""
        return any(begins <= now < ends for begins, ends in self.quiet)

    def after(self, begins: datetime, span: timedelta) -> datetime:
        """The moment at which this span has passed since then, where quiet that was asked for does not count."""
        ends = begins + span
        for start, stop in self.quiet:
            if stop <= begins:
                continue
            if start >= ends:
                break
            ends += stop - max(start, begins)
        return ends


def gather(frame: Frame, pieces: Iterable[Evidence]) -> Life:
    """The life that these pieces tell. Those that contradict the others are in `refused`."""
    kept, refused = in_order(pieces)
    life = Life(frame, contact_at=frame.introduced_at, refused=refused)
    booked_by: dict[int, PersonId | None] = {}
    spans: dict[PersonId | None, list[tuple[datetime, datetime]]] = {}
    answered: set[int] = set()
    for piece in kept:
        what = piece.what
        if what is What.SAID:
            assert piece.by is not None
            life.said.setdefault(piece.topic, []).append(Said(piece.at, piece.by, piece.value, piece.goal))
        elif what is What.ANSWERED:
            answered.add(piece.about)
            _heard(life, piece.at)
        elif what is What.UNANSWERED:
            if not piece.about or piece.about not in answered:
                life.unanswered.append(piece.at)
        elif what in PLAN:
            _plan(life, piece)
        elif what in MEETING:
            _meeting(life, piece, booked_by)
        elif what in (What.SIGNED, What.AMENDED):
            _agreement(life, piece)
        elif what is What.STAGE_FELT:
            assert piece.by is not None
            life.felt.append(Said(piece.at, piece.by, piece.value))
        elif what is What.SKIP_FELT:
            assert piece.by is not None
            life.skips.setdefault(piece.topic, []).append(Said(piece.at, piece.by, piece.value))
        elif what is What.SNOOZED:
            _pause(spans.setdefault(piece.by, []), piece)
        elif what is What.CLOSING:
            life.closing_at = life.closing_at or piece.at
    life.quiet = _merged([span for theirs in spans.values() for span in theirs])
    return life


def _pause(spans: list[tuple[datetime, datetime]], piece: Evidence) -> None:
    """Somebody's newest pause takes the place of the one that lasts; one that ends at once ends it."""
    until = datetime.fromtimestamp(int(piece.value), UTC)
    if spans and spans[-1][1] > piece.at:
        spans[-1] = (spans[-1][0], piece.at)
    if until > piece.at:
        spans.append((piece.at, until))


def _heard(life: Life, at: datetime) -> None:
    life.contact_at = max(life.contact_at, at)
    life.unanswered = [each for each in life.unanswered if each > life.contact_at]


def _agreement(life: Life, piece: Evidence) -> None:
    if piece.what is What.AMENDED:
        life.signed = {}
        life.amended_at = piece.at
        return
    assert piece.by is not None
    life.signed.setdefault(piece.by, piece.at)
    _heard(life, piece.at)
    if life.signed.keys() >= life.frame.members.keys():
        life.agreed_at = life.agreed_at or piece.at
        life.amended_at = None


PLAN = {what for what in What if what.startswith(("goal.", "step."))}
NO_MOVE = {What.GOAL_DROPPED, What.STEP_DROPPED, What.GOAL_UNMARKED, What.STEP_REOPENED}
MEETING = {What.BOOKED, What.MOVED, What.CALLED_OFF, What.HELD, What.MISSED, What.UNKNOWN}


def _plan(life: Life, piece: Evidence) -> None:
    goal = life.goals.get(piece.about if piece.what.startswith("goal.") else piece.goal or 0)
    match piece.what:
        case What.GOAL_ADDED:
            life.goals[piece.about] = GoalLife()
        case What.GOAL_DROPPED:
            life.goals.pop(piece.about, None)
        case _ if goal is None:
            return
        case What.GOAL_MARKED:
            goal.marked = True
        case What.GOAL_UNMARKED:
            goal.marked = False
        case What.GOAL_MET:
            goal.met_at = goal.met_at or piece.at
        case What.STEP_ADDED:
            goal.steps[piece.about] = StepLife(_day(piece.value))
        case What.STEP_DROPPED:
            goal.steps.pop(piece.about, None)
        case What.STEP_CHANGED | What.STEP_DONE | What.STEP_REOPENED if piece.about in goal.steps:
            step = goal.steps[piece.about]
            step.done = piece.what is What.STEP_DONE or (step.done and piece.what is What.STEP_CHANGED)
            step.due = _day(piece.value) if piece.what is What.STEP_CHANGED and piece.value else step.due
    if piece.what not in NO_MOVE:
        life.moved_at = piece.at
        _heard(life, piece.at)


def _meeting(life: Life, piece: Evidence, booked_by: dict[int, PersonId | None]) -> None:
    match piece.what:
        case What.BOOKED | What.MOVED:
            booked_by.setdefault(piece.about, piece.by)
            life.ahead[piece.about] = datetime.fromtimestamp(int(piece.value), UTC)
            _heard(life, piece.at)
            return
        case What.HELD | What.MISSED:
            held = piece.what is What.HELD
            life.meetings.append(Meeting(piece.at, held, booked_by[piece.about], piece.about))
            if held:
                _heard(life, piece.at)
    life.ahead.pop(piece.about, None)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _merged(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for begins, ends in sorted(spans):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((begins, ends))
    return merged
