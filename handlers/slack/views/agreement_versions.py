"""Every version of an agreement: the list, and one of them to read."""

from __future__ import annotations

from bot.mentoring.agreement import Agreement
from bot.usecases.agreement import Reading, Versions
from handlers.slack.show import View
from handlers.slack.views.agreement_terms import day_of, terms_blocks
from handlers.slack.views.blocks import button, modal, section
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "agreement.versions"
SHOWN = 90
"""A modal takes a hundred blocks."""


def build(say: Wording, versions: Versions) -> View:
    """The list, newest first."""
    id = versions.reading.mentorship.id
    intro = "over" if versions.reading.mentorship.is_ended else "intro"
    return modal(
        CALLBACK_ID,
        title=say.plain("agreement.versions.title"),
        close=say.plain("agreement.versions.close"),
        blocks=[
            section(say.mrkdwn(f"agreement.versions.{intro}")),
            *(
                section(
                    _row(say, versions.reading, each),
                    accessory=button(
                        say.plain("agreement.versions.read"),
                        f"agreement.version.{each.version}",
                        f"pair:{id}:{each.version}",
                        label=say.plain("agreement.versions.read_label", version=each.version),
                    ),
                )
                for each in versions.versions[:SHOWN]
            ),
        ],
    )


def version(say: Wording, versions: Versions, number: int) -> View:
    """One version as it was."""
    reading = versions.reading
    one = next(each for each in versions.versions if each.version == number)
    return modal(
        CALLBACK_ID,
        title=say.plain("agreement.versions.one", version=number),
        close=say.plain("agreement.versions.close"),
        blocks=[
            section(_row(say, reading, one)),
            *terms_blocks(say, reading, one.terms)[:-1],
        ],
    )


def _row(say: Wording, reading: Reading, one: Agreement) -> str:
    if not one.signatures:
        return say.mrkdwn("agreement.versions.row_open", version=one.version)
    names = [reading.mentorship.member(each.person).person.first_name for each in one.signatures]
    last = day_of(one.signatures[-1].signed_at, reading.me.person.zone)
    return say.mrkdwn(
        "agreement.versions.row_signed" if one.holds(reading.mentorship) else "agreement.versions.row_part",
        version=one.version,
        names=english.listed(names),
        day=english.short_day(last),
    )
