"""Reads a scripted life into evidence, as README.md in this folder says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tomli

from bot.mentoring import cadence
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.frame import Frame
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Model
from bot.mentoring.people import PersonId, Role
from bot.mentoring.stages import Stage
from bot.scenes import script as scripts
from bot.scenes.script import Line
from prompts import models

HERE = Path(__file__).parent
FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday."""
DAYS = 364
WEEKS = {6: 26, 9: 39, 12: 52}
USUAL = {6: (4, 12, 7, 3), 9: (5, 19, 11, 4), 12: (6, 26, 15, 5)}
NINE = {
    "N1": 1,
    "N2": 2,
    "N3": 3,
    "N4": 4,
    "N5": 4,
    "N6": 4,
    "N7": 4,
    "N8": 2,
    "N9": 2,
    "S1": 3,
    "S2": 15,
    "S3": 6,
    "S4": 2,
}
"""In 26 weeks; with the stages that they count as."""
PEOPLE = {"mentee": PersonId(1), "mentor": PersonId(2)}
ROLES = {PersonId(1): Role.MENTEE, PersonId(2): Role.MENTOR}
EXPIRES = timedelta(days=5)
BOOKED_BEFORE = 5

EXPECTED = re.compile(r"week (\d+)\s+(W\.[a-z-]+|stage S\d -> S\d|step N\d -> N\d)")


@dataclass
class LifeFile:
    """A life: what happens, and what has to be concluded, as (week, conclusion)."""

    name: str
    frame: Frame
    evidence: list[Evidence]
    expected: list[tuple[int, str]]
    signal: str


