"""Small builders of evidence: a history is a list of these, by the days of a life (day 0 is its first)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.mentoring.engine import Look, look
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.frame import Frame
from bot.mentoring.gathering import gather
from bot.mentoring.mentorship import Model
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId, Role
from bot.mentoring.rests import Last
from bot.mentoring.sight import Seen, Sight
from bot.mentoring.signs import RULES
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS, Thresholds
from tests.lives.life_file import FIRST_DAY, PEOPLE, WEEKS, at, usual

MENTEE, MENTOR = PEOPLE["mentee"], PEOPLE["mentor"]
DAY = timedelta(days=1)
INTRODUCED = Evidence(at(0, 9), What.INTRODUCED)


def frame(months: int = 12, initiator: Role | None = None) -> Frame:
    """A program of so many months."""
    return Frame(
        members={MENTEE: Role.MENTEE, MENTOR: Role.MENTOR},
        introduced_at=at(0, 9),
        end=(FIRST_DAY + timedelta(weeks=WEEKS[months], days=-1)).date(),
        weeks=WEEKS[months],
        usual=usual(Model.FOUR_STAGE, months),
        initiator=initiator,
    )


def piece(day: int, what: What, by: PersonId | None = None, **more: object) -> Evidence:
    """At noon of a day."""
    return Evidence(at(day), what, by, **more)  # type: ignore[arg-type]


def signed(day: int) -> list[Evidence]:
    """By both."""
    return [piece(day, What.SIGNED, MENTEE), piece(day, What.SIGNED, MENTOR)]


def goal(day: int, id: int = 1, what: What = What.GOAL_ADDED) -> Evidence:
    """Something about a goal."""
    return piece(day, what, about=id)


def step(day: int, id: int = 11, what: What = What.STEP_ADDED, *, of: int = 1, due: int | None = None) -> Evidence:
    """Something about a step of a goal; `due` a day of the life."""
    value = "" if due is None else at(due).date().isoformat()
    return piece(day, what, about=id, goal=of, value=value)


def meetings(marks: str, first: int = 40, every: int = 10, by: str = "") -> list[Evidence]:
    """One appointment for each mark: `H` held, `M` missed, `U` unknown, `C` called off; `by` says who set it up: `e` the
    mentee, `o` the mentor (the mentor, where nothing says so). Booked two hours before, so that none lies ahead."""
    kinds = {"H": What.HELD, "M": What.MISSED, "U": What.UNKNOWN, "C": What.CALLED_OFF}
    pieces = []
    for nth, mark in enumerate(marks):
        day = first + nth * every
        who = MENTEE if by[nth : nth + 1] == "e" else MENTOR
        ends = str(int(at(day, 11).timestamp()))
        pieces.append(Evidence(at(day, 10), What.BOOKED, who, about=1000 + day, value=ends))
        pieces.append(piece(day, kinds[mark], about=1000 + day))
    return pieces


def booked(day: int, on: int, id: int = 900) -> Evidence:
    """An appointment set up by the mentor that ends at one o'clock of the day `on`."""
    return piece(day, What.BOOKED, MENTOR, about=id, value=str(int(at(on, 13).timestamp())))


def says(day: int, who: PersonId, topic: str, value: object, goal: int | None = None) -> Evidence:
    """An answer."""
    return piece(day, What.SAID, who, topic=topic, value=str(value), goal=goal)


def unanswered(*days: int) -> list[Evidence]:
    """Check-ins that ran out."""
    return [piece(day, What.UNANSWERED, MENTEE) for day in days]


def snooze(day: int, until: int, by: PersonId = MENTEE) -> Evidence:
    """Quiet from noon to noon."""
    return piece(day, What.SNOOZED, by, value=str(int(at(until).timestamp())))


def standing(stage: Stage, since: int = 30, **more: object) -> Standing:
    """In a stage since noon of a day, and read so."""
    return Standing(stage, at(since), stage, at(since), **more)  # type: ignore[arg-type]


def seen(
    kind: str,
    where: Standing,
    pieces: list[Evidence],
    now: datetime,
    of: Frame,
    told: datetime | None = None,
    rules: Thresholds = DEFAULTS,
):
    """What the rule of a signal sees, at a moment, of what has come by then."""
    life = gather(of, [each for each in pieces if each.at <= now])
    found: Seen | None = RULES[kind](Sight(life, where, rules, now, told))
    return found


def holds(kind: str, where: Standing, pieces: list[Evidence], now: datetime, of: Frame, told: datetime | None = None):
    """Whether it holds at that moment."""
    found = seen(kind, where, pieces, now, of, told)
    return found is not None and found.at <= now


def looked(pieces: list[Evidence], where: Standing, told: dict[str, datetime], now: datetime, of: Frame) -> Look:
    """A look at what has come by then; what was told was told once."""
    once = {kind: Last(moment) for kind, moment in told.items()}
    return look(of, [each for each in pieces if each.at <= now], where, once, rules=DEFAULTS, now=now)
