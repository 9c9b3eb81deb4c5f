"""A mentorship's life so far, gathered from its evidence: what stages and signals are read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from bot.mentoring import pauses
from bot.mentoring.evidence import Evidence, Refused, What, in_order
from bot.mentoring.frame import Frame
from bot.mentoring.pauses import NO_PAUSES, Pauses, Span
from bot.mentoring.people import PersonId


class Said(NamedTuple):
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

    @property
    def is_worked_on(self) -> bool:
        """Neither met nor marked as met."""
        return self.is_open and not self.marked


class Meeting(NamedTuple):
    """An appointment that came to count as something. `at`: when it did; `held` or missed; `by` had set it up."""

    at: datetime
    held: bool
    by: PersonId | None
    id: int


@dataclass(slots=True)
class Life:
    """What has been so far. Every collection is in the order of time.

    `held`: those of `meetings` that took place; `moved_at`: when the plan moved last; `contact_at`: when either was last
    heard of; `ahead`: the end of the last appointment that is booked; `unanswered`: when each check-in since then ran out;
    `pauses`: when anybody of them asked to be left in peace.
    """

    frame: Frame
    contact_at: datetime
    signed: dict[PersonId, datetime] = field(default_factory=dict)
    agreed_at: datetime | None = None
    amended_at: datetime | None = None
    goals: dict[int, GoalLife] = field(default_factory=dict)
    moved_at: datetime | None = None
    meetings: list[Meeting] = field(default_factory=list)
    held: list[Meeting] = field(default_factory=list)
    ahead: dict[int, datetime] = field(default_factory=dict)
    unanswered: list[datetime] = field(default_factory=list)
    said: dict[str, list[Said]] = field(default_factory=dict)
    felt: list[Said] = field(default_factory=list)
    skips: dict[str, list[Said]] = field(default_factory=dict)
    pauses: Pauses = NO_PAUSES
    closing_at: datetime | None = None
    refused: list[Refused] = field(default_factory=list)

    @property
    def all_met_at(self) -> datetime | None:
        """When the last of all goals was met; None while one is open or there is none."""
        last: datetime | None = None
        for goal in self.goals.values():
            if goal.met_at is None:
                return None
            last = goal.met_at if last is None else max(last, goal.met_at)
        return last

    def answers(self, topic: str, since: datetime | None = None) -> list[Said]:
        """What was said about this after a moment."""
        said = self.said.get(topic, [])
        return said if since is None else [each for each in said if each.at > since]


@dataclass(slots=True)
class _Taking:
    """A life that takes in piece by piece, and what is needed of earlier pieces to understand later ones."""

    life: Life
    booked_by: dict[int, PersonId | None] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)
    paused: dict[PersonId | None, list[Span]] = field(default_factory=dict)


def gather(frame: Frame, pieces: Iterable[Evidence]) -> Life:
    """The life that these pieces tell. Those that contradict the others are in `refused`."""
    kept, refused = in_order(pieces)
    life = Life(frame, contact_at=frame.introduced_at, refused=refused)
    taking = _Taking(life)
    for piece in kept:
        take = TAKE.get(piece.what)
        if take is not None:
            take(taking, piece)
    if taking.paused:
        life.pauses = pauses.together(span for theirs in taking.paused.values() for span in theirs)
    return life


def _heard(life: Life, at: datetime) -> None:
    if at > life.contact_at:
        life.contact_at = at
    if life.unanswered:
        life.unanswered = [each for each in life.unanswered if each > life.contact_at]


def _told(piece: Evidence) -> Said:
    assert piece.by is not None
    return Said(piece.at, piece.by, piece.value, piece.goal)


def _said(taking: _Taking, piece: Evidence) -> None:
    taking.life.said.setdefault(piece.topic, []).append(_told(piece))


def _felt(taking: _Taking, piece: Evidence) -> None:
    taking.life.felt.append(_told(piece))


def _skip_felt(taking: _Taking, piece: Evidence) -> None:
    taking.life.skips.setdefault(piece.topic, []).append(_told(piece))


def _answered(taking: _Taking, piece: Evidence) -> None:
    taking.answered.add(piece.about)
    _heard(taking.life, piece.at)


def _unanswered(taking: _Taking, piece: Evidence) -> None:
    if not piece.about or piece.about not in taking.answered:
        taking.life.unanswered.append(piece.at)


def _snoozed(taking: _Taking, piece: Evidence) -> None:
    pauses.asked(taking.paused.setdefault(piece.by, []), piece.at, _moment(piece.value))


def _closing(taking: _Taking, piece: Evidence) -> None:
    """Begun once it is begun, until they look at their goals again instead (its value is "revisited")."""
    taking.life.closing_at = None if piece.value else taking.life.closing_at or piece.at


def _amended(taking: _Taking, piece: Evidence) -> None:
    taking.life.signed, taking.life.amended_at = {}, piece.at


def _signed(taking: _Taking, piece: Evidence) -> None:
    assert piece.by is not None
    life = taking.life
    life.signed.setdefault(piece.by, piece.at)
    _heard(life, piece.at)
    if life.signed.keys() >= life.frame.members.keys():
        life.agreed_at = life.agreed_at or piece.at
        life.amended_at = None


def _goal_added(taking: _Taking, piece: Evidence) -> None:
    taking.life.goals[piece.about] = GoalLife()
    _moved(taking.life, piece.at)


def _goal_dropped(taking: _Taking, piece: Evidence) -> None:
    taking.life.goals.pop(piece.about, None)


def _goal(taking: _Taking, piece: Evidence) -> None:
    goal = taking.life.goals.get(piece.about)
    if goal is None:
        return
    if piece.what is What.GOAL_MET:
        goal.met_at = goal.met_at or piece.at
    elif piece.what is not What.GOAL_CHANGED:
        goal.marked = piece.what is What.GOAL_MARKED
    if piece.what is not What.GOAL_UNMARKED:
        _moved(taking.life, piece.at)


def _step_added(taking: _Taking, piece: Evidence) -> None:
    goal = taking.life.goals.get(piece.goal or 0)
    if goal is not None:
        goal.steps[piece.about] = StepLife(_day(piece.value))
        _moved(taking.life, piece.at)


def _step_changed(taking: _Taking, piece: Evidence) -> None:
    step = _step_of(taking, piece)
    if step is not None:
        step.due = _day(piece.value) or step.due
        _moved(taking.life, piece.at)


def _step_done(taking: _Taking, piece: Evidence) -> None:
    step = _step_of(taking, piece)
    if step is not None:
        step.done = True
        _moved(taking.life, piece.at)


def _step_reopened(taking: _Taking, piece: Evidence) -> None:
    step = _step_of(taking, piece)
    if step is not None:
        step.done = False


def _step_dropped(taking: _Taking, piece: Evidence) -> None:
    goal = taking.life.goals.get(piece.goal or 0)
    if goal is not None:
        goal.steps.pop(piece.about, None)


def _step_of(taking: _Taking, piece: Evidence) -> StepLife | None:
    """The step, where neither it nor its goal was dropped."""
    goal = taking.life.goals.get(piece.goal or 0)
    return None if goal is None else goal.steps.get(piece.about)


def _moved(life: Life, at: datetime) -> None:
    life.moved_at = at
    _heard(life, at)


def _booked(taking: _Taking, piece: Evidence) -> None:
    taking.booked_by.setdefault(piece.about, piece.by)
    taking.life.ahead[piece.about] = _moment(piece.value)
    _heard(taking.life, piece.at)


def _held(taking: _Taking, piece: Evidence) -> None:
    meeting = Meeting(piece.at, True, taking.booked_by[piece.about], piece.about)
    taking.life.meetings.append(meeting)
    taking.life.held.append(meeting)
    _heard(taking.life, piece.at)
    _over(taking, piece)


def _missed(taking: _Taking, piece: Evidence) -> None:
    taking.life.meetings.append(Meeting(piece.at, False, taking.booked_by[piece.about], piece.about))
    _over(taking, piece)


def _over(taking: _Taking, piece: Evidence) -> None:
    taking.life.ahead.pop(piece.about, None)


TAKE: Mapping[What, Callable[[_Taking, Evidence], None]] = {
    What.SAID: _said,
    What.STAGE_FELT: _felt,
    What.SKIP_FELT: _skip_felt,
    What.ANSWERED: _answered,
    What.UNANSWERED: _unanswered,
    What.SNOOZED: _snoozed,
    What.CLOSING: _closing,
    What.AMENDED: _amended,
    What.SIGNED: _signed,
    What.GOAL_ADDED: _goal_added,
    What.GOAL_DROPPED: _goal_dropped,
    What.GOAL_CHANGED: _goal,
    What.GOAL_MARKED: _goal,
    What.GOAL_UNMARKED: _goal,
    What.GOAL_MET: _goal,
    What.STEP_ADDED: _step_added,
    What.STEP_CHANGED: _step_changed,
    What.STEP_DONE: _step_done,
    What.STEP_REOPENED: _step_reopened,
    What.STEP_DROPPED: _step_dropped,
    What.BOOKED: _booked,
    What.MOVED: _booked,
    What.HELD: _held,
    What.MISSED: _missed,
    What.UNKNOWN: _over,
    What.CALLED_OFF: _over,
}
"""What each kind of evidence adds to a life; the introduction is its frame's."""


def _moment(epoch: str) -> datetime:
    return datetime.fromtimestamp(int(epoch), UTC)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
