"""The scenes: lives of single pairs, each a file of its own beside this one, with the words that its people type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

from bot.scenes import script
from bot.scenes.script import Line

HERE = Path(__file__).parent
ACTED = {"introduced", "signs", "goal", "step added", "step", "meeting", "answering", "says", "closing"}
"""The kinds of lines that can be acted here."""


class NoScene(Exception):
    """There is no scene of that name; the message lists those there are."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: user ids of the playground's people."""

    mentee: str
    mentor: str

    def __getitem__(self, role: str) -> str:
        return self.mentee if role == "mentee" else self.mentor


@dataclass(frozen=True, slots=True)
class Scene:
    """A life up to the Monday on which the page opens, `opens` days after the introduction.

    `about`: its line in the list; `now`: what stands at that moment and what is worth trying; `clock`: when the pair
    meets, on the clock of whoever sets it up. `goals` are the forms' fields by goal, with `target`, a day of the life,
    and `steps` by their letter; `words` what each role writes where a question wants words, one after the other.
    """

    name: str
    about: str
    now: str
    cast: Cast
    opens: int
    weeks: int
    clock: str
    place: str
    objective: str
    vision: str
    agreement: Mapping[str, Any]
    goals: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, Sequence[str]]
    life: tuple[Line, ...]


def names() -> list[str]:
    """The names of all scenes."""
    return sorted(file.stem for file in HERE.glob("*.toml"))


def scene(name: str) -> Scene:
    """The scene of that name. Raises NoScene."""
    if name not in names():
        said = "Which scene?" if not name else f"There is no scene “{name}”."
        raise NoScene(f"{said} There are:\n\n{listed()}")
    return read(HERE / f"{name}.toml")


def listed() -> str:
    """One line for each scene: what to type, and what it is about."""
    widest = max(map(len, names()))
    return "\n".join(f"  --scene {name:<{widest}}  {scene(name).about}" for name in names())


def read(file: Path) -> Scene:
    """A scene from its file. Raises ValueError where a line cannot be acted or has no words."""
    data = tomli.loads(file.read_text(encoding="utf-8"))
    life = tuple(script.read(data.pop("life")))
    found = Scene(name=file.stem, cast=Cast(data.pop("mentee"), data.pop("mentor")), life=life, **data)
    for line in life:
        if line.kind not in ACTED:
            raise ValueError(f"{file.stem}, day {line.day}: a scene cannot act what is {line.kind!r}")
        goal, step = line.get("goal"), line.get("step")
        if goal is not None and (goal not in found.goals or (step and step[-1] not in found.goals[goal]["steps"])):
            raise ValueError(f"{file.stem}, day {line.day}: there are no words for {step or goal}")
    if found.opens % 7:
        raise ValueError(f"{file.stem} opens on day {found.opens}, which is no Monday")
    return found
