"""What changed in an agreement: under somebody's hands while they wrote a page, and since somebody signed it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.mentoring.agreement import Agreement, PageEdit, differences
from bot.mentoring.terms import PAGES, Terms


@dataclass(frozen=True, slots=True)
class Overlap:
    """A page that others changed while somebody had it open. `taken` are the fields that this person left alone and
    that now say what is saved, `contested` those which both changed; `terms` is the page with both together, this
    person's words standing where both wrote."""

    terms: Terms
    taken: tuple[str, ...]
    contested: tuple[str, ...]


def fingerprints(terms: Terms, page: int) -> dict[str, str]:
    """A short mark of every field of a page as it is shown. A form carries these along instead of the texts themselves,
    which may be longer than what a form can carry."""
    return {name: _fingerprint(getattr(terms, name)) for name in PAGES[page]}


def _fingerprint(value: object) -> str:
    text = "" if value is None else "\n".join(value) if isinstance(value, tuple) else str(value)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def overlap(current: Agreement | None, edit: PageEdit) -> Overlap | None:
    """What a page says where it was changed after it was shown; None where nobody else changed what matters to it.

    A field whose mark did not come along counts as this person's own.
    """
    if current is None or current.pages[edit.page - 1] <= edit.seen:
        return None
    mine = set(_unlike(edit.shown, fingerprints(edit.terms, edit.page)))
    theirs = set(_unlike(edit.shown, fingerprints(current.terms, edit.page)))
    differing = differences(current, edit)
    taken = tuple(name for name in differing if name not in mine)
    contested = tuple(name for name in differing if name in mine and name in theirs)
    if not taken and not contested:
        return None
    own = {name: getattr(edit.terms, name) for name in differing if name in mine}
    return Overlap(replace(current.terms, **own), taken, contested)


def _unlike(shown: Mapping[str, str], marks: Mapping[str, str]) -> list[str]:
    return [name for name, mark in marks.items() if shown.get(name) != mark]


def changed_since(before: Terms, after: Terms) -> tuple[str, ...]:
    """The fields in which two versions differ, in the order of the pages."""
    names = (name for page in sorted(PAGES) for name in PAGES[page])
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
