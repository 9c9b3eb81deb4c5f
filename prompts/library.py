"""The texts: read from TOML, one file a capability; data, never code."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NOTHING: Mapping[str, object] = {}
BANKS = {"tips"}
"""Files of another shape, each with a loader of its own; so have the folders."""


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

    def places(self, key: str) -> set[str]:
        """The names of the places in a text."""
        return {name for _, name, _, _ in string.Formatter().parse(self._texts[key]) if name}


def load(folder: Path = HERE / "en") -> Library:
    """Read every text file of a language, and the texts of the process models. Raises WrongTexts with all faults."""
    from prompts import models  # which raises this module's WrongTexts

    texts: dict[str, str] = {}
    faults: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        if file.stem in BANKS:
            continue
        try:
            texts.update(_flat(file.stem, tomllib.loads(file.read_text(encoding="utf-8")), faults))
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{file.name}: {error}")
    try:
        texts.update(models.texts())
    except WrongTexts as wrong:
        faults.append(str(wrong))
    if faults:
        raise WrongTexts("\n".join(faults))
    return Library(texts)


def _flat(prefix: str, table: Mapping[str, Any], faults: list[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, entry in table.items():
        key = f"{prefix}.{name}"
        if isinstance(entry, dict):
            texts.update(_flat(key, entry, faults))
        elif isinstance(entry, str) and entry.strip():
            texts[key] = entry.strip("\n")
        else:
            faults.append(f"{key}: a text, not {type(entry).__name__}")
    return texts
