"""The settings of one member for one mentorship; only what there is to choose."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases.quiet import Chosen
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import button, context, field, modal, option, radio, section
from handlers.slack.views.wording import Wording

CALLBACK_ID = "settings"
USUAL, ASKED = "usual", "asked"


def build(chosen: Chosen, say: Wording) -> View:
    """How questions come, and the way to what may be celebrated."""
    t = say.plain
    ways = [option(t(f"settings.modal.{way}"), way, t(f"settings.modal.{way}_note")) for way in (USUAL, ASKED)]
    blocks = [
        section(say.mrkdwn("settings.modal.about", others=chosen.others)),
        field("questions", t("settings.modal.questions"), radio(ways, USUAL if chosen.questions else ASKED)),
    ]
    if chosen.celebrates:
        label = t("settings.modal.change_label")
        change = button(t("settings.modal.change"), "celebrate.open", f"pair:{chosen.mentorship}", label=label)
        blocks.append(section(say.mrkdwn("settings.modal.celebrations"), accessory=change))
    return modal(
        CALLBACK_ID,
        title=t("settings.modal.title"),
        submit=t("settings.modal.submit"),
        close=t("settings.modal.close"),
        blocks=[*blocks, context(say.mrkdwn("settings.modal.note"))],
        metadata={"pair": chosen.mentorship},
    )


def read(submission: Submission) -> tuple[MentorshipId, bool]:
    """Which mentorship, and whether questions may come by themselves."""
    return MentorshipId(int(submission.metadata["pair"])), submission.values.choice("questions") != ASKED
