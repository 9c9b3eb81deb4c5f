"""The mentoring partnership agreement (A): its terms, who has signed which version, and what a change does to signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToGroup, ToPerson
from bot.mentoring.people import Person, PersonId
from bot.mentoring.refusals import Checks
from bot.mentoring.terms import DURATIONS, GOALS, LENGTHS, PAGES, REQUIRED, Terms

EDITING = timedelta(minutes=15)
"""How long somebody may go on changing things before those who had signed are told that it changed."""
KEEPS = timedelta(days=14)
NUDGE_DAYS = (7, 14)
"""Days after the introduction on which a missing signature is nudged (section 13)."""
NUDGE_KEEPS = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Signature:
    """One member's name under one version."""

    person: PersonId
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """One version. `revision` rises with every saved change over all versions; `pages` says in which revision each
    page last changed, so that two people on different pages never stand in each other's way. `planned_at`: since when its
    rhythm is that of a series of meetings."""

    mentorship: MentorshipId
    version: int
    revision: int
    terms: Terms
    pages: tuple[int, ...]
    edited_by: PersonId
    edited_at: datetime
    signatures: tuple[Signature, ...] = ()
    planned_at: datetime | None = None

    def signed_by(self, person: PersonId) -> Signature | None:
        """This person's signature under this version."""
        return next((each for each in self.signatures if each.person == person), None)

    def holds(self, mentorship: Mentorship) -> bool:
        """Whether every member has signed this version."""
        return all(self.signed_by(member.person.id) for member in mentorship.members)


@dataclass(frozen=True, slots=True)
class PageEdit:
    """One page as somebody sends it in; `seen` is the revision they were shown, 0 where nothing was written yet, and
    `shown` the marks of its fields as they were shown (agreement_changes.fingerprints)."""

    mentorship: MentorshipId
    page: int
    seen: int
    terms: Terms
    shown: Mapping[str, str] = field(default_factory=dict)


def check(edit: PageEdit) -> None:
    """Raise `Refusals`, each at its field, where a page cannot be kept as it is."""
    checks = Checks()
    for name in PAGES[edit.page]:
        value = getattr(edit.terms, name)
        if name in REQUIRED and not value:
            checks.refuse("agreement.empty", field=name)
        elif name in LENGTHS and len(value) > LENGTHS[name]:
            checks.refuse("agreement.too_long", field=name, most=LENGTHS[name], over=len(value) - LENGTHS[name])
        elif name == "duration" and value not in DURATIONS:
            checks.refuse("agreement.empty", field=name)
        elif name == "goals" and len(edit.terms.goal_lines) > GOALS:
            checks.refuse("agreement.too_many_goals", field=name)
    checks.done()


def differences(current: Agreement | None, edit: PageEdit) -> tuple[str, ...]:
    """The fields of a page in which what is kept and what was sent in are not the same."""
    kept = current.terms if current else Terms()
    return tuple(name for name in PAGES[edit.page] if getattr(kept, name) != getattr(edit.terms, name))


def save_page(
    mentorship: Mentorship, current: Agreement | None, edit: PageEdit, *, by: PersonId, now: datetime
) -> Decision:
    """Keep one page. A version that somebody has signed stays as it is: the change makes the next one, unsigned."""
    changed = differences(current, edit)
    if current is not None and not changed:
        return Decision()
    revision = current.revision + 1 if current else 1
    pages = tuple(
        revision if page == edit.page else (current.pages[page - 1] if current else 0) for page in sorted(PAGES)
    )
    kept = current.terms if current else Terms(zone=mentorship.mentee.zone)
    saved = Agreement(
        mentorship=mentorship.id,
        version=_version(current),
        revision=revision,
        terms=replace(kept, **{name: getattr(edit.terms, name) for name in PAGES[edit.page]}),
        pages=pages,
        edited_by=by,
        edited_at=now,
    )
    if current is None or not current.signatures:
        return Decision(changes=(saved,))
    told = tuple(
        Notice(
            kind="agreement.changed",
            to=ToPerson(signature.person),
            key=f"agreement.changed:{mentorship.id}:{signature.person}:v{saved.version}",
            due=now + EDITING,
            latest=now + KEEPS,
            about={"mentorship": mentorship.id, "version": saved.version, "by": by},
        )
        for signature in current.signatures
        if signature.person != by
    )
    amended = Evidence(now, What.AMENDED, by, about=saved.version)
    return Decision(changes=(saved,), notices=told, evidence=((mentorship.id, amended),))


