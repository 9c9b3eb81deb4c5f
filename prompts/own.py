"""An organisation's own words: a folder of TOML files that is laid over ours, entry by entry."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli

from prompts.library import HERE, WrongTexts

QUESTIONS, TIPS, TEXTS, MODELS = "en/check_ins", "en/tips.toml", "en", "models"
ELSEWHERE = {"models/thresholds.toml": "thresholds have a setting of their own, COMPANION_THRESHOLDS"}
NOTES = {".md", ".txt"}
"""What may lie in the folder beside the words, unread."""

Files = Mapping[str, Mapping[str, Any]]
"""What stands in the files of a folder, by their paths below it, as en/tips.toml."""


def read(folder: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What stands in the files of a folder of own words, and every fault of a file: the file, the reason. Raises WrongTexts
    where the folder itself cannot be read."""
    faults: list[str] = []
    files: dict[str, dict[str, Any]] = {}
    for path in _paths(folder, faults):
        file = path.relative_to(folder).as_posix()
        misplaced = _misplaced(file)
        if misplaced:
            faults.append(f"{file}: {misplaced}")
            continue
        try:
            files[file] = tomli.loads(path.read_text(encoding="utf-8-sig"))
            faults += [
                f"{file}: {key}: < begins a link or a ping in Slack; say it without" for key in _angled("", files[file])
            ]
        except OSError as error:
            faults.append(f"{file}: it can't be read: {error.strerror}")
        except UnicodeDecodeError:
            faults.append(f"{file}: it can't be read; save it as plain text in UTF-8")
        except tomli.TOMLDecodeError as error:
            faults.append(f"{file}: {error}")
        except RecursionError:
            faults.append(f"{file}: too many brackets in one another")
    if not files and not faults:
        raise WrongTexts(f"{folder}: there is no file in it, as en/check_ins/ours.toml")
    return files, faults


def _paths(folder: Path, faults: list[str]) -> list[Path]:
    """The files in the folder and below, but hidden ones and notes."""
    if not folder.is_dir():
        raise WrongTexts(f"{folder}: {'it is no folder' if folder.exists() else 'there is no such folder'}")
    unread: list[OSError] = []
    found = []
    for place, folders, names in os.walk(folder, onerror=unread.append, followlinks=False):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        found += [Path(place) / each for each in sorted(names) if not each.startswith(".")]
    faults += [f"{error.filename}: it can't be read: {error.strerror}" for error in unread]
    return [path for path in found if path.suffix not in NOTES or ".toml" in path.suffixes]


def _angled(key: str, entry: Any) -> Iterator[str]:
    """Where a text below here has a sign that Slack takes for a link or a mention."""
    if isinstance(entry, str) and "<" in entry:
        yield key
    if isinstance(entry, dict):
        yield from (found for name, each in entry.items() for found in _angled(f"{key}.{name}".lstrip("."), each))
    if isinstance(entry, list):
        yield from (found for each in entry for found in _angled(key, each))


def _misplaced(file: str) -> str | None:
    """Why a file would not be read; None where it is."""
    if file in ELSEWHERE:
        return ELSEWHERE[file]
    if not file.endswith(".toml"):
        return "no .toml file, so it would not be read"
    place = file.rpartition("/")[0]
    if place == QUESTIONS or (HERE / file).is_file():
        return None
    if place in (TEXTS, MODELS):
        there = ", ".join(sorted(path.name for path in (HERE / place).glob("*.toml") if path.name != "thresholds.toml"))
        return f"there is no such file; in {place} there are {there}"
    return f"it would not be read there; files go into {QUESTIONS}, {TEXTS} or {MODELS}"


def table(name: str, given: Any, faults: list[str]) -> dict[str, Any]:
    """A table with something in it; what is none is a fault."""
    if isinstance(given, dict) and given:
        return given
    faults.append(f"{name}: a table with something in it")
    return {}
