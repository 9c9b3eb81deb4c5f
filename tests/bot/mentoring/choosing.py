"""Lives as far as questions go, and what is asked in them."""

from __future__ import annotations

from datetime import timedelta

from bot.mentoring import asking, explained
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.doubts import Choice
from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId
from bot.mentoring.questions import Bank
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from bot.scenes import script as script_file
from prompts.questions import bank, laid_out_bank
from tests.lives import life_file
from tests.lives.life_file import PEOPLE, ROLES, Script, at

MENTEE, MENTOR = PEOPLE["mentee"], PEOPLE["mentor"]
QUESTIONS = {question.id: question for question in bank()}
FRAME = life_file.read(life_file.HERE / "six-months-straight.toml").frame
BEGUN = """
day 0 introduced
day 2 mentee signs
day 2 mentor signs
day 5 meeting held, set up by mentor
day 20 meeting held, set up by mentor
"""
ONE_GOAL = (
    BEGUN
    + """
day 22 goal g1 added
"""
)
NEAR = (
    ONE_GOAL
    + """
day 23 step g1.a added
day 24 step g1.b added
day 30 step g1.a done
day 31 step g1.b done
day 40 mentee says g1 needs alone
"""
)
BY_DEEDS = (
    ONE_GOAL.replace("day 20 meeting held, set up by mentor", "day 20 meeting held, set up by mentee")
    + """
day 23 step g1.a added
day 24 step g1.b added
day 26 meeting held, set up by mentee
day 30 step g1.a done
day 31 step g1.b done
day 33 meeting held, set up by mentee
"""
)
"""Two marks that both know of."""


def told_in(lines: str) -> Script:
    """The evidence of lines as in the files of lives."""
    script = Script(FRAME, ids={"g1": 1, "g2": 2})
    for line in script_file.read(lines):
        script.tell(line)
    return script


def asked(question: str, day: int, *, goal: int | None = None) -> CheckIn:
    moment = at(day, 10)
    return CheckIn(
        CheckInId(day + 1),
        MentorshipId(1),
        MENTEE,
        f"week:{day}",
        question,
        moment + timedelta(days=5),
        asked_at=moment,
        goal=None if goal is None else GoalId(goal),
    )


def choose(
    lines: str = ONE_GOAL,
    *,
    day: int = 50,
    person: PersonId = MENTEE,
    stage: Stage = Stage.S2,
    step: str | None = None,
    history=(),
    power: bool = False,
    seed: str = "1",
    told=None,
    of: Bank | None = None,
    elsewhere=frozenset(),
) -> Choice | None:
    """What is asked on the evening of a day."""
    now = at(day, 22)
    pieces = [piece for piece in told_in(lines).pieces if piece.at <= now]
    life, read = explained.known_to(person, FRAME, pieces, rules=DEFAULTS, now=now)
    return asking.choose(
        of or laid_out_bank(),
        role=ROLES[person],
        person=person,
        life=life,
        reading=read,
        standing=Standing(stage, at(20), stage, at(20), step=step, read_step=step),
        history=history,
        power=power,
        now=now,
        seed=seed,
        told={kind: at(then, 12) for kind, then in (told or {}).items()},
        elsewhere=elsewhere,
    )


def over_seeds(lines: str = ONE_GOAL, **how) -> list[Choice]:
    """What is asked for many seeds; at least something each time."""
    found = [choose(lines, seed=str(seed), **how) for seed in range(60)]
    assert None not in found
    return [each for each in found if each is not None]


def every(lines: str = ONE_GOAL, **how) -> list[str]:
    """All that would be asked one after the other at one moment, when each is skipped."""
    history: list[CheckIn] = []
    day = how.get("day", 50)
    while (choice := choose(lines, history=history, **how)) is not None:
        history.insert(0, asked(choice.question.id, day, goal=choice.goal))
    return [each.question for each in reversed(history)]
