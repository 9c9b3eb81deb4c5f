"""The agreement to read and to sign."""

from __future__ import annotations

from typing import Any

from bot.usecases.agreement import Reading
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.agreement_since import since_signed
from handlers.slack.views.agreement_terms import day_of, terms_blocks
from handlers.slack.views.blocks import actions, button, context, modal, section
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "agreement.sign"


def build(say: Wording, reading: Reading, *, changed: bool = False) -> View:
    """What there is now. It can be signed where all is written and this person has not signed it; `changed` says that
    it is not what they had before them a moment ago."""
    newest = reading.newest
    assert newest is not None
    zone = reading.me.person.zone
    can_sign = reading.open_page is None and newest.signed_by(reading.me.person.id) is None
    editor = reading.mentorship.member(newest.edited_by).person
    return modal(
        CALLBACK_ID,
        title=say.plain("agreement.modal.title"),
        submit=say.plain("agreement.modal.sign") if can_sign else "",
        close=say.plain("agreement.modal.not_yet" if can_sign else "agreement.modal.back"),
        metadata={"mentorship": reading.mentorship.id, "seen": reading.seen},
        blocks=[
            *([section(say.mrkdwn("agreement.sign.changed"))] if changed else []),
            section(_state(say, reading)),
            *(since_signed(say, reading) if can_sign else []),
            *terms_blocks(say, reading, newest.terms),
            _buttons(say, reading),
            context(
                say.mrkdwn(
                    "agreement.sign.version",
                    version=newest.version,
                    day=english.short_day(day_of(newest.edited_at, zone)),
                    name=editor.first_name,
                )
            ),
        ],
    )


def _state(say: Wording, reading: Reading) -> str:
    newest, zone = reading.newest, reading.me.person.zone
    assert newest is not None
    if reading.open_page is not None:
        return say.mrkdwn("agreement.sign.unfinished")
    if not newest.signatures:
        return say.mrkdwn("agreement.sign.ready")
    last = max(signature.signed_at for signature in newest.signatures)
    day = english.long_day(day_of(last, zone), today=day_of(reading.now, zone))
    if newest.holds(reading.mentorship):
        return say.mrkdwn("agreement.sign.holds", day=day)
    others = reading.mentorship.others(reading.me.person.id)
    if newest.signed_by(reading.me.person.id) is not None:
        missing = [each.person.first_name for each in others if newest.signed_by(each.person.id) is None]
        return say.mrkdwn("agreement.sign.signed", names=english.listed(missing))
    there = [each.person.first_name for each in others if newest.signed_by(each.person.id) is not None]
    return say.mrkdwn("agreement.sign.waits", names=english.listed(there), day=day)


def _buttons(say: Wording, reading: Reading) -> Block:
    newest, pair = reading.newest, f"pair:{reading.mentorship.id}"
    assert newest is not None
    buttons = [button(say.plain("agreement.sign.edit"), "agreement.edit", pair)]
    if newest.version > 1:
        buttons.append(button(say.plain("agreement.sign.versions"), "agreement.versions", pair))
    if reading.mentorship.celebration_channel is not None:
        buttons.append(button(say.plain("agreement.sign.celebrations"), "celebrate.open", pair))
    return actions(*buttons)


def read(submission: Submission) -> dict[str, Any]:
    """Which mentorship, and the revision that was read."""
    return submission.metadata
