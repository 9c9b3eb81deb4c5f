"""What a version says differently from the one that its reader signed last, so that nobody compares by eye."""

from __future__ import annotations

from bot.mentoring.agreement import Agreement
from bot.mentoring.agreement_changes import changed_since
from bot.usecases.agreement import Reading
from handlers.slack.show import Block
from handlers.slack.views.agreement_terms import day_of, described, names_of, one_clock
from handlers.slack.views.wording import Wording
from prompts import english

SHORT = 80
"""Characters up to which the words themselves are shown; beyond that, the field alone: its words stand below."""


def since_signed(say: Wording, reading: Reading) -> list[Block]:
    """A line for every field that changed; empty for somebody who has signed nothing yet, or where nothing changed."""
    newest, signed = reading.newest, reading.signed
    signature = signed.signed_by(reading.me.person.id) if signed is not None else None
    if newest is None or signed is None or signature is None:
        return []
    day = english.long_day(day_of(signature.signed_at, reading.me.person.zone))
    changed = changed_since(signed.terms, newest.terms)
    title = say.plain(f"agreement.since.{'title' if changed else 'nothing'}", day=day, version=signed.version)
    heading = {"type": "rich_text_section", "elements": [_text(title, bold=True)]}
    lines = [_line(say, reading, signed, newest, name) for name in changed]
    listed = [{"type": "rich_text_list", "style": "bullet", "elements": lines}] if lines else []
    return [{"type": "rich_text", "elements": [heading, *listed]}]


def _line(say: Wording, reading: Reading, signed: Agreement, newest: Agreement, name: str) -> Block:
    before, after = (described(say, reading.mentorship, each.terms, name) for each in (signed, newest))
    values = {**names_of(reading.mentorship), "city": english.city(newest.terms.zone)}
    there = "_in" if name == "time" and not one_clock(reading.mentorship, newest.terms.zone) else ""
    label = say.plain(f"agreement.since.{name}{there}", **values)
    if not after:
        said = say.plain("agreement.since.gone")
    elif max(len(before), len(after)) > SHORT or "\n" in before + after:
        said = say.plain("agreement.since.below")
    elif not before:
        said = say.plain("agreement.since.new", after=after)
    else:
        said = say.plain("agreement.since.instead", before=before, after=after)
    return {"type": "rich_text_section", "elements": [_text(f"{label}: ", bold=True), _text(said)]}


def _text(text: str, *, bold: bool = False) -> Block:
    leaf: Block = {"type": "text", "text": text}
    return {**leaf, "style": {"bold": True}} if bold else leaf
