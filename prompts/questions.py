"""The bank of questions: read from a folder of TOML files, checked as a whole, handed out as values of the subject."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from bot.mentoring.people import Role
from bot.mentoring.questions import (
    DOUBTS,
    STEPS,
    TOPICS,
    Answered,
    Bank,
    Delicate,
    Option,
    Question,
    Yields,
    laid_out,
)
from prompts.library import HERE, NOTHING, WrongTexts
from prompts.models import MODELS
from prompts.own import Files

OURS = HERE / "en" / "check_ins"
TABLES = {"evidence", "questions"}
REQUIRED = {"text", "stages", "roles", "answered", "evidence", "sources", "shared"}
FLAGS = ("shared", "after_meeting", "last_meeting", "about_goal", "off")
ALLOWED = REQUIRED | {"ends", "choices", "condition", "gap_weeks", "power", "yields", "follow_up", *FLAGS}
GAP_WEEKS = {Answered.SCALE: 6, Answered.CHOICE: 6, Answered.YES_NO: 6, Answered.WORDS: 12}
"""The least a question rests before it may return (field guide, section 13)."""
ASKED_OF = {
    **{topic: {Role.MENTEE} for topic in ("support", "challenge", "vision", "needs", "confidence")},
    **{topic: set(Role) for topic in ("limits", "ready", "ideas")},
}
"""Whose answers to a private topic mean something."""
ROLES = {each.value for each in Role}
ANSWERED = {each.value for each in Answered}
DELICATE = {each.value for each in Delicate}
CONDITIONS = {"C.support", "C.challenge", "C.vision"}
PLACES = {id for ids in MODELS.values() for id in ids}
"""The stages and the steps in which a question may be asked."""
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MOST_WORDS = 24
LONGEST_BUTTON = 30
LONGEST_END = LONGEST_BUTTON - len("1 · ")
CHOICES = {Answered.SCALE: (0, 0), Answered.CHOICE: (2, 5), Answered.YES_NO: (2, 2), Answered.WORDS: (0, 1)}
Entry = tuple[str, str, Any]
"""A question as it stands in a file: the file, the id, the table."""
YES_NO = {"yes": "Yes", "no": "No"}


@cache
def bank() -> tuple[Question, ...]:
    """The questions that come with the companion, read once. Raises WrongTexts with all faults."""
    return read(files(OURS))


@cache
def laid_out_bank() -> Bank:
    """The same questions as they are chosen from."""
    return laid_out(bank())


def files(folder: Path) -> dict[str, str]:
    """The texts of a folder's files, by their names."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.toml"))}


def read(files: Mapping[str, str], own: Files = NOTHING, ids: Collection[str] = ()) -> tuple[Question, ...]:
    """The questions of a folder's files, by their names, with what stands in an organisation's own files laid over them;
    `ids`: what their sources have to be among, if anything is. Raises WrongTexts with every fault of every file, each with
    its file and the id of its question."""
    found: list[Entry] = []
    faults: list[str] = []
    evidence: set[str] = set()
    for file, text in files.items():
        try:
            found += _entries(file, tomli.loads(text), evidence, faults)
        except tomli.TOMLDecodeError as error:
            faults.append(f"{file}: {error}")
    faults += [] if found or faults else ["questions: there are none"]
    laid = [entry for file, data in own.items() for entry in _entries(file, data, evidence, faults)]
    found = _laid_over(found, laid) if laid else found
    for file, id, entry in found:
        faults += [f"{file}: {id}: {fault}" for fault in _faults(id, entry, evidence, ids)]
    faults += _twice(found)
    if faults:
        raise WrongTexts("\n".join(faults))
    return tuple(_question(id, entry) for _, id, entry in found)


def _entries(file: str, data: Mapping[str, Any], evidence: set[str], faults: list[str]) -> list[Entry]:
    """The questions of one file; its kinds of evidence go to `evidence`."""
    faults += [f"{file}: {name} is not known" for name in sorted(data.keys() - TABLES)]
    no_tables = sorted(name for name in TABLES & data.keys() if not isinstance(data[name], dict))
    faults += [f"{file}: {name}: a table of entries" for name in no_tables]
    if no_tables:
        return []
    evidence |= set(data.get("evidence", {}))
    return [(file, id, entry) for id, entry in data.get("questions", {}).items()]


