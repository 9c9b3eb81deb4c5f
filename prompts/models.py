"""The process models: read from TOML, checked as a whole, handed out as values of the subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import Any

import tomli

from bot.mentoring.process import PROGRAM_WEEKS, EndsWhen, Process, ProcessStep
from bot.mentoring.stages import Stage
from prompts.library import HERE, NOTHING, WrongTexts, places_in

MODELS = {"four_stage": tuple(Stage), "nine_step": tuple(f"N{n}" for n in range(1, 10))}
"""Each model's stages or steps, by the field guide's ids, in their usual order."""
KEYS = {"id", "name", "months", "steps"}
REQUIRED = {"id", "name", "task", "focus", "ends", "ends_when", "weeks", "counts_as", "sources"}
ALLOWED = REQUIRED | {"may_be_skipped"}
PLACES, NONE = frozenset({"mentor", "mentee"}), frozenset[str]()
CHANGEABLE = {"id", "name", "task", "focus", "ends", "weeks", "may_be_skipped"}
"""What an organisation may say otherwise of a stage or step."""
LONGEST = {"name": 24, "task": 200, "focus": 200, "ends": 200}
"""The most characters of each text. A modal's title has 24."""
MONTHS = [[str(each) for each in some] for n in (1, 2, 3) for some in combinations(PROGRAM_WEEKS, n)]
SOURCE = re.compile(r"(S[1-4](\.[a-z]+(-[a-z]+)*)+|N[1-9])")


@cache
def process(id: str) -> Process:
    """The model with this id, read once. Raises WrongTexts with all faults, KeyError for an id that is none."""
    if id not in MODELS:
        raise KeyError(id)
    return laid_over(id, NOTHING)


def laid_over(id: str, own: Mapping[str, Any]) -> Process:
    """The model with this id, with an organisation's own texts and lengths laid over it. Raises WrongTexts with all faults."""
    file = HERE / "models" / f"{id}.toml"
    return read(file.read_text(encoding="utf-8"), file.name, own)


def texts(models: Iterable[Process]) -> dict[str, str]:
    """What people read of these models, by key: `process.N3.task`; also name, focus and ends."""
    steps = [step for model in models for step in model.steps]
    return {f"process.{step.id}.{name}": getattr(step, name) for step in steps for name in LONGEST}


def read(text: str, file: str, own: Mapping[str, Any] = NOTHING) -> Process:
    """The model of one file, with an organisation's own texts and lengths laid over it. Raises WrongTexts with every fault:
    the file, the stage or step, the reason."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise WrongTexts(f"{file}: {error}") from error
    if own:
        file = f"models/{file}"
        data, faults = _laid_over(data, own)
        faults = faults or _model_faults(data)
    else:
        faults = _model_faults(data)
    if faults:
        raise WrongTexts("\n".join(f"{file}: {fault}" for fault in faults))
    steps = tuple(_step(entry) for entry in data["steps"])
    return Process(id=data["id"], name=data["name"], months=tuple(data["months"]), steps=steps)


def _laid_over(ours: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Our model with the texts and lengths that stand in an own one, by the ids of its stages or steps; and what is none."""
    faults = [f"{name}: has to stay as it is" for name in own if name not in {"id", "name", "steps"}]
    given = own.get("steps", [])
    tables = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
    if not isinstance(given, list) or len(tables) < len(given):
        faults.append("steps: a list of tables, each with an id")
    known = [step["id"] for step in ours["steps"]]
    by_id: dict[str, dict[str, Any]] = {}
    for nth, entry in enumerate(tables, 1):
        id = str(entry.get("id", f"entry {nth}"))
        faults += [] if id in known else [f"{id}: id: one of {', '.join(known)}"]
        faults += [f"{id}: is there twice"] if id in by_id else []
        faults += [f"{id}: {name}: has to stay as it is" for name in entry if name not in CHANGEABLE]
        by_id[id] = entry
    steps = [{**step, **by_id.get(step["id"], {})} for step in ours["steps"]]
    return {**ours, **own, "steps": steps}, faults


def _missing_and_unknown(entry: Mapping[str, Any], required: set[str], allowed: set[str]) -> list[str]:
    faults = [f"{name} is missing" for name in sorted(required - set(entry))]
    return faults + [f"{name} is not known" for name in sorted(set(entry) - allowed)]


def _model_faults(data: Mapping[str, Any]) -> list[str]:
    faults = _missing_and_unknown(data, KEYS, KEYS)
    faults += _text("name", data["name"]) if "name" in data else []
    if "id" in data:
        faults += _of("id", [data["id"]], list(MODELS))
    months, entries = data.get("months", list(PROGRAM_WEEKS)), data.get("steps")
    if not isinstance(months, list) or list(map(str, months)) not in MONTHS:
        faults.append("months: some of 6, 9, 12, in this order")
        months = []
    if entries is None:
        return faults
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        return [*faults, "steps: a list of tables, at least one"]
    whole = True
    for nth, entry in enumerate(entries, 1):
        found = _step_faults(entry, [str(each) for each in months])
        whole = whole and not found
        faults += [f"{entry.get('id', f'entry {nth}')}: {fault}" for fault in found]
    known = next((ids for id, ids in MODELS.items() if id == data.get("id")), ())
    return faults + _order(entries, known) + (_together(entries, months) if whole else [])


