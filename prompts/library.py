"""The texts: read from TOML, one file a capability; data, never code."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomli

HERE = Path(__file__).parent
NOTHING: Mapping[str, Any] = {}
BANKS = {"tips"}
"""Files of another shape, each with a loader of its own; so have the folders."""
SOURCES = "sources"
"""The table of a file that says which field-guide ids its texts or tables cover; nobody reads it on a screen."""
ROOM = (24, 30, 75, 100, 150, 300, 2000, 3000)
"""How much Slack takes at the places where texts stand, from the title of a form up to a block of text."""
PROSE = 300
"""What there is room for wherever whole sentences stand."""


class WrongTexts(Exception):
    """A text file that cannot be used, with every fault found in it."""


class Library:
    """Texts by dotted key: `prompts/en/pairing.toml`, table `modal`, entry `title` is `pairing.modal.title`."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)
        self._whole = {key: text.format() for key, text in self._texts.items() if not self.places(key)}

    def text(self, key: str, values: Mapping[str, object] = NOTHING, /) -> str:
        """The text under this key with its `{places}` filled. Raises KeyError for an unknown key or a place left open."""
        whole = self._whole.get(key)
        return self._texts[key].format_map(values) if whole is None else whole

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def keys(self) -> Iterator[str]:
        return iter(self._texts)

    def below(self, key: str) -> list[str]:
        """The keys below this one, in the order of their file."""
        return [each for each in self._texts if each.startswith(f"{key}.")]

    def template(self, key: str) -> str:
        """The text under this key with its places open. Raises KeyError for an unknown key."""
        return self._texts[key]

    def places(self, key: str) -> set[str]:
        """The names of the places in a text."""
        return places_in(self._texts[key])


def load(folder: Path = HERE / "en") -> Library:
    """Read every text file of a language, and the texts of the process models. Raises WrongTexts with all faults."""
    from prompts import models  # which raises this module's WrongTexts

    return Library({**read(folder), **models.texts(map(models.process, models.MODELS))})


def read(folder: Path, own: Mapping[str, Mapping[str, Any]] = NOTHING) -> dict[str, str]:
    """The texts of every file of a language by their keys, with an organisation's own, by the files they stand in (as
    en/pairing.toml), in place of ours. Raises WrongTexts with all faults."""
    texts: dict[str, str] = {}
    faults: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        if file.stem in BANKS:
            continue
        try:
            entries = tomli.loads(file.read_text(encoding="utf-8"))
        except tomli.TOMLDecodeError as error:
            faults.append(f"{file.name}: {error}")
            continue
        entries.pop(SOURCES, None)
        texts.update(_flat(f"{file.stem}.", entries, faults))
    for name, given in own.items():
        texts.update(_laid_over(texts, name, given, faults))
    if faults:
        raise WrongTexts("\n".join(faults))
    return texts


def _flat(prefix: str, table: Mapping[str, Any], faults: list[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, entry in table.items():
        key = f"{prefix}{name}"
        if isinstance(entry, dict):
            texts.update(_flat(f"{key}.", entry, faults))
        elif isinstance(entry, str) and entry.strip():
            texts[key] = entry.strip("\n")
        else:
            faults.append(f"{key}: a text in quotes, with something in it")
    return texts


def _laid_over(ours: Mapping[str, str], file: str, entries: Mapping[str, Any], faults: list[str]) -> dict[str, str]:
    """The texts of one own file by their keys; what is wrong with any goes to `faults`."""
    stem = Path(file).stem
    wrong: list[str] = []
    known = {key.removeprefix(f"{stem}."): text for key, text in ours.items() if key.startswith(f"{stem}.")}
    found = _flat("", entries, wrong)
    for key, text in found.items():
        wrong += [f"{key}: {fault}" for fault in (_unfit(known[key], text) if key in known else [_unknown(key, known)])]
    faults += [f"{file}: {fault}" for fault in wrong]
    return {f"{stem}.{key}": text for key, text in found.items()}


def _unknown(key: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"there is no such text{f'; is it {near[0]}?' if near else ''}"


def _unfit(ours: str, own: str) -> Iterator[str]:
    """What keeps a text from standing where ours stands: its places, and the room there is at the least."""
    try:
        there, wanted = places_in(own), places_in(ours)
    except ValueError:
        yield "a brace that is not closed or not opened; one that is meant is written twice"
        return
    yield from (f"{{{place}}} is missing" for place in sorted(wanted - there))
    yield from (f"{{{place}}} is no place of this text" for place in sorted(there - wanted))
    room = room_of(ours)
    if len(own) > room:
        yield f"at most {room} characters, not {len(own)}"


def room_of(ours: str) -> int:
    """How many characters there are for sure where this text of ours stands: as many as the smallest place has that takes
    it, and more where whole sentences stand."""
    room = next((room for room in ROOM if len(ours) <= room), ROOM[-1])
    return max(room, PROSE) if ours.endswith((".", ":")) or "\n" in ours else room


def places_in(text: str) -> set[str]:
    """What stands between the braces of a text: the name of a place, with whatever else was written to it, or nothing at
    all. Raises ValueError for a brace that is not closed or not opened."""
    return {
        f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
        for _, name, spec, conversion in string.Formatter().parse(text)
        if name is not None
    }
