"""The agendas of the first two meetings, to be followed at the table, and the order of the goals."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from bot.mentoring.agendas import PARTS, Which
from bot.mentoring.goals import AT_A_TIME, GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.talks import Stands
from bot.usecases.agendas import Agenda, Order
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import (
    actions,
    bullets,
    button,
    context,
    cut,
    divider,
    field,
    modal,
    option,
    section,
    select,
    typed,
)
from handlers.slack.views.wording import Markup, Wording

CALLBACK_ID = "agenda"
ORDER, GOAL = "agenda.order", "agenda.goal"
QUESTIONS = {
    "M1.acquaint": ("common", "unique", "hobbies", "styles"),
    "M1.goals": ("where", "now", "help", "top"),
    "M1.agreement": ("what",),
    "M2.review": ("order", "objectives"),
    "M2.choose": ("next", "stretch"),
    "M2.steps": ("backwards", "kinds", "help"),
}
WITH_GOALS = ("M1.goals", "M2.review")


def build(agenda: Agenda, say: Wording, *, shown: Collection[str] | None = None) -> View:
    """An hour in three parts: the one to talk about now with its questions, the others a line each. `shown`: which have
    their questions, in place of the first that is open."""
    which = agenda.which
    if shown is None:
        shown = [part for part in PARTS[which] if part not in agenda.through][:1]
    return modal(
        CALLBACK_ID,
        title=say.plain(f"agendas.{which}.title"),
        close=say.plain("agendas.modal.close"),
        metadata={"pair": agenda.mentorship, "shown": [*shown]},
        blocks=[
            section(say.mrkdwn(f"agendas.{which}.{_lead(agenda)}", **_names(agenda))),
            *_parts(agenda, shown, say),
            *_then(agenda, shown, say),
            *(_before(agenda, say) if which is Which.FIRST and agenda.stands is Stands.NEW else ()),
            context(say.mrkdwn(f"agendas.{which}.after", names=agenda.others)),
        ],
    )


def _lead(agenda: Agenda) -> str:
    return "all" if agenda.stands is Stands.DONE else "lead"


def _parts(agenda: Agenda, shown: Collection[str], say: Wording) -> Iterator[Block]:
    """A part with its questions stands between lines, so that it is seen at once what belongs to it."""
    for nth, part in enumerate(PARTS[agenda.which], start=1):
        yield from [divider()] if nth > 1 and {part, PARTS[agenda.which][nth - 2]} & {*shown} else []
        if part in shown:
            yield from _part(agenda, part, nth, say, primary=len(shown) == 1)
        else:
            yield _line(agenda, part, nth, say)


def _line(agenda: Agenda, part: str, nth: int, say: Wording) -> Block:
    label = say.plain("agendas.modal.show_label", nth=nth)
    look = button(say.plain("agendas.modal.show"), "agenda.show", f"{_pair(agenda)}:{part}", label=label)
    return section(_title(agenda, part, say), accessory=look)


def _title(agenda: Agenda, part: str, say: Wording) -> str:
    title, day = say.mrkdwn(f"agendas.{part}.title", mentee=agenda.mentee), agenda.through.get(part)
    if day is None:
        return title
    return say.mrkdwn("agendas.modal.through", title=Markup(title.split("  ·  ")[0]), day=day)


def _part(agenda: Agenda, part: str, nth: int, say: Wording, *, primary: bool) -> Iterator[Block]:
    yield section(_title(agenda, part, say))
    yield bullets(*(say.plain(_key(part, each, agenda), **_names(agenda)) for each in QUESTIONS[part]))
    if part in WITH_GOALS:
        yield from _goals(agenda, say)
    word, wanted = ("again", "open") if part in agenda.through else ("tick", "done")
    tick = button(
        say.plain(f"agendas.modal.{word}"),
        "agenda.tick",
        f"{_pair(agenda)}:{part}:{wanted}",
        label=say.plain(f"agendas.modal.{word}_label", nth=nth),
        primary=primary and word == "tick",
    )
    yield actions(tick, *_ways(agenda, part, say))


def _goals(agenda: Agenda, say: Wording) -> Iterator[Block]:
    """What people typed, plain."""
    if not agenda.goals:
        yield context(say.mrkdwn("agendas.modal.no_goals"))
        return
    yield section(say.mrkdwn("agendas.modal.goals"))
    lines = [
        say.plain("agendas.modal.goal", nth=nth, title=cut(goal.title, 200))
        for nth, goal in enumerate(agenda.goals, start=1)
    ]
    yield typed("\n".join(lines))


def _ways(agenda: Agenda, part: str, say: Wording) -> Iterator[Block]:
    """Where a part leads: to a goal, their order, the agreement, the plan."""
    if part in WITH_GOALS and len(agenda.goals) < AT_A_TIME:
        yield _add_goal(agenda, say)
    if part == "M2.review" and len(agenda.goals) > 1:
        yield button(say.plain("agendas.modal.order"), "agenda.order", _pair(agenda))
    if part == "M1.agreement":
        key = "agendas.modal.agreed" if agenda.agreed else "agendas.modal.agreement"
        yield button(say.plain(key), "agreement.open", _pair(agenda))
    if part == "M2.steps":
        yield button(say.plain("agendas.modal.plan"), "plan.open", _pair(agenda))


def _then(agenda: Agenda, shown: Collection[str], say: Wording) -> Iterator[Block]:
    """What is left to do about parts that are folded: a goal may come to mind later, and after all of them the next time."""
    done = agenda.stands is Stands.DONE
    folded = any(part in agenda.through and part not in shown for part in {*WITH_GOALS} & {*PARTS[agenda.which]})
    buttons = []
    if done:
        buttons.append(button(say.plain("agendas.modal.find"), "meet.open", _pair(agenda), primary=True))
    if folded and len(agenda.goals) < AT_A_TIME:
        buttons.append(_add_goal(agenda, say))
    if buttons:
        yield actions(*buttons)


def _before(agenda: Agenda, say: Wording) -> Iterator[Block]:
    yield divider()
    yield section(say.mrkdwn("agendas.first.before"))
    yield actions(
        button(say.plain("agendas.modal.expectations"), "expectations.open", _pair(agenda)),
        button(say.plain("agendas.modal.first_words"), "firstwords.open", _pair(agenda)),
    )


def _add_goal(agenda: Agenda, say: Wording) -> Block:
    return button(say.plain("agendas.modal.add_goal"), "agenda.goal", f"{_pair(agenda)}:{agenda.which}")


def _key(part: str, question: str, agenda: Agenda) -> str:
    return f"agendas.{part}.{question}{'_power' if agenda.power and question == 'now' else ''}"


def _names(agenda: Agenda) -> dict[str, str]:
    return {"mentor": agenda.mentor, "mentee": agenda.mentee}


def _pair(agenda: Agenda) -> str:
    return f"pair:{agenda.mentorship}"


def goal(form: View, which: Which, below: str, shown: Collection[str] | None) -> View:
    """The form of a goal over an agenda, to which it leads back; `shown`: what is looked at there."""
    carried = {**json.loads(form["private_metadata"]), "agenda": which, "under": below, "shown": shown}
    return {**form, "callback_id": GOAL, "private_metadata": json.dumps(carried, sort_keys=True)}


def order(values: Order, say: Wording, *, below: str = "") -> View:
    """A place for each goal; `below`: the agenda under this form."""
    offered = [option(each.title, str(each.id)) for each in values.goals]
    return modal(
        ORDER,
        title=say.plain("agendas.order.title"),
        submit=say.plain("agendas.order.submit"),
        close=say.plain("agendas.order.close"),
        metadata={"pair": values.mentorship, "below": below},
        blocks=[
            *(
                field(f"place{nth}", say.plain(f"agendas.order.place{nth}"), select(offered, str(goal.id)))
                for nth, goal in enumerate(values.goals, start=1)
            ),
            context(say.mrkdwn("agendas.order.shared")),
        ],
    )


def read_order(submission: Submission) -> tuple[MentorshipId, tuple[GoalId, ...]]:
    """Whose goals, and the order that was chosen."""
    chosen = [submission.values.choice(f"place{nth}") for nth in range(1, AT_A_TIME + 1)]
    return MentorshipId(submission.metadata["pair"]), tuple(GoalId(int(each)) for each in chosen if each)
