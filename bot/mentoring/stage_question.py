"""Asking each whether a stage that is read feels true, and telling all when it has moved (field guide, section 13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import Member, Mentorship
from bot.mentoring.moves import Standing
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal
from bot.mentoring.stages import Stage


class How(StrEnum):
    """What has moved a stage."""

    DEEDS = "deeds"
    """The first stage ends with what all did: signatures and meetings."""
    WORDS = "words"
    """All said that another one feels true."""
    SKIPPED = "skipped"
    """All wished to skip a step."""


WORTH_ASKING = timedelta(days=14)
WORTH_TELLING = timedelta(days=7)
NEAR_THE_END = timedelta(weeks=8)
"""From here on a closing conversation may be begun in any stage."""


def ask(mentorship: Mentorship, standing: Standing, now: datetime) -> Decision:
    """Ask each separately. Who wants questions only on request finds it in Home."""
    round = round_of(standing)
    return Decision(
        notices=tuple(
            Notice(
                kind="stages.ask",
                to=ToPerson(member.person.id),
                key=asked_key(mentorship, round, member.person.id),
                due=cadence.waking_moment(now, member.person.habits),
                latest=now + WORTH_ASKING,
                about={"mentorship": mentorship.id, "asked": round},
                unasked=True,
            )
            for member in mentorship.members
            if _is_asked(member)
        )
    )


def asked_key(mentorship: Mentorship, round: int, person: PersonId) -> str:
    """The key of the message that asks one person."""
    return f"stage:{mentorship.id}:{round}:{person}"


def round_of(standing: Standing) -> int:
    """Which round of the question: the second in which all were asked last."""
    assert standing.asked_at is not None
    return int(standing.asked_at.timestamp())


def waits(standing: Standing, person: PersonId) -> bool:
    """Whether the question waits for this person: they have neither answered nor skipped it in this round."""
    return standing.open and person not in standing.felt and person not in standing.unsaid


def answered(mentorship: Mentorship, person: PersonId, *, feels_true: bool, now: datetime) -> Decision:
    """Keep what somebody answered; the engine alone reads it."""
    value = "yes" if feels_true else "no"
    return Decision(evidence=((mentorship.id, Evidence(now, What.STAGE_FELT, by=person, value=value)),))


def moved(before: Mentorship, after: Mentorship, how: How, now: datetime) -> Decision:
    """Tell each that the stage has moved. It follows from what they did or said themselves, so no cap holds it back."""
    return Decision(
        notices=tuple(
            Notice(
                kind="stages.moved",
                to=ToPerson(member.person.id),
                key=f"moved:{after.id}:{int(now.timestamp())}:{member.person.id}",
                due=cadence.waking_moment(now, member.person.habits),
                latest=now + WORTH_TELLING,
                about={"mentorship": after.id, "place": after.place, "before": before.place, "how": how.value},
            )
            for member in after.members
        )
    )


def how(before: Mentorship, standing: Standing) -> How:
    """What has moved it to where it stands now."""
    if before.stage is Stage.S1:
        return How.DEEDS
    return How.SKIPPED if before.step in standing.skipped else How.WORDS


def may_close(mentorship: Mentorship, now: datetime) -> bool:
    """Whether "we are closing" is offered: past the first stage, or near the end of the program."""
    last = cadence.at(mentorship.end, cadence.MORNING, "UTC")
    return mentorship.stage is not Stage.S1 or now >= last - NEAR_THE_END


def check_may_close(mentorship: Mentorship, now: datetime) -> None:
    """Raise Refusal where it is too early to say so."""
    if not may_close(mentorship, now):
        raise Refusal("stages.too_early")


def _is_asked(member: Member) -> bool:
    return member.next_check_in_at is not None and member.stopped_at is None
