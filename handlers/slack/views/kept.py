"""What a form gives way to once *Keep for later* was pressed: that it is kept, and where to go on."""

from __future__ import annotations

from handlers.slack.show import View
from handlers.slack.views.blocks import modal, section
from handlers.slack.views.wording import Wording

CALLBACK_ID = "kept"


def build(of: str, say: Wording) -> View:
    """`of`: the texts of the form, as "thoughts.nine", which has a `title` and says what is `kept`."""
    return modal(
        CALLBACK_ID,
        title=say.plain(f"{of}.title"),
        close=say.plain("refusals.understood"),
        blocks=[section(say.mrkdwn(f"{of}.kept"))],
    )
