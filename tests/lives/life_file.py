"""Reads a scripted life into evidence, as README.md in this folder says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.mentoring import cadence
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.life import Frame
from bot.mentoring.people import PersonId, Role
from bot.mentoring.stages import Stage

HERE = Path(__file__).parent
FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday."""
DAYS = 364
WEEKS = {6: 26, 9: 39, 12: 52}
USUAL = {6: (4, 12, 7, 3), 9: (5, 19, 11, 4), 12: (6, 26, 15, 5)}
PEOPLE = {"mentee": PersonId(1), "mentor": PersonId(2)}
ROLES = {PersonId(1): Role.MENTEE, PersonId(2): Role.MENTOR}
EXPIRES = timedelta(days=5)
BOOKED_BEFORE = 5

DAY = re.compile(r"day (\d+)\s+(.*)")
EVERY = re.compile(r"every (\d+) days from day (\d+) to day (\d+):\s*(.*)")
EXPECTED = re.compile(r"week (\d+)\s+(W\.[a-z-]+|stage S\d -> S\d)")


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
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    weeks = WEEKS[data["months"]]
    lengths = zip(Stage, USUAL[data["months"]], strict=True)
    frame = Frame(
        members=ROLES,
        introduced_at=at(0, 9),
        end=(FIRST_DAY + timedelta(days=7 * weeks - 1)).date(),
        weeks=weeks,
        usual={stage.value: timedelta(weeks=usual) for stage, usual in lengths},
        initiator=None if data["initiator"] == "either" else Role(data["initiator"]),
        power=data["power"],
    )
    script = Script(frame)
    for day, words in _lines(data["evidence"]):
        script.tell(day, words)
    expected = [(int(week), what) for week, what in map(_expected, _bare(data["expected"]))]
    return LifeFile(file.stem, frame, script.whole(), expected, data["signal"])


def _bare(text: str) -> list[str]:
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _expected(line: str) -> tuple[str, str]:
    found = EXPECTED.fullmatch(line)
    if found is None:
        raise ValueError(f"expected: {line!r} is not understood")
    return found[1], found[2]


def _lines(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    for line in _bare(text):
        if again := EVERY.fullmatch(line):
            step, first, last = (int(each) for each in again.group(1, 2, 3))
            lines += [(day, again[4]) for day in range(first, last + 1, step)]
        elif once := DAY.fullmatch(line):
            lines.append((int(once[1]), once[2]))
        else:
            raise ValueError(f"{line!r} is not understood")
    return sorted(lines, key=lambda each: each[0])


@dataclass
class Script:
    """Turns lines into evidence; the lines of one day happen one minute after the other."""

    frame: Frame
    pieces: list[Evidence] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    due: dict[int, str] = field(default_factory=dict)
    marked: dict[int, int] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    silences: dict[str, list[tuple[int, bool]]] = field(default_factory=dict)
    quiet: list[tuple[int, int]] = field(default_factory=list)
    minute: int = 0

    def tell(self, day: int, words: str) -> None:
        """One line."""
        self.minute += 1
        for pattern, act in GRAMMAR:
            if found := pattern.fullmatch(words):
                act(self, day, found)
                return
        raise ValueError(f"day {day}: {words!r} is not understood")

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
        moment, silent = cadence.first_check_in(begun, "UTC"), 0
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
            moment = cadence.next_check_in(begun, "UTC", role=Role(role), silent=silent, after=moment)


def _introduced(script, day, found):
    script.add(day, What.INTRODUCED, hour=9)


def _signs(script, day, found):
    script.add(day, What.SIGNED, by=PEOPLE[found[1]])


def _amends(script, day, found):
    script.add(day, What.AMENDED, by=PEOPLE[found[1]])


def _goal(script, day, found):
    goal, what = script.id(found[1]), found[2]
    if what == "marked":
        script.marked[goal] = day
    if what == "confirmed":
        script.met.add(goal)
    kinds = {
        "added": What.GOAL_ADDED,
        "dropped": What.GOAL_DROPPED,
        "changed": What.GOAL_CHANGED,
        "marked": What.GOAL_MARKED,
        "confirmed": What.GOAL_MET,
    }
    script.add(day, kinds[what], about=goal)


def _step_added(script, day, found):
    step, goal = script.id(found[1]), script.id(found[1].split(".")[0])
    due = (FIRST_DAY + timedelta(days=int(found[2]))).date().isoformat() if found[2] else ""
    script.due[step] = due
    script.add(day, What.STEP_ADDED, about=step, goal=goal, value=due)


def _step(script, day, found):
    step, goal = script.id(found[1]), script.id(found[1].split(".")[0])
    what = What.STEP_DONE if found[2] == "done" else What.STEP_CHANGED
    script.add(day, what, about=step, goal=goal)


def _meeting(script, day, found):
    what, by = found[1], PEOPLE[found[2]]
    meeting = script.id(f"meeting {day} {script.minute}")
    ends = str(int(at(day, 13).timestamp()))
    script.add(max(0, day - BOOKED_BEFORE), What.BOOKED, hour=10, by=by, about=meeting, value=ends)
    if what == "moved":
        script.add(day, What.MOVED, by=by, about=meeting, value=ends)
        return
    kinds = {"held": What.HELD, "missed": What.MISSED, "called off": What.CALLED_OFF, "unknown": What.UNKNOWN}
    script.add(day, kinds[what], hour=14, about=meeting)


def _answering(script, day, found):
    script.silences.setdefault(found[1], []).append((day, found[2] == "stops answering"))


def _says(script, day, found):
    who, goal, topic, value = found.group(1, 2, 3, 4)
    if topic == "stage":
        script.add(day, What.STAGE_FELT, by=PEOPLE[who], value=value)
        return
    script.add(day, What.SAID, by=PEOPLE[who], topic=topic, value=value, goal=script.id(goal) if goal else None)
    script.add(day, What.ANSWERED, by=PEOPLE[who])


def _snoozes(script, day, found):
    script.quiet.append((day, day + int(found[2])))
    until = str(int(at(day + int(found[2])).timestamp()))
    script.add(day, What.SNOOZED, by=PEOPLE[found[1]], value=until)


def _closing(script, day, found):
    script.add(day, What.CLOSING)


GRAMMAR = [
    (re.compile(pattern), act)
    for pattern, act in (
        (r"introduced", _introduced),
        (r"(mentee|mentor) signs", _signs),
        (r"(mentee|mentor) amends", _amends),
        (r"goal (g\d+) (added|dropped|changed|marked|confirmed)", _goal),
        (r"step (g\d+\.\w+) added(?:, due day (\d+))?", _step_added),
        (r"step (g\d+\.\w+) (changed|done)", _step),
        (r"meeting (held|missed|moved|called off|unknown), set up by (mentee|mentor)", _meeting),
        (r"(mentee|mentor) (stops answering|answers again)", _answering),
        (r"(mentee|mentor) says (?:(g\d+) )?([a-z-]+) ([a-z0-9-]+)", _says),
        (r"(mentee|mentor) snoozes (\d+) days", _snoozes),
        (r"closing conversation", _closing),
    )
]
