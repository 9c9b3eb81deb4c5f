"""What the companion says about an agreement by itself; nothing that was typed is in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.mentoring.mentorship import MentorshipId
from bot.usecases.agreement import Invitation, Nudge, Signed
from handlers.slack.show import Message
from handlers.slack.views.agreement_clocks import agreed_times
from handlers.slack.views.agreement_terms import day_of, one_clock, rhythm
from handlers.slack.views.blocks import actions, button, message, section
from handlers.slack.views.wording import Wording
from prompts import english


def to_sign(values: Invitation, say: Wording) -> Message:
    """Somebody has signed; the other's name is missing."""
    again = "" if values.version == 1 else "_holding" if values.holding else "_again"
    return _invitation(values, say, "to_sign", again)


def changed(values: Invitation, say: Wording) -> Message:
    """What somebody had signed was changed."""
    return _invitation(values, say, "changed", "")


def _invitation(values: Invitation, say: Wording, kind: str, again: str) -> Message:
    name = values.by.first_name
    return message(
        say.plain(f"agreement.{kind}.text{again}", name=name, holding=values.holding),
        section(say.mrkdwn(f"agreement.{kind}.title{again}", name=name, holding=values.holding)),
        actions(
            button(say.plain(f"agreement.{kind}.open"), "agreement.open", f"pair:{values.mentorship}", primary=True)
        ),
    )


def name_given(id: MentorshipId, say: Wording) -> Message:
    """What takes the place of a message that asked for a name, once it is given."""
    return message(
        say.plain("agreement.name_given.text"),
        section(say.mrkdwn("agreement.name_given.title")),
        actions(button(say.plain("agreement.signed.open"), "agreement.open", f"pair:{id}")),
    )


def nudge(values: Nudge, say: Wording) -> Message:
    """A signature is missing a week or two after the introduction."""
    begun = "_begun" if values.begun else ""
    names = english.listed(values.others)
    if values.short:
        line = f"agreement.nudge.short{begun}"
        label = say.plain("home.last.agreement_label", others=names)
        open_it = button(say.plain("agreement.nudge.open"), "agreement.open", f"pair:{values.mentorship}", label=label)
        return message(
            say.plain(f"{line}_text", names=names), section(say.mrkdwn(line, names=names), accessory=open_it)
        )
    return message(
        say.plain(f"agreement.nudge.text{begun}", names=names),
        section(say.mrkdwn(f"agreement.nudge.title{begun}", names=names)),
        actions(button(say.plain("agreement.nudge.open"), "agreement.open", f"pair:{values.mentorship}", primary=True)),
    )


def signed(values: Signed, say: Wording) -> Message:
    """All have signed: the rhythm, and what comes next."""
    mentorship, terms = values.mentorship, values.agreement.terms
    assert terms.time is not None
    again = "_again" if values.agreement.version > 1 else ""
    zone = mentorship.members[0].person.zone
    day = english.long_day(day_of(values.at, zone), today=day_of(values.now, zone))
    names = english.listed([member.person.first_name for member in reversed(mentorship.members)])
    others = [member.person.zone for member in mentorship.members if member.person.zone != terms.zone]
    sentence = say.plain(
        "agreement.signed.rhythm" if one_clock(mentorship, terms.zone) else "agreement.signed.rhythm_in",
        rhythm=rhythm(say, terms),
        time=english.clock(terms.time),
        city=english.city(terms.zone),
        others=english.listed(agreed_times(terms, others, values.now)),
        lasting=say.plain(f"agreement.lasting.{terms.duration}"),
    )
    said = {"day": day, "names": names, "rhythm": sentence, "version": values.agreement.version}
    pair = f"pair:{mentorship.id}"
    return message(
        say.plain(f"agreement.signed.text{again}", **said),
        section(say.mrkdwn(f"agreement.signed.title{again}", **said)),
        section(sentence if again else say.mrkdwn("agreement.signed.next", **said)),
        actions(
            button(say.plain("agreement.signed.plan"), "series.plan", pair, primary=True),
            button(say.plain("agreement.signed.find_time"), "meet.open", pair),
            button(say.plain("agreement.signed.open"), "agreement.open", pair),
        ),
    )


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    "agreement.to_sign": to_sign,
    "agreement.changed": changed,
    "agreement.nudge": nudge,
    "agreement.signed": signed,
}
