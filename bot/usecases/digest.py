"""A message of several parts as it stands: one part gives way to what came of it, and the others stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Handle, PersonId
from bot.mentoring.refusals import Refusal
from bot.ports import PartShown, Posted
from prompts import english
from storage.digests import Digest
from storage.store import Work

Each = TypeVar("Each")


class Standing(NamedTuple):
    """A message of several parts: whose, where, and each part with the first names of whom it is about beside the reader."""

    name: str
    place: Posted
    parts: tuple[tuple[str, PartShown], ...]


def look(work: Work, part: int) -> Standing | None:
    """The message with this part; None where it is not known."""
    digest = work.digests.with_part(part)
    return None if digest is None else _standing(work, digest)


def change(work: Work, place: Posted, shown: str) -> Standing | None:
    """This part of a message is shown so from now on; the whole of it. None where it is not known. A message that was clicked in
    has arrived, whether that was heard or not."""
    work.fates.clicked(place)
    digest = work.digests.with_part(place.part)
    if digest is None or digest.place != Posted(place.channel, place.ts):
        return None
    work.digests.show(place.part, shown)
    return look(work, place.part)


def turn_to(work: Work, actor: Handle, place: Posted) -> Standing:
    """Show all parts of the message that was clicked in. Where the part that was asked for was not folded away and yet had no
    room, those before it are folded, so that the message goes on with it. Raises Refusal: it is somebody else's, or is not known
    any more."""
    person, part = work.people.known(actor), place.part
    work.fates.clicked(place)
    digest = work.digests.with_part(part)
    if digest is None or digest.person != person.id:
        raise Refusal("digest.gone")
    order = [each for _, each in by_pair(_standing(work, digest).parts, lambda each: each[0])]
    ids = tuple(each.id for each in order)
    here = ids.index(part) if part in ids and not order[ids.index(part)].folded else 0
    work.digests.fold(ids[:here], folded=True)
    work.digests.fold(ids[here:], folded=False)
    standing = look(work, part)
    assert standing is not None
    return standing


def by_pair(parts: Iterable[Each], others: Callable[[Each], str]) -> list[Each]:
    """What is about the same people stands together, in the order in which each came first."""
    order: dict[str, list[Each]] = {}
    for part in parts:
        order.setdefault(others(part), []).append(part)
    return [part for those in order.values() for part in those]


def _standing(work: Work, digest: Digest) -> Standing:
    parts = tuple((_others(work, each.mentorship, digest.person), each.part) for each in digest.parts)
    return Standing(work.people.get(digest.person).first_name, digest.place, parts)


def _others(work: Work, mentorship: int | None, person: PersonId) -> str:
    if mentorship is None:
        return ""
    others = work.mentorships.get(MentorshipId(mentorship)).others(person)
    return english.listed([member.person.first_name for member in others])
