"""The agenda of the first meeting (field guide, M1)."""

from __future__ import annotations

from handlers.slack.show import View
from handlers.slack.views.blocks import context, modal, section
from handlers.slack.views.wording import Wording

CALLBACK_ID = "agenda"
PARTS = {
    "M1.acquaint": ("common", "unique", "hobbies", "styles"),
    "M1.goals": ("where", "now", "help", "top"),
    "M1.agreement": ("what",),
}


def build(mentee: str, say: Wording) -> View:
    """Three parts of one hour; `mentee` is a first name."""
    parts = [
        section(
            "\n".join(
                [
                    say.mrkdwn(f"agendas.{part}.title", mentee=mentee),
                    *(f"•  {say.mrkdwn(f'agendas.{part}.{each}')}" for each in questions),
                ]
            )
        )
        for part, questions in PARTS.items()
    ]
    return modal(
        CALLBACK_ID,
        title=say.plain("agendas.modal.title"),
        close=say.plain("agendas.modal.close"),
        blocks=[
            section(say.mrkdwn("agendas.modal.lead")),
            *parts,
            context(say.mrkdwn("agendas.modal.after")),
        ],
    )
