"""Everything people read or are asked, read once: ours, or ours with an organisation's own words laid over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bot.mentoring.content import Content, content_of
from bot.mentoring.people import Role
from bot.mentoring.process import Process
from bot.mentoring.questions import Question, laid_out
from bot.mentoring.tips import Tip
from prompts import field_guide, library, models, own, questions, tips
from prompts.library import HERE, Library, WrongTexts

LEAST = {"S": 6, "N": 3}
"""How many questions have to be left for each role in a stage or step, also where the mentor manages or grades: with fewer
a pair would have nothing new to be asked."""


class Words(NamedTuple):
    """The texts on the screen, and what the engine chooses from."""

    library: Library
    content: Content


@cache
def built_in() -> Words:
    """What comes with the companion. Raises WrongTexts with all faults."""
    named = {id: models.process(id) for id in models.MODELS}
    return Words(library.load(), content_of(questions.laid_out_bank(), tips.bank(), named))


@cache
def words(folder: Path | None) -> Words:
    """What comes with the companion, with the folder of an organisation's own words laid over it where there is one. Read
    once: what changes in the folder afterwards is not taken. Raises WrongTexts with all faults of all files."""
    if folder is None:
        return built_in()
    laid, faults = own.read(folder)
    named: dict[str, Process] = {}
    bank: tuple[Question, ...] = ()
    told: tuple[Tip, ...] = ()
    texts: dict[str, str] = {}
    for id in models.MODELS:
        with _all_told(faults):
            named[id] = models.laid_over(id, laid.get(f"{own.MODELS}/{id}.toml", {}))
    with _all_told(faults):
        bank = _questions(_in(own.QUESTIONS, laid))
    with _all_told(faults):
        told = tips.laid_over(laid.get(own.TIPS, {}))
    with _all_told(faults):
        texts = library.read(HERE / own.TEXTS, _in(own.TEXTS, laid))
    if faults:
        raise WrongTexts("\n".join(faults))
    return Words(Library({**texts, **models.texts(named.values())}), content_of(laid_out(bank), told, named))


@contextmanager
def _all_told(faults: list[str]) -> Iterator[None]:
    """What is wrong here goes to the other faults, so that all of them are told at once."""
    try:
        yield
    except WrongTexts as wrong:
        faults += str(wrong).splitlines()


def _in(place: str, files: own.Files) -> dict[str, Mapping[str, Any]]:
    """The files that lie in this folder itself."""
    return {file: data for file, data in files.items() if file.rpartition("/")[0] == place and file != own.TIPS}


def _questions(laid: own.Files) -> tuple[Question, ...]:
    found = questions.read(questions.files(questions.OURS), laid, field_guide.ids())
    left = Counter((place, role) for each in found if not each.delicate for place in each.stages for role in each.roles)
    few = [
        f"{own.QUESTIONS}: {place}, {role.value}: at least {LEAST[place[0]]} questions have to be left that every pair can "
        f"be asked, not {left[place, role]}"
        for place in sorted(questions.PLACES)
        for role in Role
        if left[place, role] < LEAST[place[0]]
    ]
    if few:
        raise WrongTexts("\n".join(few))
    return found
