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


def build(mentee: str, say: Wording, *, power: bool = False) -> View:
    """Three parts of one hour; `mentee` is a first name. Under `power` weaknesses are left out (section 14)."""
    parts = [
        section(
            "\n".join(
                [
                    say.mrkdwn(f"agendas.{part}.title", mentee=mentee),
                    *(f"•  {say.mrkdwn(_key(part, each, power=power))}" for each in questions),
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


def _key(part: str, question: str, *, power: bool) -> str:
    return f"agendas.{part}.{question}{'_power' if power and question == 'now' else ''}"
