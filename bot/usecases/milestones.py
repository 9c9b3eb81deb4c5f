"""What a pair has reached, and who may hear of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.mentoring import milestones as core
from bot.mentoring import program_pauses
from bot.mentoring.decision import Decision
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Celebration, Member, Mentorship, MentorshipId
from bot.mentoring.milestones import Kind, Milestone
from bot.mentoring.notices import ToChannel, ToGroup, ToPerson, Unwanted
from bot.mentoring.people import Handle, Person
from bot.mentoring.refusals import Refusal
from bot.mentoring.standing import Waiting
from storage.planned import Planned
from storage.store import Work

TOLD_OTHERWISE = (Kind.AGREEMENT_SIGNED, Kind.CLOSED)
"""Each of these has a message of its own to the pair, which is the congratulation."""


def reached(work: Work, mentorship: Mentorship, kind: Kind | str, subject: int, now: datetime) -> None:
    """Keep a milestone and plan its celebration, once; called inside the transaction of what was reached.

    `subject` is a goal's id for a goal, 0 where a pair reaches it once. Say the goal before "all goals".
    """
    kind = Kind(kind)
    if any(each.subject == subject for each in work.milestones.of_kind(mentorship.id, kind)):
        return
    milestone = Milestone(mentorship.id, kind, subject, now)
    work.record(core.reached(mentorship, milestone, office=_office(work, mentorship)))


def _office(work: Work, mentorship: Mentorship) -> Habits:
    return work.people.get(mentorship.paired_by).habits


def ask_consent(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """Ask each member privately what may be told of the pair (A.celebrations); whoever has chosen is not asked."""
    work.record(core.ask_consent(mentorship, now=now))


def choose(work: Work, actor: Handle, id: MentorshipId, choice: Celebration) -> None:
    """Keep what one member allows. Raises Refusal: not a member, ended, or no channel to tell anything in."""
    mentorship, me = _mine(work, actor, id)
    work.record(Decision(changes=(mentorship.with_member(replace(me, celebration=choice)),)))


class Choosing(NamedTuple):
    """What one member sees of celebrations: their own choice, and what the pair's comes to (never whose it is)."""

    mentorship: Mentorship
    me: Member
    channel: str

    @property
    def allowed(self) -> Celebration:
        return core.allowed(self.mentorship)

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(each.person.first_name for each in self.mentorship.others(self.me.person.id))


def choosing(work: Work, actor: Handle, id: MentorshipId) -> Choosing:
    """One member's own view. Raises Refusal as `choose` does."""
    mentorship, me = _mine(work, actor, id)
    return _choosing(mentorship, me)


def _mine(work: Work, actor: Handle, id: MentorshipId) -> tuple[Mentorship, Member]:
    person = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, person.id)
    if mentorship.celebration_channel is None:
        raise Refusal("milestones.no_channel")
    return mentorship, mentorship.member(person.id)


def _choosing(mentorship: Mentorship, me: Member) -> Choosing:
    assert mentorship.celebration_channel is not None
    return Choosing(mentorship, me, mentorship.celebration_channel)


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """The question about celebrations, from the first agreement on, until this person has answered it."""
    if mentorship.celebration_channel is None or mentorship.member(person.id).celebration is not None:
        return []
    signed = work.milestones.of_kind(mentorship.id, Kind.AGREEMENT_SIGNED)
    return [Waiting("celebration", mentorship.id, signed[0].reached_at)] if signed else []


def consent(work: Work, row: Planned, now: datetime) -> Choosing:
    """The private question, unless it was answered in the meantime."""
    assert isinstance(row.to, ToPerson)
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    me = mentorship.member(row.to.person)
    if me.celebration is not None or mentorship.celebration_channel is None:
        raise Unwanted("answered")
    return _choosing(mentorship, me)


class Achievement(NamedTuple):
    """A milestone as it may be told. `names` is empty where counts alone are allowed; `nth` counts this pair's of the
    kind, `in_program` everybody's."""

    kind: Kind
    names: tuple[str, ...]
    nth: int
    in_program: int


def post(work: Work, row: Planned, now: datetime) -> Achievement:
    """The post in the channel. Consent is asked again now: where it is gone, the pair is congratulated in private."""
    mentorship, milestone = _about(work, row)
    choice = core.allowed(mentorship)
    if choice is Celebration.OFF or mentorship.celebration_channel != _channel(row) or _in_peace(mentorship):
        if milestone.kind not in TOLD_OTHERWISE:
            work.record(Decision(notices=(core.between(mentorship, milestone, now=now),)))
        raise Unwanted("kept between the pair")
    opens = _opens(work, mentorship, now)
    if opens > now:
        again = core.in_channel(mentorship, milestone, due=opens, again=f":{opens:%Y-%m-%d}")
        work.record(Decision(notices=(again,)))
        raise Unwanted("outside working hours")
    return _achievement(work, mentorship, milestone, named=choice is Celebration.NAMES)


def _opens(work: Work, mentorship: Mentorship, now: datetime) -> datetime:
    """When the channel may be written to: in the coordinator's working hours, and in no pause of the program."""
    office, pauses = _office(work, mentorship), work.program_pauses.of(mentorship.team)
    return core.office_moment(program_pauses.morning_after(pauses, now, office) or now, office)


def between(work: Work, row: Planned, now: datetime) -> Achievement:
    """The congratulation in the pair's own conversation, unless somebody there has asked to be left in peace."""
    mentorship, milestone = _about(work, row)
    if _in_peace(mentorship):
        raise Unwanted("somebody is left in peace")
    if isinstance(row.to, ToGroup):
        _wait_for_a_good_moment(work, row, mentorship, milestone, now)
    return _achievement(work, mentorship, milestone, named=True)


def _wait_for_a_good_moment(
    work: Work, row: Planned, mentorship: Mentorship, milestone: Milestone, now: datetime
) -> None:
    """Put a congratulation off that would come at a weekend or into a pause; what is too old by then is dropped."""
    due = core.good_moment(mentorship, now)
    if due <= now:
        return
    if due <= row.latest:
        later = core.between(mentorship, milestone, now=now, latest=row.latest, again=f":{due:%Y-%m-%dT%H:%M}")
        work.record(Decision(notices=(later,)))
    raise Unwanted("not a moment for good news")


def _about(work: Work, row: Planned) -> tuple[Mentorship, Milestone]:
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    kind, subject = Kind(row.about["milestone"]), row.about["subject"]
    return mentorship, next(each for each in work.milestones.of_kind(mentorship.id, kind) if each.subject == subject)


def _channel(row: Planned) -> str:
    assert isinstance(row.to, ToChannel)
    return row.to.channel


def _in_peace(mentorship: Mentorship) -> bool:
    """Whether a member has stopped all messages or is leaving."""
    return any(member.stopped_at is not None or member.leaving is not None for member in mentorship.members)


def _achievement(work: Work, mentorship: Mentorship, milestone: Milestone, *, named: bool) -> Achievement:
    mine = work.milestones.of_kind(mentorship.id, milestone.kind)
    names = tuple(member.person.first_name for member in reversed(mentorship.members)) if named else ()
    return Achievement(
        kind=milestone.kind,
        names=names,
        nth=mine.index(milestone) + 1,
        in_program=work.milestones.in_program(mentorship.enterprise, mentorship.team, milestone.kind),
    )


NOTICES = {"celebrations.consent": consent, "celebrations.post": post, "celebrations.between": between}