def every() -> list[Path]:
    """All lives of this folder."""
    return sorted(HERE.glob("*.toml"))


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of a day of the life."""
    return FIRST_DAY + timedelta(days=day, hours=hour, minutes=minute)


def read(file: Path) -> LifeFile:
    """A life from its file. Raises ValueError with the line that is not understood."""
    data = tomli.loads(file.read_text(encoding="utf-8"))
    weeks = WEEKS[data["months"]]
    model = models.process(data["model"])
    frame = Frame(
        members=ROLES,
        introduced_at=at(0, 9),
        end=(FIRST_DAY + timedelta(days=7 * weeks - 1)).date(),
        weeks=weeks,
        usual=usual(Model(data["model"]), data["months"]),
        initiator=None if data["initiator"] == "either" else Role(data["initiator"]),
        power=data["power"],
        steps=model.steps if model.id == Model.NINE_STEP else (),
    )
    script = Script(frame)
    for line in scripts.read(data["evidence"]):
        script.tell(line)
    expected = [(int(week), what) for week, what in map(_expected, scripts.without_remarks(data["expected"]))]
    return LifeFile(file.stem, frame, script.whole(), expected, data["signal"])


def usual(model: Model, months: int) -> dict[str, timedelta]:
    """How long each stage or step usually takes, as the field guide says it."""
    if model is Model.NINE_STEP:
        return {id: timedelta(weeks=weeks * months / 6) for id, weeks in NINE.items()}
    return {stage.value: timedelta(weeks=weeks) for stage, weeks in zip(Stage, USUAL[months], strict=True)}


def _expected(line: str) -> tuple[str, str]:
    found = EXPECTED.fullmatch(line)
    if found is None:
        raise ValueError(f"expected: {line!r} is not understood")
    return found[1], found[2]


@dataclass
class Script:
    """Turns lines into evidence; the lines of one day happen one minute after the other."""

    frame: Frame
    pieces: list[Evidence] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    marked: dict[int, int] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    silences: dict[str, list[tuple[int, bool]]] = field(default_factory=dict)
    quiet: list[tuple[int, int]] = field(default_factory=list)
    minute: int = 0

    def tell(self, line: Line) -> None:
        """One line."""
        self.minute += 1
        ACTS[line.kind](self, line)

    def add(self, day: int, what: What, *, hour: int = 12, **more: object) -> None:
        moment = at(day, hour) + timedelta(seconds=self.minute)
        self.pieces.append(Evidence(moment, what, **more))  # type: ignore[arg-type]

    def id(self, name: str) -> int:
        return self.ids.setdefault(name, len(self.ids) + 1)

    def whole(self) -> list[Evidence]:
        """All evidence, with what the calendar adds: marks that stand by themselves, and the check-ins."""
        for goal, day in self.marked.items():
            if goal not in self.met:
                self.add(day + 7, What.GOAL_MET, about=goal)
        for role in PEOPLE:
            self._check_ins(role)
        return self.pieces

    def _check_ins(self, role: str) -> None:
        begun = self.frame.introduced_at
        moment, silent = cadence.first_check_in(begun, Habits("UTC")), 0
        while moment < at(DAYS) and moment.date() <= self.frame.end:
            day = (moment - FIRST_DAY).days
            if not any(first <= day < last for first, last in self.quiet):
                answers = True
                for since, is_silent in self.silences.get(role, []):
                    if day >= since:
                        answers = not is_silent
                if answers:
                    silent = 0
                    self.add(day, What.ANSWERED, hour=10, by=PEOPLE[role])
                else:
                    silent += 1
                    expires = moment + EXPIRES
                    self.pieces.append(Evidence(expires, What.UNANSWERED, PEOPLE[role]))
            moment = cadence.next_check_in(begun, Habits("UTC"), role=Role(role), silent=silent, after=moment)


def _introduced(script, line):
    script.add(line.day, What.INTRODUCED, hour=9)


def _signs(script, line):
    script.add(line.day, What.SIGNED, by=PEOPLE[line["who"]])


def _amends(script, line):
    script.add(line.day, What.AMENDED, by=PEOPLE[line["who"]])


def _goal(script, line):
    goal, what = script.id(line["goal"]), line["what"]
    if what == "marked":
        script.marked[goal] = line.day
    if what == "confirmed":
        script.met.add(goal)
    kinds = {
        "added": What.GOAL_ADDED,
        "dropped": What.GOAL_DROPPED,
        "changed": What.GOAL_CHANGED,
        "marked": What.GOAL_MARKED,
        "confirmed": What.GOAL_MET,
    }
    script.add(line.day, kinds[what], about=goal)


def _step_added(script, line):
    step, goal, due = script.id(line["step"]), script.id(line["goal"]), line.get("due")
    day = (FIRST_DAY + timedelta(days=int(due))).date().isoformat() if due else ""
    script.add(line.day, What.STEP_ADDED, about=step, goal=goal, value=day)


def _step(script, line):
    step, goal = script.id(line["step"]), script.id(line["goal"])
    what = What.STEP_DONE if line["what"] == "done" else What.STEP_CHANGED
    script.add(line.day, what, about=step, goal=goal)


def _meeting(script, line):
    day, what, by = line.day, line["what"], PEOPLE[line["who"]]
    meeting = script.id(f"meeting {day} {script.minute}")
    ends = str(int(at(day, 13).timestamp()))
    script.add(max(0, day - BOOKED_BEFORE), What.BOOKED, hour=10, by=by, about=meeting, value=ends)
    if what == "moved":
        script.add(day, What.MOVED, by=by, about=meeting, value=ends)
        return
    kinds = {"held": What.HELD, "missed": What.MISSED, "called off": What.CALLED_OFF, "unknown": What.UNKNOWN}
    script.add(day, kinds[what], hour=14, about=meeting)


def _answering(script, line):
    script.silences.setdefault(line["who"], []).append((line.day, line["what"] == "stops answering"))


def _says(script, line):
    who, goal, topic, value = PEOPLE[line["who"]], line.get("goal"), line["topic"], line["value"]
    if topic == "stage":
        script.add(line.day, What.STAGE_FELT, by=who, value=value)
        return
    script.add(line.day, What.SAID, by=who, topic=topic, value=value, goal=script.id(goal) if goal else None)
    script.add(line.day, What.ANSWERED, by=who)


def _skipping(script, line):
    value = "yes" if line["what"] == "skips" else "no"
    script.add(line.day, What.SKIP_FELT, by=PEOPLE[line["who"]], topic=line["step"], value=value)


def _snoozes(script, line):
    ends = line.day + int(line["days"])
    script.quiet.append((line.day, ends))
    script.add(line.day, What.SNOOZED, by=PEOPLE[line["who"]], value=str(int(at(ends).timestamp())))


def _closing(script, line):
    script.add(line.day, What.CLOSING)


ACTS = {
    "introduced": _introduced,
    "signs": _signs,
    "amends": _amends,
    "goal": _goal,
    "step added": _step_added,
    "step": _step,
    "meeting": _meeting,
    "answering": _answering,
    "says": _says,
    "skipping": _skipping,
    "snoozes": _snoozes,
    "closing": _closing,
}