def _laid_over(ours: list[Entry], own: list[Entry]) -> list[Entry]:
    """What stands in own entries in place of what ours have at the same key; then those that only they have."""
    known = {id: entry for _, id, entry in ours}
    changed = {id for _, id, _ in own}
    kept = [entry for entry in ours if entry[1] not in changed]
    return kept + [(file, id, {**known.get(id, {}), **e} if isinstance(e, dict) else e) for file, id, e in own]


def _faults(id: str, entry: Any, evidence: set[str], ids: Collection[str]) -> list[str]:
    if not isinstance(entry, dict):
        return ["a table of its own"]
    faults = [f"{name} is missing" for name in sorted(REQUIRED - set(entry))]
    faults += [f"{name} is not known" for name in sorted(set(entry) - ALLOWED)]
    if not NAME.fullmatch(id):
        faults.append("an id is made of small letters, digits and hyphens")
    faults += _asking("text", entry["text"]) if "text" in entry else []
    faults += _of("stages", entry["stages"], PLACES) if entry.get("stages", []) != [] else []
    faults += _of("roles", entry["roles"], ROLES) if "roles" in entry else []
    for name, known in (("evidence", evidence), ("condition", CONDITIONS), ("power", DELICATE)):
        faults += _of(name, [entry[name]], known) if name in entry else []
    faults += [f"{name}: true or false" for name in FLAGS if type(entry.get(name, True)) is not bool]
    faults += _source_faults(entry["sources"], ids) if "sources" in entry else []
    faults += _answer_faults(entry) if "answered" in entry else []
    return faults or _yields_faults(entry, evidence)


def _source_faults(sources: Any, ids: Collection[str]) -> list[str]:
    if not isinstance(sources, list) or not sources or not all(type(each) is str for each in sources):
        return ["sources: at least one field-guide id, as S1.task"]
    return [f"sources: {each} is no id of prompts/field_guide.toml" for each in sources if ids and each not in ids]


def _answer_faults(entry: Mapping[str, Any]) -> list[str]:
    unknown = _of("answered", [entry["answered"]], ANSWERED)
    if unknown:
        return unknown
    answered = Answered(entry["answered"])
    faults = []
    gap = entry.get("gap_weeks", GAP_WEEKS[answered])
    if type(gap) is not int or gap < GAP_WEEKS[answered]:
        faults.append(f"gap_weeks: a whole number of at least {GAP_WEEKS[answered]}")
    ends, choices = entry.get("ends", []), _choices(entry)
    if not _texts(ends, LONGEST_END) or len(ends) != (2 if answered is Answered.SCALE else 0):
        faults.append(f"ends: a scale has two, each of at most {LONGEST_END} characters; nothing else has any")
    least, most = CHOICES[answered]
    if not isinstance(choices, dict) or not least <= len(choices) <= most:
        faults.append(f"choices: {least} to {most} for {answered.value}")
    elif not all(NAME.fullmatch(name) for name in choices) or not _texts(list(choices.values()), LONGEST_BUTTON):
        faults.append(f"choices: small letters = different texts of at most {LONGEST_BUTTON} characters")
    elif answered is Answered.YES_NO and set(choices) != set(YES_NO):
        faults.append("choices: yes and no, in words of their own")
    return faults or _follow_up_faults(entry, answered)


def _follow_up_faults(entry: Mapping[str, Any], answered: Answered) -> list[str]:
    following = entry.get("follow_up", {})
    values = {Answered.SCALE: set(STEPS), Answered.WORDS: set()}.get(answered, set(_choices(entry)))
    if not isinstance(following, dict) or not set(following) <= values:
        known = ", ".join(sorted(values)) or "nothing, as it is answered in words"
        return [f"follow_up: by the answer that is kept: {known}"]
    return [fault for value, text in following.items() for fault in _asking(f"follow_up.{value}", text)]


def _asking(name: str, text: Any) -> list[str]:
    """What is wrong with a question's words, for one thing at a time."""
    whole = isinstance(text, str) and text.endswith("?") and text.count("?") == 1 and "!" not in text
    if whole and len(text.split()) <= MOST_WORDS and text == text.strip():
        return []
    return [f"{name}: one question of at most {MOST_WORDS} words, with one question mark, at its end"]


def _choices(entry: Mapping[str, Any]) -> Any:
    """What can be answered by a tap, beside the steps of a scale."""
    return entry.get("choices", YES_NO if entry["answered"] == Answered.YES_NO else {})