def _step_faults(entry: Mapping[str, Any], months: list[str]) -> list[str]:
    faults = _missing_and_unknown(entry, REQUIRED, ALLOWED)
    there = entry.keys() & ALLOWED
    for name in LONGEST:
        faults += _text(name, entry[name], PLACES if name != "name" else NONE) if name in there else []
    if "ends_when" in there:
        faults += _of("ends_when", entry["ends_when"], [each.value for each in EndsWhen])
    if "counts_as" in there:
        faults += _of("counts_as", [entry["counts_as"]], [stage.value for stage in Stage])
    if "weeks" in there:
        faults += _weeks(entry["weeks"], months)
    if "sources" in there:
        faults += _sources(entry["sources"], entry.get("id"))
    if type(entry.get("may_be_skipped", False)) is not bool:
        faults.append("may_be_skipped: true or false")
    return faults


def _text(name: str, given: Any, places: frozenset[str] = NONE) -> list[str]:
    most = LONGEST[name]
    if not isinstance(given, str) or not given.strip() or len(given) > most or "!" in given:
        return [f"{name}: a text of at most {most} characters, without exclamation marks"]
    try:
        named = places_in(given)
    except ValueError:
        return [f"{name}: a brace that is not closed or not opened"]
    allowed = " and ".join(f"{{{place}}}" for place in sorted(places)) or "none"
    return [f"{name}: {{{place}}} is no place; there is {allowed}" for place in sorted(named - places)]


def _of(name: str, given: Any, known: list[str]) -> list[str]:
    if not isinstance(given, list) or not given:
        return [f"{name}: at least one of {', '.join(known)}"]
    faults = [f"{name}: {each!r} is none of {', '.join(known)}" for each in given if each not in known]
    return faults + [f"{name}: {each} is there twice" for each in _twice(given)]


def _weeks(given: Any, wanted: list[str]) -> list[str]:
    if not wanted:
        return []  # the months themselves are wrong, which is said already
    if not isinstance(given, dict) or set(given) != set(wanted):
        return [f"weeks: a number for each of {', '.join(wanted)} months"]
    wrong = [each for each in wanted if type(given[each]) not in (int, float) or not 0 < given[each] <= 52]
    return [f"weeks.{each}: more than 0 and at most 52, not {given[each]!r}" for each in wrong]


def _sources(given: Any, id: Any) -> list[str]:
    if not isinstance(given, list) or not given:
        return ["sources: at least one field-guide id, as S1.task or N1"]
    ours = [each for each in given if isinstance(each, str) and SOURCE.fullmatch(each)]
    faults = [f"sources: {each!r} is no field-guide id of sections 3 and 4" for each in given if each not in ours]
    return faults + [f"sources: {each} is not of {id}" for each in ours if id and each.split(".")[0] != id]


def _twice(given: list[Any]) -> list[Any]:
    return [each for each, count in Counter(map(str, given)).items() if count > 1]


def _order(entries: list[dict[str, Any]], wanted: tuple[str, ...]) -> list[str]:
    """What is wrong with the ids, where the model is known."""
    ids = [entry.get("id") for entry in entries]
    if not wanted:
        return []
    faults = [f"{id}: none of {', '.join(wanted)}" for id in ids if id is not None and id not in wanted]
    faults += [f"{id}: is there twice" for id in _twice([id for id in ids if id in wanted])]
    faults += [f"{id}: is missing" for id in wanted if id not in ids]
    places = [(id, wanted.index(id)) for id in ids if id in wanted]
    return faults + [f"{b}: stands after {a}" for (a, first), (b, second) in pairwise(places) if second < first]


def _together(entries: list[dict[str, Any]], months: list[int]) -> list[str]:
    """What is wrong between stages or steps each of which is right."""
    faults = [
        f"{b['id']}: counts_as: {b['counts_as']} comes before {a['counts_as']}"
        for a, b in pairwise(entries)
        if b["counts_as"] < a["counts_as"]
    ]
    faults += [
        f"{entry['id']}: counts_as: a stage counts as itself"
        for entry in entries
        if entry["id"] in list(Stage) and entry["counts_as"] != entry["id"]
    ]
    faults += [
        f"{entry['id']}: may_be_skipped: the first two and the last may not"
        for entry in (*entries[:2], *entries[2:][-1:])
        if entry.get("may_be_skipped", False)
    ]
    sources = _twice([each for entry in entries for each in entry["sources"]])
    faults += [f"sources: {each} is there twice" for each in sources]
    for each in months:
        total = sum(entry["weeks"][str(each)] for entry in entries)
        if total != PROGRAM_WEEKS[each]:
            faults.append(f"weeks.{each}: {PROGRAM_WEEKS[each]} together, not {total}")
    return faults


def _step(entry: Mapping[str, Any]) -> ProcessStep:
    return ProcessStep(
        id=entry["id"],
        name=entry["name"],
        task=entry["task"],
        focus=entry["focus"],
        ends=entry["ends"],
        ends_when=tuple(EndsWhen(each) for each in entry["ends_when"]),
        weeks=MappingProxyType({int(months): float(weeks) for months, weeks in entry["weeks"].items()}),
        counts_as=Stage(entry["counts_as"]),
        may_be_skipped=entry.get("may_be_skipped", False),
        sources=tuple(entry["sources"]),
    )
