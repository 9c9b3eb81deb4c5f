"""The terms of an agreement in words: what is chosen as our own sentences, what was typed as the leaves of rich text."""

from __future__ import annotations

from datetime import date, datetime

from bot.mentoring import cadence
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.people import Role
from bot.mentoring.terms import Terms
from bot.usecases.agreement import Reading
from handlers.slack.show import Block
from handlers.slack.views.agreement_clocks import agreed_times
from handlers.slack.views.blocks import divider, fields
from handlers.slack.views.wording import Wording
from prompts import english


def names_of(mentorship: Mentorship) -> dict[str, str]:
    """The first names that labels and sentences need."""
    return {role.value: mentorship.in_role(role).person.first_name for role in Role}


def day_of(moment: datetime, zone: str) -> date:
    """The reader's own day."""
    return cadence.local(moment, zone).date()


def rhythm(say: Wording, terms: Terms) -> str:
    """every other Tuesday; empty while it is open."""
    if terms.frequency is None or terms.weekday is None:
        return ""
    return say.plain(f"agreement.rhythm.{terms.frequency}", day=say.plain(f"agreement.weekday.{terms.weekday}"))


def one_clock(mentorship: Mentorship, zone: str) -> bool:
    """Whether all members live by this zone, so that no city need be said."""
    return all(member.person.zone == zone for member in mentorship.members)


def described(say: Wording, mentorship: Mentorship, terms: Terms, name: str) -> str:
    """One field in words, as it is compared or shown; empty where it is open."""
    value = getattr(terms, name)
    if not value:
        return ""
    if name == "time":
        return english.clock(terms.time) if terms.time else ""
    if name == "roles":
        return english.listed([say.plain(f"agreement.role.{each}") for each in terms.roles])
    if name == "initiator":
        return say.plain(f"agreement.initiator.{value}", **names_of(mentorship))
    if name in {"frequency", "weekday", "duration", "confidentiality", "commitment"}:
        return say.plain(f"agreement.{name}.{value}")
    return str(value)


def written(label: str, *lines: str, ordered: bool = False) -> Block:
    """A label of ours above what people typed; several lines as a numbered list."""
    title = {"type": "text", "text": label, "style": {"bold": True}}
    if not ordered:
        body = [{"type": "text", "text": "\n" + "\n".join(lines)}]
        return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [title, *body]}]}
    items = [{"type": "rich_text_section", "elements": [{"type": "text", "text": line}]} for line in lines]
    return {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [title]},
            {"type": "rich_text_list", "style": "ordered", "elements": items},
        ],
    }


def terms_blocks(say: Wording, reading: Reading, terms: Terms) -> list[Block]:
    """All terms, as far as they are written; the time on the reader's clock first."""
    names = names_of(reading.mentorship)
    shown: list[Block] = [divider()]
    short = _short(say, reading, terms)
    if short:
        shown += [fields(*short), divider()]
    if terms.goal_lines:
        shown.append(written(say.plain("agreement.reading.goals"), *terms.goal_lines, ordered=True))
    if terms.roles:
        roles = [say.plain(f"agreement.role.{each}") for each in terms.roles]
        shown.append(written(say.plain("agreement.reading.roles", **names), *roles))
    for name in ("mentor_part", "mentee_part", "where", "geography", "ground_rules"):
        if getattr(terms, name):
            shown.append(written(say.plain(f"agreement.reading.{name}", **names), getattr(terms, name)))
    return [*shown, divider()]


def _short(say: Wording, reading: Reading, terms: Terms) -> list[str]:
    texts: list[str] = []
    mentorship = reading.mentorship
    if terms.time is not None:
        texts.append(
            say.mrkdwn("agreement.reading.when", rhythm=_capital(rhythm(say, terms)), time=_time(reading, terms))
        )
    if terms.duration:
        duration = say.plain(f"agreement.duration.{terms.duration}")
        texts.append(say.mrkdwn("agreement.reading.how_long", duration=duration))
    if terms.initiator:
        texts.append(say.mrkdwn("agreement.reading.initiator", who=described(say, mentorship, terms, "initiator")))
    if terms.commitment:
        commitment = say.plain(f"agreement.commitment.{terms.commitment}")
        texts.append(say.mrkdwn("agreement.reading.commitment", commitment=commitment))
    if terms.confidentiality:
        texts.append(say.mrkdwn(f"agreement.reading.{terms.confidentiality}"))
    return texts


def _time(reading: Reading, terms: Terms) -> str:
    me, members = reading.me.person, reading.mentorship.members
    assert terms.time is not None
    if one_clock(reading.mentorship, terms.zone):
        return english.clock(terms.time, me.locale)
    zones = (me.zone, terms.zone, *(member.person.zone for member in members))
    return " · ".join(agreed_times(terms, zones, reading.now, me.locale))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
