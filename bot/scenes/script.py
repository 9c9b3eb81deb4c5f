"""The lines in which a pair's life is written down, "day 12 meeting held, set up by mentor", as scenes and tests have them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

DAY = re.compile(r"day (\d+)\s+(.*)")
EVERY = re.compile(r"every (\d+) days from day (\d+) to day (\d+):\s*(.*)")
WHO = r"(?P<who>mentee|mentor)"
GRAMMAR: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "introduced": r"introduced",
        "signs": rf"{WHO} signs",
        "amends": rf"{WHO} amends",
        "goal": r"goal (?P<goal>g\d+) (?P<what>added|dropped|changed|marked|confirmed)",
        "step added": r"step (?P<step>(?P<goal>g\d+)\.\w+) added(?:, due day (?P<due>\d+))?",
        "step": r"step (?P<step>(?P<goal>g\d+)\.\w+) (?P<what>changed|done)",
        "meeting": rf"meeting (?P<what>held|missed|moved|called off|unknown), set up by {WHO}",
        "answering": rf"{WHO} (?P<what>stops answering|answers again)",
        "says": rf"{WHO} says (?:(?P<goal>g\d+) )?(?P<topic>[a-z-]+) (?P<value>[a-z0-9-]+)",
        "skipping": rf"{WHO} (?P<what>skips|keeps) (?P<step>N[3-8])",
        "snoozes": rf"{WHO} snoozes (?P<days>\d+) days",
        "closing": r"closing conversation",
    }.items()
}
"""Every kind of line, and the words it takes; tests/lives/README.md tells what each means."""


@dataclass(frozen=True, slots=True)
class Line:
    """What happens on a day, counted from the introduction: a kind of `GRAMMAR`, and its words by name."""

    day: int
    kind: str
    words: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    def get(self, name: str) -> str | None:
        """A word that may be missing."""
        return self.words.get(name)


def read(text: str) -> list[Line]:
    """The lines of a life by their days, those of one day as they are written. Raises ValueError with the line that is
    not understood."""
    lines: list[Line] = []
    for bare in without_remarks(text):
        if again := EVERY.fullmatch(bare):
            step, first, last = (int(each) for each in again.group(1, 2, 3))
            lines += [_line(day, again[4]) for day in range(first, last + 1, step)]
        elif once := DAY.fullmatch(bare):
            lines.append(_line(int(once[1]), once[2]))
        else:
            raise ValueError(f"{bare!r} is not understood")
    return sorted(lines, key=lambda each: each.day)


def without_remarks(text: str) -> list[str]:
    """The lines that say something, without what stands behind `#`."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _line(day: int, words: str) -> Line:
    for kind, pattern in GRAMMAR.items():
        if found := pattern.fullmatch(words):
            return Line(day, kind, {name: word for name, word in found.groupdict().items() if word is not None})
    raise ValueError(f"day {day}: {words!r} is not understood")
