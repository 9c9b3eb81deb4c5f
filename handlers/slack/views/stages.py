"""Where a pair is: its stage, the one thing that counts now, why it is read so, and what would move it on."""

from __future__ import annotations

from bot.mentoring.stages import Reading
from bot.usecases.stages import WhereYouAre
from handlers.slack.show import View
from handlers.slack.views.blocks import actions, button, context, modal, section
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "stage"


def build(where: WhereYouAre, say: Wording) -> View:
    """The page about the stage; its reasons name nobody."""
    reading, value = where.reading, f"pair:{where.mentorship}"
    about = {"mentor": where.mentor.first_name, "mentee": where.mentee.first_name}
    stage, after = reading.stage, reading.stage.after
    comes = say.mrkdwn(f"stages.next.{stage}", **about, name=say.plain(f"stages.names.{after or stage}"))
    buttons = [button(say.plain("stages.modal.meet"), "meet.open", value)]
    if not reading.all_signed:
        buttons.insert(0, button(say.plain("stages.modal.sign"), "agreement.open", value))
    return modal(
        CALLBACK_ID,
        title=say.plain("stages.modal.title"),
        close=say.plain("stages.modal.close"),
        metadata={"mentorship": where.mentorship},
        blocks=[
            section(f"*{say.mrkdwn(f'stages.names.{stage}')}*\n{say.mrkdwn(f'stages.about.{stage}', **about)}"),
            section(f"*{say.mrkdwn('stages.modal.task')}*\n{say.mrkdwn(f'stages.task.{stage}', **about)}"),
            section(f"*{say.mrkdwn('stages.modal.why')}*\n{' '.join(reasons(reading, say))}"),
            section(f"*{say.mrkdwn('stages.modal.next')}*\n{comes}"),
            actions(*buttons),
            context(say.mrkdwn("stages.modal.guess")),
        ],
    )


def reasons(reading: Reading, say: Wording) -> list[str]:
    """Why a pair is read to be in its stage, in sentences that name nobody."""
    signed = "signed" if reading.all_signed else "signed_some" if reading.signed else "unsigned"
    if not reading.held:
        return [say.mrkdwn(f"stages.why.{signed}"), say.mrkdwn("stages.why.unmet")]
    word = {1: "once", 2: "twice"}.get(reading.held, "times")
    times = say.plain(f"stages.modal.{word}", **({"count": english.number(reading.held)} if word == "times" else {}))
    return [say.mrkdwn(f"stages.why.{signed}"), say.mrkdwn("stages.why.met", times=times)]
