"""The three pages on which an agreement is written, one modal each; every step forward saves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from bot.mentoring import cadence
from bot.mentoring.agreement import PageEdit, suggested_time
from bot.mentoring.agreement_changes import Overlap, fingerprints
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
    actions,
    button,
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


def build(say: Wording, reading: Reading, *, page: int, overtaken: Overlap | None = None, aside: bool = False) -> View:
    """One page. `overtaken`: others changed it while somebody wrote what it shows now; `aside`: an earlier page on top
    of a later one, which goes away when it is saved."""
    saved = _shown(reading)
    terms = saved if overtaken is None else overtaken.terms
    return modal(
        CALLBACK_ID,
        title=say.plain("agreement.modal.title"),
        submit=say.plain("agreement.modal.save" if aside else f"agreement.pages.{page}.next"),
        close=say.plain("agreement.modal.close"),
        metadata={
            "mentorship": reading.mentorship.id,
            "page": page,
            "seen": reading.seen,
            "shown": fingerprints(saved, page),
            "aside": aside,
        },
        blocks=[
            *([] if overtaken is None else _overtaken(say, reading, overtaken)),
            section(say.mrkdwn(f"agreement.pages.{page}.intro")),
            *(_input(say, reading, terms, name, anew=overtaken is not None) for name in PAGES[page]),
            *([] if aside else _back(say, reading, page)),
            context(say.mrkdwn("agreement.modal.shared")),
        ],
    )


def _shown(reading: Reading) -> Terms:
    """What is saved; where nothing is, what is proposed."""
    saved = reading.newest.terms if reading.newest else Terms(zone=_zones(reading)[0])
    proposed = {**_DEFAULTS, "time": _suggested(reading)}
    open_ = {name: value for name, value in proposed.items() if getattr(saved, name) is None}
    return replace(saved, **open_)


def _back(say: Wording, reading: Reading, page: int) -> list[Block]:
    pair = f"pair:{reading.mentorship.id}"
    earlier = [
        button(say.plain(f"agreement.pages.{each}.back"), f"agreement.back.{each}", f"{pair}:{each}")
        for each in PAGES
        if each < page
    ]
    return [actions(*earlier)] if earlier else []


def _overtaken(say: Wording, reading: Reading, overtaken: Overlap) -> list[Block]:
    assert reading.newest is not None
    editor = reading.mentorship.member(reading.newest.edited_by).person
    # Only the last change has a name: where that is the reader's own, from another window, none is said.
    by = "somebody" if editor.id == reading.me.person.id else "by"
    said = [say.mrkdwn(f"agreement.overtaken.{by}", name=editor.first_name)]
    if overtaken.taken:
        labels = english.listed([_asked(say, reading, name) for name in overtaken.taken])
        said.append(say.mrkdwn("agreement.overtaken.taken", labels=labels))
    said.append(say.mrkdwn("agreement.overtaken.contested" if overtaken.contested else "agreement.overtaken.kept"))
    nothing, saved = say.plain("agreement.overtaken.nothing"), reading.newest.terms
    return [
        section("\n".join(said)),
        *(
            written(_label(say, reading, name), described(say, reading.mentorship, saved, name) or nothing)
            for name in overtaken.contested
        ),
    ]


def _asked(say: Wording, reading: Reading, name: str) -> str:
    return say.plain("agreement.overtaken.field", label=_label(say, reading, name))


def _label(say: Wording, reading: Reading, name: str) -> str:
    if name == "goals" and reading.me.role is not Role.MENTEE:
        name = "goals_other"
    return say.plain(f"agreement.ask.{name}", **names_of(reading.mentorship))


def _input(say: Wording, reading: Reading, terms: Terms, name: str, *, anew: bool) -> Block:
    """`anew`: an input of its own, since Slack keeps in one with the same ids what was there before an update."""
    element = _element(say, reading, terms, name)
    return field(
        name,
        _label(say, reading, name),
        {**element, "action_id": f"value.{reading.seen}"} if anew else element,
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
        return time_input(value)
    if name == "roles":
        options = [option(say.plain(f"agreement.role.{each}"), each) for each in MentorRole]
        return checkboxes(options, [str(each) for each in value])
    chosen = str(value)
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
_DEFAULTS: dict[str, Any] = {
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
    here = terms.zone
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
    mentee = reading.mentorship.mentee
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
        shown=about.get("shown", {}),
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


def is_aside(submission: Submission) -> bool:
    """Whether this page lay on top of a later one."""
    return bool(submission.metadata.get("aside"))


def _one_of(kind: type[E], value: str | None) -> E | None:
    return next((each for each in kind if each == value), None)
