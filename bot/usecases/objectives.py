"""Says what a meeting should bring, and looks back together at how far a goal has come."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import appointments, cadence, objectives
from bot.mentoring.action_plan import Activity, StepWords
from bot.mentoring.appointments import Appointment, AppointmentId, Slot
from bot.mentoring.decision import Decision
from bot.mentoring.drafts import Written, put_away
from bot.mentoring.goals import Goal, GoalId, GoalState, current
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.objectives import BRING, LOOK_BACK, SET, Evaluation, HowFar, Objective
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.refusals import Checks, Refusal
from bot.mentoring.standing import Waiting
from bot.usecases import action_plan, drafts
from bot.usecases.appointments import Seen, own, seen_by
from prompts import english
from storage.store import Work


class Aim(NamedTuple):
    """What somebody wants a meeting to bring."""

    goal: GoalId | None
    words: str
    bring: str


class Setting(NamedTuple):
    """The form for a meeting's objective: what is kept by now, and a mark of it; `draft` is one's own."""

    appointment: AppointmentId
    mentorship: MentorshipId
    day: date
    role: Role
    others: str
    goals: tuple[Goal, ...]
    aim: Aim
    draft: Written | None = None

    @property
    def page(self) -> str:
        """The name of the draft."""
        return SET.format(self.appointment)

    @property
    def mark(self) -> str:
        """Changes with what is kept, and tells nothing of it."""
        return hashlib.sha256(repr(self.aim).encode()).hexdigest()[:16]


class LookBack(NamedTuple):
    """The form for a look back at a meeting: which goals there are, what was said of them by now, and one's own draft."""

    appointment: AppointmentId
    mentorship: MentorshipId
    day: date
    others: str
    goals: tuple[Goal, ...]
    said: dict[GoalId, HowFar]
    draft: Written | None = None

    @property
    def page(self) -> str:
        """The name of the draft."""
        return LOOK_BACK.format(self.appointment)


def set_form(work: Work, actor: Handle, id: AppointmentId, *, now: datetime) -> Setting:
    """What the form for a meeting's objective needs. Raises Refusal: not one's own, not ahead any more."""
    me, mentorship, appointment = own(work, actor, id)
    appointments.require_ahead(appointment, now)
    kept = work.objectives.of(id)
    return Setting(
        appointment=id,
        mentorship=mentorship.id,
        day=cadence.local(appointment.starts, me.zone).date(),
        role=mentorship.member(me.id).role,
        others=_others(mentorship, me),
        goals=_open_goals(work, mentorship),
        aim=Aim(kept.goal, appointment.objective, kept.bring),
        draft=drafts.see(work, me, mentorship).get(SET.format(id)),
    )


def set_aim(work: Work, actor: Handle, id: AppointmentId, aim: Aim, *, mark: str, now: datetime) -> Seen | Setting:
    """Keep what a meeting should bring. Where it was changed since the form was opened, nothing is kept and what is kept
    by now comes back. Raises Refusals at "objective" and "bring"."""
    before = set_form(work, actor, id, now=now)
    _check(aim, before)
    if before.mark != mark and before.aim != aim:
        return before
    me, mentorship, appointment = own(work, actor, id)
    if aim != before.aim:
        same_time = Slot(appointment.starts, appointment.ends)
        said = appointments.move(
            appointment, mentorship, same_time, place=appointment.place, objective=aim.words, by=me.id, now=now
        )
        work.record(said + Decision(changes=(Objective(id, aim.goal, aim.bring),)))
    work.record(put_away(mentorship.id, me.id, before.page))
    return seen_by(work, mentorship, work.appointments.get(id), me, now)


def _check(aim: Aim, before: Setting) -> None:
    checks = Checks()
    if len(aim.words) > appointments.LONGEST_OBJECTIVE:
        checks.refuse("appointments.too_long", field="objective", limit=appointments.LONGEST_OBJECTIVE)
    if len(aim.bring) > BRING:
        checks.refuse("appointments.too_long", field="bring", limit=BRING)
    if aim.goal is not None and aim.goal not in {each.id for each in before.goals} | {before.aim.goal}:
        checks.refuse("objectives.other_goal", field="goal")
    checks.done()


def look_back(work: Work, actor: Handle, id: AppointmentId, *, now: datetime) -> LookBack:
    """What the form for a look back needs. Raises Refusal: not one's own, not over, it didn't take place."""
    me, mentorship, appointment = own(work, actor, id)
    objectives.check_held(appointment, now)
    goals = _open_goals(work, mentorship)
    aimed_at = work.objectives.of(id).goal
    return LookBack(
        appointment=id,
        mentorship=mentorship.id,
        day=cadence.local(appointment.starts, me.zone).date(),
        others=_others(mentorship, me),
        goals=tuple(sorted(goals, key=lambda goal: goal.id != aimed_at)),
        said={each.goal: each.how_far for _, each in work.objectives.evaluated(id)},
        draft=drafts.see(work, me, mentorship).get(LOOK_BACK.format(id)),
    )


def evaluate(
    work: Work, actor: Handle, id: AppointmentId, goal: GoalId, how_far: HowFar, *, step: str, now: datetime
) -> Seen:
    """Keep how far a goal has come (M.evaluate), and add the next step to the plan where one is named.

    Raises Refusal(s) at "goal" and "step".
    """
    before = look_back(work, actor, id, now=now)
    if goal not in {each.id for each in before.goals}:
        raise Refusal("objectives.other_goal", field="goal")
    me, mentorship, appointment = own(work, actor, id)
    if step:
        action_plan.add_step(work, actor, goal, StepWords(step, Activity.DOING, "", "", None), now=now)
    if before.said.get(goal) is not how_far:
        work.record(Decision(changes=(Evaluation(id, goal, how_far, me.id, now),)))
    work.record(put_away(mentorship.id, me.id, before.page))
    return seen_by(work, mentorship, appointment, me, now)


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """The last meeting that was held, for a week, until one of them has looked back."""
    found = work.objectives.to_look_at(mentorship.id, now - objectives.WORTH_A_LOOK)
    if found is None:
        return []
    id, starts, ends = found
    return [Waiting("meeting.evaluate", id, ends, {"day": cadence.local(starts, person.zone).date()})]


def unset(work: Work, appointment: Appointment) -> bool:
    """Whether nobody has said what this meeting should bring."""
    return not appointment.objective and work.objectives.of(appointment.id) == Objective(appointment.id)


def _open_goals(work: Work, mentorship: Mentorship) -> tuple[Goal, ...]:
    return tuple(each for each in current(work.plans.goals(mentorship.id)) if each.state is GoalState.OPEN)


def _others(mentorship: Mentorship, me: Person) -> str:
    return english.listed([other.person.first_name for other in mentorship.others(me.id)])
