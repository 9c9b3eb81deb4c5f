"""The coordinator's list of pairs and the page of one of them: states and dates, never words."""

from __future__ import annotations

from datetime import date

from bot.mentoring import cadence
from bot.mentoring.people import Person
from bot.usecases.pairing import PAGE, EndedOrReopened, PairLine, PairsPage
from handlers.slack.show import Block, Message, View
from handlers.slack.views.blocks import actions, button, context, divider, message, modal, section
from handlers.slack.views.wording import Wording
from prompts import english

LIST_ID = "pairs.list"
ONE_ID = "pairs.one"
END_ID = "pairs.end"


def pair_list(page: PairsPage, say: Wording) -> View:
    """One page of pairs, each with *Open*, and the ways to the other pages."""
    t = say.plain
    kind = "ended" if page.ended else "going"
    blocks = [section(say.mrkdwn(f"pairing.list.{kind}", count=page.total))]
    for line in page.lines:
        name = t("pairing.list.names", mentor=line.mentor.full_name, mentee=line.mentee.full_name)
        blocks.append(
            section(
                say.mrkdwn("pairing.list.line", names=name, state=_state(line, say)),
                accessory=button(
                    t("pairing.list.open"),
                    "pairs.one",
                    f"pair:{line.mentorship.id}",
                    label=t(
                        "pairing.list.open_label",
                        mentor=line.mentor.full_name,
                        mentee=line.mentee.full_name,
                    ),
                ),
            )
        )
    blocks.append(divider())
    ways = []
    if page.page > 0:
        ways.append(button(t("pairing.list.back"), "pairs.page.back", f"{kind}:{page.page - 1}"))
    if (page.page + 1) * PAGE < page.total:
        ways.append(button(t("pairing.list.further"), "pairs.page.further", f"{kind}:{page.page + 1}"))
    other = "going" if page.ended else "ended"
    ways.append(button(t(f"pairing.list.show_{other}"), "pairs.page.other", f"{other}:0"))
    if not page.ended:
        ways.insert(0, button(t("home.program.pair"), "pair.create", "program"))
        ways.append(button(t("pairing.list.paste"), "pair.many", "many"))
    blocks += [actions(*ways), context(say.mrkdwn("pairing.list.what_you_see"))]
    return modal(LIST_ID, title=t("pairing.list.title"), close=t("pairing.list.close"), blocks=blocks)


def one_pair(line: PairLine, say: Wording) -> View:
    """One pair: dates, state, and ending it or taking it up again."""
    t, mentorship = say.plain, line.mentorship
    value = f"pair:{mentorship.id}"
    name = t("pairing.list.names", mentor=line.mentor.full_name, mentee=line.mentee.full_name)
    if mentorship.is_ended:
        buttons = [button(t("pairing.one.reopen"), "pairs.reopen", value)]
    else:
        buttons = [
            button(t("pairing.one.offer"), "pair.offer", value),
            button(t("pairing.one.end"), "pairs.end", value),
        ]
    rows = [
        say.mrkdwn("pairing.one.names", names=name, state=_state(line, say)),
        say.mrkdwn(
            "pairing.one.dates",
            start=english.short_day(mentorship.start, today=line.today),
            end=english.short_day(mentorship.end, today=line.today),
            model=t(f"pairing.modal.{mentorship.model}"),
        ),
    ]
    if line.would_mentor:
        rows.append(say.mrkdwn("pairing.one.would_mentor", mentee=line.mentee.first_name))
    if mentorship.power:
        rows.append(say.mrkdwn("pairing.one.power", mentor=line.mentor.first_name, mentee=line.mentee.first_name))
    return modal(
        ONE_ID,
        title=t("pairing.one.title"),
        close=t("pairing.list.close"),
        blocks=[*map(section, rows), actions(*buttons), context(say.mrkdwn("pairing.list.what_you_see"))],
    )


def end_confirm(line: PairLine, say: Wording) -> View:
    """Says what both will read before a coordinator ends their mentorship."""
    return modal(
        END_ID,
        title=say.plain("pairing.end.title"),
        submit=say.plain("pairing.end.submit"),
        close=say.plain("pairing.end.close"),
        metadata={"pair": line.mentorship.id},
        blocks=[
            *_what_they_hear(line, say),
            context(say.mrkdwn("pairing.end.note")),
        ],
    )


def _what_they_hear(line: PairLine, say: Wording) -> list[Block]:
    mentor, mentee = line.mentor.first_name, line.mentee.first_name
    if not line.introduced:
        return [section(say.mrkdwn("pairing.end.untold", mentor=mentor, mentee=mentee))]
    return [
        section(say.mrkdwn("pairing.end.what")),
        section(say.mrkdwn("pairing.end.sentence", name=mentee, partner=mentor)),
        section(say.mrkdwn("pairing.end.sentence", name=mentor, partner=mentee)),
    ]


def ended(values: EndedOrReopened, say: Wording) -> Message:
    """Tells a member that the coordinator has ended the mentorship."""
    return _told("ended", values, say)


def reopened(values: EndedOrReopened, say: Wording) -> Message:
    """Tells a member that the mentorship goes on."""
    return _told("reopened", values, say)


def _told(which: str, values: EndedOrReopened, say: Wording) -> Message:
    names = {"partner": values.partner, "coordinator": values.coordinator}
    return message(
        say.plain(f"pairing.{which}.text", **names),
        section(say.mrkdwn(f"pairing.{which}.what", **names)),
        context(say.mrkdwn(f"pairing.{which}.who", **names)),
    )


def _state(line: PairLine, say: Wording) -> str:
    if line.ended_on is not None:
        return say.plain("pairing.list.ended_on", day=english.short_day(line.ended_on))
    gone = [person for person in (line.mentor, line.mentee) if person.deactivated]
    if len(gone) > 1:
        return say.plain("pairing.list.gone_several", names=english.listed([each.first_name for each in gone]))
    if gone:
        return say.plain("pairing.list.gone", name=gone[0].first_name, day=_gone_since(gone[0], line.today))
    stage = say.plain(f"process.{line.stage}.name")
    if line.closing_since is None:
        return stage
    return say.plain("pairing.list.closing", stage=stage, day=english.short_day(line.closing_since))


def _gone_since(person: Person, today: date) -> str:
    since = today if person.gone_since is None else cadence.local(person.gone_since, person.zone).date()
    return english.short_day(since, today=today)


MESSAGES = {"pairing.ended": ended, "pairing.reopened": reopened}
