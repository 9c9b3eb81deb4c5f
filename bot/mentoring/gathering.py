"""Gathers a mentorship's life from its evidence, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bot.mentoring import pauses
from bot.mentoring.evidence import BY_SERIES, Evidence, What, in_order
from bot.mentoring.frame import Frame
from bot.mentoring.life import GoalLife, Life, Meeting, Said, StepLife
from bot.mentoring.pauses import Span
from bot.mentoring.people import PersonId


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
    if taking.paused or frame.pauses:
        asked = [span for theirs in taking.paused.values() for span in theirs]
        life.pauses = pauses.together([*frame.pauses, *asked])
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
    if piece.topic == BY_SERIES:
        taking.life.regular[piece.about] = _moment(piece.value)
        return
    taking.life.regular.pop(piece.about, None)
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
    if piece.what is What.CALLED_OFF:
        taking.life.regular.pop(piece.about, None)


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
