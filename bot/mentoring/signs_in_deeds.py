"""The signals of section 12 that rest on deeds and the calendar: a coordinator may see something of these alone.

Each rule gives the moment from which its signal holds: it has come, it lies ahead (then only time is missing), or there
is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.mentoring import steps
from bot.mentoring.life import Life, Meeting
from bot.mentoring.people import Role
from bot.mentoring.reading import mentee_leads
from bot.mentoring.sight import Seen, Sight
from bot.mentoring.stages import Stage

S1, S2, S3, S4 = Stage


def missed(sight: Sight) -> Seen | None:
    """W.missed: appointments that did not happen, of the last that came to count; a new one since it was told. A meeting
    that is held ends it."""
    rule, meetings = sight.rules.missed.get(sight.stage), sight.life.meetings
    if rule is None or not meetings or meetings[-1].held or not _is_new(meetings[-1].at, sight):
        return None
    found = None
    for end in range(len(meetings), 0, -1):
        last = meetings[max(end - rule.of, 0) : end]
        if last[-1].held or _misses(last, sight) < rule.count:
            break
        found = found or Seen(last[-1].at, {"missed": _misses(last, sight), "of": len(last)})
        found = found._replace(at=last[-1].at)
    return found


def _misses(last: Sequence[Meeting], sight: Sight) -> int:
    """How many of these did not happen; in the last stage only those since it began count."""
    return sum(not each.held and (sight.stage is not S4 or each.at >= sight.standing.since) for each in last)


def agreement_late(sight: Sight) -> Seen | None:
    """W.agreement-late: none long after the introduction; later a changed version that waits for signatures."""
    life, rules = sight.life, sight.rules
    if sight.stage is S1:
        if life.agreed_at is not None:
            return None
        return Seen(life.pauses.after(life.frame.introduced_at, rules.agreement_late), {"amended": 0})
    if sight.stage is S4 or life.amended_at is None:
        return None
    return Seen(life.pauses.after(life.amended_at, rules.amendment_late), {"amended": 1})


def plan_stalled(sight: Sight) -> Seen | None:
    """W.plan-stalled: nothing moved for long, or a step is overdue."""
    rests, life = _rests_from(sight), sight.life
    if rests is None or (not life.goals and steps.is_before_plan(life.frame.steps, sight.standing.step)):
        return None
    late = [
        life.pauses.after(_begin_of(step.due), sight.rules.step_late)
        for goal in life.goals.values()
        if goal.is_open
        for step in goal.steps.values()
        if step.due is not None and not step.done
    ]
    stalled = max(min([rests, *late]), sight.standing.since)
    rested = life.pauses.passed(max(life.moved_at or sight.standing.since, sight.standing.since), sight.now)
    facts = {"late": sum(each <= sight.now for each in late), "days": rested.days, "goals": len(life.goals)}
    return Seen(stalled, facts)


def _rests_from(sight: Sight) -> datetime | None:
    """From when on the plan has not moved for as long as its stage allows; None where nothing is left to move."""
    span = sight.rules.stalled.get(sight.stage)
    life = sight.life
    if span is None or life.all_met_at is not None:
        return None
    begins = max(life.moved_at or sight.standing.since, sight.standing.since)
    return life.pauses.after(begins, span)


def goals_too_broad(sight: Sight) -> Seen | None:
    """W.goals-too-broad: all goals met with much of the program left (S4.too-broad)."""
    met = sight.life.all_met_at
    if met is None or sight.stage not in (S2, S3):
        return None
    left = end_of(sight.life) - sight.now
    enough = max(timedelta(weeks=sight.life.frame.weeks) * sight.rules.too_broad_share, sight.rules.too_broad_left)
    return Seen(met, {"weeks": left.days // 7}) if left >= enough else None


def quiet(sight: Sight) -> Seen | None:
    """W.quiet: check-ins unanswered, nobody sets up meetings."""
    life, rules = sight.life, sight.rules
    at = life.pauses.after(heard(life), rules.quiet[sight.stage])
    wanted = rules.quiet_unanswered.get(sight.stage, 0)
    ran_out = [each for each in life.unanswered if each > life.contact_at]
    if len(ran_out) < wanted:
        return None
    return Seen(
        max(at, ran_out[wanted - 1]) if wanted else at, {"days": life.pauses.passed(heard(life), sight.now).days}
    )


def heard(life: Life) -> datetime:
    """When either was last heard of, or the end of an appointment that they set up. Of those that a
    series had booked by itself only the next one counts: a rhythm that nobody answers to is no sign of life for ever."""
    regular = [end for end in life.regular.values() if end > life.contact_at]
    return max([life.contact_at, *life.ahead.values(), *sorted(regular)[:1]])


def reversal(sight: Sight) -> Seen | None:
    """W.reversal, a good sign: the mentee sets up the meetings (S3.reversal); a new one since it was told."""
    held = sight.life.held
    if sight.stage in (S1, S4) or not mentee_leads(sight.life, sight.rules.reversal_count, sight.rules.reversal_of):
        return None
    by_mentee = [each for each in held if each.by and sight.life.frame.members.get(each.by) is Role.MENTEE]
    return Seen(held[-1].at) if _is_new(by_mentee[-1].at, sight) else None


def stuck(sight: Sight) -> Seen | None:
    """W.stuck: a stage lasts far longer than usual; of nine steps each for itself, but the first two as one."""
    life, standing, rules = sight.life, sight.standing, sight.rules
    if sight.stage is S1:
        begins = life.frame.introduced_at if standing.step else standing.since
        return Seen(life.pauses.after(begins, rules.stuck_first), {"days": life.pauses.passed(begins, sight.now).days})
    if sight.stage is S4:
        return Seen(
            life.pauses.after(standing.since, rules.stuck_last),
            {"days": life.pauses.passed(standing.since, sight.now).days},
        )
    rests = _rests_from(sight)
    if rests is None:
        return None
    place = standing.place.id
    usual = life.frame.usual[place] * rules.stuck_times
    before = standing.spent.get(place, timedelta())
    at = max(rests, life.pauses.after(standing.since, max(usual - before, timedelta())))
    return Seen(at, {"days": (before + life.pauses.passed(standing.since, sight.now)).days})


def end_near(sight: Sight) -> Seen | None:
    """W.end-near: the program ends soon without a closing conversation."""
    life = sight.life
    if life.closing_at is not None:
        return None
    before, months = sight.rules.end_near, life.frame.weeks * 12 / 52
    if months not in before:
        months = min(before, key=lambda each: abs(each - months))
    return Seen(end_of(life) - before[int(months)])


def end_of(life: Life) -> datetime:
    """The last day of the program, as it begins."""
    return _begin_of(life.frame.end)


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _is_new(at: datetime, sight: Sight) -> bool:
    return sight.told is None or at > sight.told
