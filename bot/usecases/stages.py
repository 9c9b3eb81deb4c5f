"""Says which stage a mentorship is in, asks and tells its members when that changes, and offers them to take stock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.mentoring import program_pauses, stage_question, taking_stock
from bot.mentoring.engine import Look
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Person, PersonId
from bot.mentoring.stage_question import How
from bot.mentoring.stages import Reading
from bot.mentoring.standing import Waiting
from prompts import english
from storage.planned import Planned
from storage.store import Work


class Asked(NamedTuple):
    """What the question about the stage says to one member: the `place` that is read (a stage, or one of the nine steps),
    whether that lies `back`, and which round of the question this is."""

    mentorship: Mentorship
    others: str
    place: str
    back: bool
    round: int


class Moved(NamedTuple):
    """What each reads when the stage has moved, by what, and whether `back`."""

    mentorship: Mentorship
    others: str
    how: How
    back: bool = False

    @property
    def place(self) -> str:
        return self.mentorship.place


class TakingStock(NamedTuple):
    """The offer to take stock."""

    mentorship: Mentorship
    others: str


def reading(work: Work, mentorship: Mentorship) -> Reading:
    """The stage of this mentorship and what that rests on."""
    signed, held = work.stages.counts(mentorship.id)
    return Reading(mentorship.stage, signed=signed, members=len(mentorship.members), held=held)


def after_look(work: Work, before: Mentorship, mentorship: Mentorship, look: Look, now: datetime) -> datetime | None:
    """Ask, tell and offer what a look has led to; the mentorship as it was before it and is now. When the next offer is
    due: none after the last day, or once the closing conversation has begun."""
    if look.move.ask:
        work.record(stage_question.ask(mentorship, look.standing, now))
    if look.move.moved_from is not None:
        how = stage_question.how(before, look.standing)
        work.record(stage_question.moved(before, mentorship, how, now))
    if now.date() > mentorship.end or any(reason.key == "closing" for reason in look.reading.reasons):
        return None
    return _take_stock(work, mentorship, now, disagreed=look.move.disagreed)


def _take_stock(work: Work, mentorship: Mentorship, now: datetime, *, disagreed: bool) -> datetime | None:
    before = stock = work.standings.stock(mentorship.id)
    rests_until = program_pauses.ends_everywhere(work.program_pauses.of(mentorship.team), now)
    if rests_until is not None and stock.next_at is not None and stock.next_at < rests_until:
        return rests_until
    if stock.next_at is not None and stock.next_at <= now:
        work.record(taking_stock.offer(mentorship, stock, now))
        stock = replace(stock, last_at=now, next_at=None)
    if stock.next_at is None:
        stock = taking_stock.following(mentorship, stock, now)
    if disagreed:
        stock = taking_stock.brought_forward(mentorship, stock, now)
    if stock != before:
        work.standings.keep_stock(mentorship.id, stock)
    return stock.next_at


def question_to(work: Work, mentorship: Mentorship, person: PersonId, now: datetime) -> Asked | None:
    """The question about the stage, where it waits for this member; none waits after the last day."""
    standing = work.standings.of(mentorship)
    if now.date() > mentorship.end or not stage_question.waits(standing, person):
        return None
    return Asked(
        mentorship=mentorship,
        others=others_of(mentorship, person),
        place=standing.read_place.id,
        back=standing.read_place.id < standing.place.id,
        round=stage_question.round_of(standing),
    )


def others_of(mentorship: Mentorship, person: PersonId) -> str:
    """The first names of the others."""
    return english.listed([other.person.first_name for other in mentorship.others(person)])


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """A question about the stage that this person has neither answered nor skipped."""
    question = work.standings.open_question(mentorship.id)
    if question is None or person.id in question.done_with or now.date() > mentorship.end:
        return []
    return [Waiting("stage.feel", mentorship.id, question.asked_at)]


def ask(work: Work, row: Planned, now: datetime) -> Asked:
    """Gather the question. Raises Unwanted where it was answered or skipped, has closed or was asked anew meanwhile."""
    mentorship, person = _of(work, row)
    question = question_to(work, mentorship, person, now)
    if question is None or question.round != row.about["asked"]:
        raise Unwanted("the question about the stage does not wait any more")
    return question


def tell_moved(work: Work, row: Planned, now: datetime) -> Moved:
    """Gather what is said of a move. Raises Unwanted where the stage has moved on."""
    mentorship, person = _of(work, row)
    if mentorship.place != row.about["place"]:
        raise Unwanted("the stage has moved on")
    back = mentorship.place < row.about["before"]
    return Moved(mentorship, others_of(mentorship, person), How(row.about["how"]), back)


def offer_stock(work: Work, row: Planned, now: datetime) -> TakingStock:
    """Gather the offer."""
    mentorship, person = _of(work, row)
    return TakingStock(mentorship, others_of(mentorship, person))


def _of(work: Work, row: Planned) -> tuple[Mentorship, PersonId]:
    assert isinstance(row.to, ToPerson)
    return work.mentorships.get(row.about["mentorship"]), row.to.person


NOTICES = {"stages.ask": ask, "stages.moved": tell_moved, "stages.take_stock": offer_stock}
