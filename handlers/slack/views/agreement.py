"""The three pages on which an agreement is written, one modal each; every step forward saves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from bot.mentoring import cadence
from bot.mentoring.agreement import PageEdit, suggested_time
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Role
from bot.mentoring.terms import (
    DURATIONS,
    LENGTHS,
    OPTIONAL,
    PAGES,
    Commitment,
    Confidentiality,
    Frequency,
    Initiator,
    MentorRole,
    Terms,
    Weekday,
)
from bot.usecases.agreement import Reading
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.agreement_terms import described, names_of, one_clock, written
from handlers.slack.views.blocks import (
    checkboxes,
    context,
    field,
    modal,
    option,
    radio,
    section,
    select,
    text_input,
    time_input,
)
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "agreement.page"
LAST = max(PAGES)
E = TypeVar("E", bound=StrEnum)


def build(
    say: Wording, reading: Reading, *, page: int, typed: Terms | None = None, overtaken: Iterable[str] = ()
) -> View:
    """One page. `typed` is what somebody sent in and keeps, where others changed the fields `overtaken` meanwhile."""
    terms = typed or (reading.newest.terms if reading.newest else Terms())
    return modal(
        CALLBACK_ID,
        title=say.plain("agreement.modal.title"),
        submit=say.plain(f"agreement.pages.{page}.next"),
        close=say.plain("agreement.modal.close"),
        metadata={"mentorship": reading.mentorship.id, "page": page, "seen": reading.seen},
        blocks=[
            *_overtaken(say, reading, overtaken),
            section(say.mrkdwn(f"agreement.pages.{page}.intro")),
            *(_input(say, reading, terms, name) for name in PAGES[page]),
            context(say.mrkdwn("agreement.modal.shared")),
        ],
    )


def _overtaken(say: Wording, reading: Reading, names: Iterable[str]) -> list[Block]:
    changed = list(names)
    if not changed or reading.newest is None:
        return []
    nothing = say.plain("agreement.overtaken.nothing")
    saved = reading.newest.terms
    return [
        section(say.mrkdwn("agreement.overtaken.title")),
        *(
            written(_label(say, reading, name), described(say, reading.mentorship, saved, name) or nothing)
            for name in changed
        ),
    ]


def _label(say: Wording, reading: Reading, name: str) -> str:
    if name == "goals" and reading.me.role is not Role.MENTEE:
        name = "goals_other"
    return say.plain(f"agreement.ask.{name}", **names_of(reading.mentorship))


def _input(say: Wording, reading: Reading, terms: Terms, name: str) -> Block:
    return field(
        name,
        _label(say, reading, name),
        _element(say, reading, terms, name),
        hint=_hint(say, reading, terms, name),
        optional=name in OPTIONAL,
    )


def _element(say: Wording, reading: Reading, terms: Terms, name: str) -> Block:
    value = getattr(terms, name)
    if name in LENGTHS:
        return text_input(
            max_length=LENGTHS[name],
            initial=value,
            multiline=name not in {"where", "geography"},
            placeholder=_example(say, reading, name),
        )
    if name == "time":
        return time_input(value or _suggested(reading))
    if name == "roles":
        options = [option(say.plain(f"agreement.role.{each}"), each) for each in MentorRole]
        return checkboxes(options, [str(each) for each in value])
    chosen = str(value or _DEFAULTS.get(name, ""))
    if name == "confidentiality":
        notes = [say.plain(f"agreement.confidentiality.{each}_note") for each in Confidentiality]
        texts = [say.plain(f"agreement.confidentiality.{each}") for each in Confidentiality]
        return radio([option(*each) for each in zip(texts, Confidentiality, notes, strict=True)], chosen)
    names = names_of(reading.mentorship)
    options = [option(say.plain(f"agreement.{name}.{each}", **names), str(each)) for each in _CHOICES[name]]
    return (radio if name == "initiator" else select)(options, chosen)


_CHOICES: dict[str, Iterable[StrEnum | int]] = {
    "frequency": Frequency,
    "weekday": Weekday,
    "duration": DURATIONS,
    "initiator": Initiator,
    "commitment": Commitment,
}
_DEFAULTS = {
    "frequency": Frequency.TWO_WEEKS,
    "weekday": Weekday.TUESDAY,
    "duration": 60,
    "initiator": Initiator.MENTEE,
    "confidentiality": Confidentiality.NOTHING,
    "commitment": Commitment.HOUR,
}


def _example(say: Wording, reading: Reading, name: str) -> str:
    key = f"agreement.ask.{name}_example"
    return say.plain(key, city=english.city(reading.me.person.zone)) if key in say.library else ""


def _hint(say: Wording, reading: Reading, terms: Terms, name: str) -> str:
    if name == "goals":
        return say.plain("agreement.ask.goals_hint")
    return _time_hint(say, reading, terms) if name == "time" else ""


def _time_hint(say: Wording, reading: Reading, terms: Terms) -> str:
    """What the suggested time is for the other, in winter and in summer: clocks do not change together everywhere."""
    here = terms.zone if reading.newest else _zones(reading)[0]
    if one_clock(reading.mentorship, here):
        return say.plain("agreement.ask.time_same")
    other = next(zone for zone in _zones(reading) if zone != here)
    shown = terms.time or _suggested(reading)
    year = reading.now.year
    january, july = (cadence.local(cadence.at(date(year, month, 15), shown, here), other).time() for month in (1, 7))
    locale = reading.me.person.locale
    values = {
        "city": english.city(here),
        "other": english.city(other),
        "time": english.clock(shown, locale),
        "january": english.clock(january, locale),
        "july": english.clock(july, locale),
    }
    return say.plain("agreement.ask.time_hint_same" if january == july else "agreement.ask.time_hint", **values)


def _zones(reading: Reading) -> list[str]:
    """The mentee's zone first: an agreed time is meant there."""
    mentee = reading.mentorship.in_role(Role.MENTEE).person
    return [mentee.zone, *(each.person.zone for each in reading.mentorship.others(mentee.id))]


def _suggested(reading: Reading) -> time:
    return suggested_time(_zones(reading), reading.now.date())


def read(submission: Submission) -> PageEdit:
    """One page as it was sent in; a choice that we did not offer counts as none."""
    values, about = submission.values, submission.metadata
    return PageEdit(
        mentorship=MentorshipId(about["mentorship"]),
        page=about["page"],
        seen=about["seen"],
        terms=Terms(
            frequency=_one_of(Frequency, values.choice("frequency")),
            weekday=_one_of(Weekday, values.choice("weekday")),
            time=time.fromisoformat(given) if (given := values.time("time")) else None,
            duration=next((each for each in DURATIONS if str(each) == values.choice("duration")), None),
            where=values.text("where"),
            initiator=_one_of(Initiator, values.choice("initiator")),
            geography=values.text("geography"),
            goals=values.text("goals"),
            roles=tuple(role for role in MentorRole if role in values.choices("roles")),
            mentor_part=values.text("mentor_part"),
            mentee_part=values.text("mentee_part"),
            confidentiality=_one_of(Confidentiality, values.choice("confidentiality")),
            commitment=_one_of(Commitment, values.choice("commitment")),
            ground_rules=values.text("ground_rules"),
        ),
    )


def _one_of(kind: type[E], value: str | None) -> E | None:
    return next((each for each in kind if each == value), None)