def _yields_faults(entry: Mapping[str, Any], evidence: set[str]) -> list[str]:
    """What is wrong with what an answer tells; looked at where all else is right."""
    yields = entry.get("yields", {"topic": "ready", "values": {}})
    if not isinstance(yields, dict) or type(yields.get("topic")) is not str or set(yields) - {"topic", "values"}:
        return ["yields: a topic, and values for a choice"]
    if "yields" not in entry:
        return []
    topic, values, answered = yields["topic"], yields.get("values", {}), Answered(entry["answered"])
    faults = _of("yields", [topic], set(TOPICS) | evidence)
    if faults:
        return faults
    private = topic in TOPICS
    if private and (entry["shared"] or not set(entry["roles"]) <= {role.value for role in ASKED_OF[topic]}):
        faults.append(f"yields: {topic} is private, and for {' and '.join(sorted(ASKED_OF[topic]))}")
    if not private and not (entry["shared"] and len(set(entry["roles"])) == len(Role) and answered is Answered.SCALE):
        faults.append(f"yields: {topic} is a shared scale that both are asked")
    if topic == "ready" and not entry.get("about_goal", False):
        faults.append("yields: ready is about a goal, so about_goal has to be true")
    if answered in (Answered.CHOICE, Answered.YES_NO):
        known, told = set(_choices(entry)), set(TOPICS.get(topic, STEPS))
        tells = isinstance(values, dict) and values and set(values) <= known
        if not tells or any(type(each) is not str or each not in told for each in values.values()):
            faults.append(f"yields: values are some of {', '.join(sorted(known))} = {', '.join(sorted(told))}")
    elif values or answered is Answered.WORDS or TOPICS.get(topic, STEPS) != STEPS:
        faults.append(f"yields: a scale tells a step of {topic} by itself, and words tell nothing")
    return faults


def _yields(entry: Mapping[str, Any]) -> Yields | None:
    if "yields" not in entry:
        return None
    topic: str = entry["yields"]["topic"]
    steps = reversed(STEPS) if topic in DOUBTS else STEPS
    return Yields(topic, entry["yields"].get("values") or dict(zip(STEPS, steps, strict=True)))


def _texts(texts: Any, longest: int) -> bool:
    fits = isinstance(texts, list) and all(isinstance(each, str) and 0 < len(each.strip()) <= longest for each in texts)
    return fits and len(set(texts)) == len(texts)


def _of(name: str, given: Any, known: set[str]) -> list[str]:
    if not isinstance(given, list) or not given:
        return [f"{name}: at least one of {', '.join(sorted(known))}"]
    return [
        f"{name}: {each!r} is none of {', '.join(sorted(known))}"
        for each in given
        if type(each) is not str or each not in known
    ]


def _twice(found: Iterable[tuple[str, str, Any]]) -> list[str]:
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    faults = []
    for file, id, entry in found:
        words = str(entry.get("text", id) if isinstance(entry, dict) else id).casefold()
        if id in ids:
            faults.append(f"{file}: {id}: stands in {ids[id]} too")
        elif words in texts:
            faults.append(f"{file}: {id}: asks the same as {texts[words]}")
        ids.setdefault(id, file)
        texts.setdefault(words, id)
    return faults


def _question(id: str, entry: Mapping[str, Any]) -> Question:
    answered = Answered(entry["answered"])
    options = tuple(Option(value, text) for value, text in _choices(entry).items())
    if answered is Answered.SCALE:
        low, high = entry["ends"]
        options = (Option("1", f"1 · {low}"), *(Option(n, n) for n in "234"), Option("5", f"5 · {high}"))
    return Question(
        id=id,
        text=entry["text"],
        stages=frozenset(() if entry.get("off") else entry["stages"]),
        roles=frozenset(Role(each) for each in entry["roles"]),
        answered=answered,
        evidence=entry["evidence"],
        sources=tuple(entry["sources"]),
        shared=entry["shared"],
        gap_weeks=entry.get("gap_weeks", GAP_WEEKS[answered]),
        options=options,
        condition=entry.get("condition"),
        delicate=Delicate(entry["power"]) if "power" in entry else None,
        after_meeting=entry.get("after_meeting", False),
        last_meeting=entry.get("last_meeting", False),
        about_goal=entry.get("about_goal", False),
        yields=_yields(entry),
        follow_up=entry.get("follow_up", {}),
    )