def _version(current: Agreement | None) -> int:
    if current is None:
        return 1
    return current.version + 1 if current.signatures else current.version


def sign(mentorship: Mentorship, current: Agreement, *, by: PersonId, now: datetime) -> Decision:
    """Put a member's name under a version. The last one makes it hold and tells the group; until then the others are
    told that it waits for them. Signing twice changes nothing."""
    if current.signed_by(by) is not None:
        return Decision()
    signed = replace(current, signatures=(*current.signatures, Signature(by, now)))
    told_already = f"agreement.changed:{mentorship.id}:{by}:*"
    evidence = ((mentorship.id, Evidence(now, What.SIGNED, by, about=signed.version)),)
    if signed.holds(mentorship):
        return Decision(
            changes=(signed,),
            notices=(_signed_notice(mentorship, signed, now),),
            withdrawn=(told_already, f"agreement.nudge:{mentorship.id}:*"),
            evidence=evidence,
        )
    others = [each.person.id for each in mentorship.others(by) if signed.signed_by(each.person.id) is None]
    return Decision(
        changes=(signed,),
        notices=tuple(
            Notice(
                kind="agreement.to_sign",
                to=ToPerson(other),
                key=f"agreement.to_sign:{mentorship.id}:v{signed.version}:{other}",
                due=now,
                latest=now + KEEPS,
                about={"mentorship": mentorship.id, "version": signed.version, "by": by},
            )
            for other in others
        ),
        withdrawn=(told_already, *(f"agreement.changed:{mentorship.id}:{other}:*" for other in others)),
        evidence=evidence,
    )


def _signed_notice(mentorship: Mentorship, signed: Agreement, now: datetime) -> Notice:
    group = [member.person.habits for member in mentorship.members]
    return Notice(
        kind="agreement.signed",
        to=ToGroup(mentorship.id),
        key=f"agreement.signed:{mentorship.id}:v{signed.version}",
        due=cadence.group_moment(now, group) or now,
        latest=now + KEEPS,
        about={"mentorship": mentorship.id, "version": signed.version},
    )


def nudges(mentorship: Mentorship) -> Decision:
    """Remind each member of the signature, at 9:00 on days 7 and 14 or the next working day (section 13); asked again
    before sending, so that whoever has signed by then hears nothing."""
    return Decision(
        notices=tuple(_nudge(mentorship, member.person, days) for days in NUDGE_DAYS for member in mentorship.members)
    )


def _nudge(mentorship: Mentorship, person: Person, days: int) -> Notice:
    introduced = cadence.local(mentorship.introduced_at, person.zone).date()
    due = cadence.asking_time(cadence.working_day(introduced + timedelta(days=days), person.habits), person.habits)
    return Notice(
        kind="agreement.nudge",
        to=ToPerson(person.id),
        key=f"agreement.nudge:{mentorship.id}:{days}:{person.id}",
        due=due,
        latest=due + NUDGE_KEEPS,
        about={"mentorship": mentorship.id},
        unasked=True,
    )


def asked_keys(current: Agreement, person: PersonId) -> list[str]:
    """The keys of the messages that ask this person for their name under this version."""
    id, version = current.mentorship, current.version
    return [
        f"agreement.to_sign:{id}:v{version}:{person}",
        f"agreement.changed:{id}:{person}:v{version}",
        *(f"agreement.nudge:{id}:{days}:{person}" for days in NUDGE_DAYS),
    ]


def suggested_time(zones: Sequence[str], day: date) -> time:
    """A full hour of the first zone, 10 to 17, at which nobody is before 9:00 or after 17:00; 10:00 where there is none."""
    for hour in range(10, 17):
        moment = cadence.at(day, time(hour), zones[0])
        if all(9 <= cadence.local(moment, zone).hour < 17 for zone in zones):
            return time(hour)
    return time(10)
