"""Closing together: how it begins, rests, is reminded of and ends (field guide, sections 3 and 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.mentoring import cadence, closure
from bot.mentoring.closing_part import Part, all_done
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import AT_ONCE, Notice, ToPerson
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal
from bot.mentoring.thresholds import Thresholds

GRACE = timedelta(days=7)
"""After the last day: then it closes with what there is."""
WISHED = timedelta(days=14)
"""After one has finished and wished to end it: it ends, whatever the others have said by then."""
REMINDED = timedelta(days=7)
"""After the first has finished: who has not is reminded, once."""
TOLD_WITHIN = timedelta(days=30)

REVISITED = "revisited"
"""The value of the evidence that takes a beginning back."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How far the closing of a mentorship is. `due_at`: when something is to be done by itself (None: never);
    `reminded_at`: who had not finished was reminded; `open_ended`: it was taken up again, so that the calendar alone does
    not end it."""

    mentorship: MentorshipId
    due_at: datetime | None = None
    reminded_at: datetime | None = None
    open_ended: bool = False


def time_left(mentorship: Mentorship, rules: Thresholds, now: datetime) -> bool:
    """Whether so much of the program is left that new goals are worth a thought (S4.too-broad)."""
    last = cadence.at(mentorship.end, cadence.MORNING, "UTC")
    whole = last - cadence.at(mentorship.start, cadence.MORNING, "UTC")
    return last - now >= max(rules.too_broad_left, whole * rules.too_broad_share)


def begin(mentorship: Mentorship, closing: Closing, parts: Sequence[Part], by: PersonId, now: datetime) -> Decision:
    """One of them begins; the others are told. Begun twice, it has begun once."""
    if mentorship.closing_since is not None:
        return NOTHING
    begun = replace(mentorship, closing_since=now)
    closing = replace(closing, due_at=_due(begun, closing, parts))
    notices = (_notice(begun, other.person.id, "begun", now, about={"by": by}) for other in begun.others(by))
    evidence = ((begun.id, Evidence(now, What.CLOSING, by=by)),)
    return Decision(changes=(begun, closing), notices=tuple(notices), evidence=evidence)


def revisit(mentorship: Mentorship, closing: Closing, parts: Sequence[Part], by: PersonId, now: datetime) -> Decision:
    """Goals first: the closing rests, and what was written so far is kept. Raises Refusal once somebody has finished."""
    if mentorship.closing_since is None:
        return NOTHING
    if any(part.done_at is not None for part in parts):
        raise Refusal("closure.finished_by_one")
    rests = replace(mentorship, closing_since=None)
    return Decision(
        changes=(rests, replace(closing, due_at=_due(rests, closing, ()), reminded_at=None)),
        notices=tuple(_notice(rests, o.person.id, "revisited", now, about={"by": by}) for o in rests.others(by)),
        withdrawn=(f"closure:{rests.id}:begun:*", f"closure:{rests.id}:remind:*"),
        evidence=((rests.id, Evidence(now, What.CLOSING, by=by, value=REVISITED)),),
    )


def finish(mentorship: Mentorship, closing: Closing, parts: Sequence[Part], part: Part, now: datetime) -> Decision:
    """A member is done. With the last of them, all are told that everything can be read side by side."""
    if part.done_at is not None:
        return Decision(changes=(part,))
    part = replace(part, done_at=now)
    parts = _with(parts, part)
    told: tuple[Notice, ...] = ()
    if all_done(mentorship, parts):
        told = tuple(_notice(mentorship, other.person.id, "both", now) for other in mentorship.others(part.person))
    closing = replace(closing, due_at=_due(mentorship, closing, parts))
    return Decision(changes=(part, closing), notices=told)


def wish_end(mentorship: Mentorship, closing: Closing, parts: Sequence[Part], part: Part, now: datetime) -> Decision:
    """A member who is done wishes to end it: at once where all do, else after 14 days. Raises Refusal before they are."""
    if part.done_at is None:
        raise Refusal("closure.first_done")
    if part.end_at is not None:
        return NOTHING
    part = replace(part, end_at=now)
    parts = _with(parts, part)
    if len([each for each in parts if each.end_at is not None]) == len(mentorship.members):
        return Decision(changes=(part,)) + close(mentorship, parts, now=now)
    closing = replace(closing, due_at=_due(mentorship, closing, parts))
    others = [other.person.id for other in mentorship.others(part.person)]
    told = tuple(_notice(mentorship, id, "asked", now, about={"by": part.person}) for id in others)
    return Decision(changes=(part, closing), notices=told)


def not_yet(mentorship: Mentorship, closing: Closing, parts: Sequence[Part], part: Part, now: datetime) -> Decision:
    """A member takes back that it can end, before it has; the others are told. Twice is once."""
    if part.end_at is None:
        return NOTHING
    back = replace(part, end_at=None)
    closing = replace(closing, due_at=_due(mentorship, closing, _with(parts, back)))
    others = [other.person.id for other in mentorship.others(part.person)]
    told = tuple(_notice(mentorship, id, "not_yet", now, about={"by": part.person}) for id in others)
    return Decision(changes=(back, closing), notices=told)


def closes_at(mentorship: Mentorship, closing: Closing, parts: Sequence[Part]) -> datetime | None:
    """When it closes by itself: 9:00 (UTC) of the working day a week after the last one, or 14 days after one wished it."""
    wishes = [part.end_at for part in parts if part.end_at is not None]
    days = [(min(wishes) + WISHED).date()] if wishes else []
    if not closing.open_ended:
        days.append(mentorship.end + GRACE)
    return cadence.at(cadence.working_day(min(days)), cadence.MORNING, "UTC") if days else None


def come_due(mentorship: Mentorship, closing: Closing, parts: Sequence[Part], now: datetime) -> Decision:
    """What the calendar leads to: a reminder for whoever has not finished, once; then the end, with what there is."""
    ends = closes_at(mentorship, closing, parts)
    if ends is not None and ends <= now:
        return close(mentorship, parts, now=now)
    reminds = _reminds_at(mentorship, closing, parts)
    notices: tuple[Notice, ...] = ()
    if reminds is not None and reminds <= now:
        closing = replace(closing, reminded_at=now)
        done = {part.person for part in parts if part.done_at is not None}
        open_ = [member.person.id for member in mentorship.members if member.person.id not in done]
        notices = tuple(_notice(mentorship, id, "remind", now, about={AT_ONCE: 1}, unasked=True) for id in open_)
    return Decision(changes=(replace(closing, due_at=_due(mentorship, closing, parts)),), notices=notices)


def close(mentorship: Mentorship, parts: Sequence[Part], *, now: datetime) -> Decision:
    """The end; each reads one last message. What else is planned is withdrawn by who records this."""
    told = tuple(
        _notice(mentorship, member.person.id, "closed", now, about={"after_end": 1}, within=TOLD_WITHIN)
        for member in mentorship.members
    )
    rests = Closing(mentorship.id)
    return closure.end(mentorship, now=now) + Decision(changes=(rests,), notices=told)


def take_up_again(mentorship: Mentorship, parts: Sequence[Part], now: datetime) -> Decision:
    """A mentorship that had ended goes on: nothing of its closing counts any more, what was written is kept."""
    undone = tuple(replace(part, done_at=None, end_at=None) for part in parts)
    back: Decision = NOTHING
    if mentorship.closing_since is not None:
        evidence = Evidence(now, What.CLOSING, value=REVISITED)
        back = Decision(changes=(replace(mentorship, closing_since=None),), evidence=((mentorship.id, evidence),))
    past = mentorship.end <= now.date()
    closing = Closing(mentorship.id, open_ended=past)
    changes = (replace(closing, due_at=_due(mentorship, closing, undone)), *undone)
    return back + Decision(
        changes=changes, withdrawn=(f"closure:{mentorship.id}:*", f"celebration:{mentorship.id}:closed:*")
    )


def _with(parts: Sequence[Part], changed: Part) -> tuple[Part, ...]:
    return (*(part for part in parts if part.person != changed.person), changed)


def _reminds_at(mentorship: Mentorship, closing: Closing, parts: Sequence[Part]) -> datetime | None:
    if closing.reminded_at is not None or all_done(mentorship, parts):
        return None
    done = [part.done_at for part in parts if part.done_at is not None]
    days = [(min(done) + REMINDED).date()] if done else []
    if not closing.open_ended:
        days.append(mentorship.end)
    return cadence.at(cadence.working_day(min(days)), cadence.MORNING, "UTC") if days else None


def _due(mentorship: Mentorship, closing: Closing, parts: Sequence[Part]) -> datetime | None:
    moments = [_reminds_at(mentorship, closing, parts), closes_at(mentorship, closing, parts)]
    return min((moment for moment in moments if moment is not None), default=None)


def _notice(
    mentorship: Mentorship,
    to: PersonId,
    what: str,
    now: datetime,
    *,
    about: Mapping[str, int] | None = None,
    within: timedelta = WISHED,
    unasked: bool = False,
) -> Notice:
    return Notice(
        kind=f"closure.{what}",
        to=ToPerson(to),
        key=f"closure:{mentorship.id}:{what}:{to}:{int(now.timestamp())}",
        due=cadence.waking_moment(now, mentorship.member(to).person.habits),
        latest=now + within,
        about={"mentorship": mentorship.id, **(about or {})},
        unasked=unasked,
    )
