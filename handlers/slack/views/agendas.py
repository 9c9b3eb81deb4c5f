"""The agendas of the first two meetings, to be followed at the table, and the order of the goals."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.mentoring.agendas import PARTS, Which
from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.talks import Stands
from bot.usecases.agendas import Agenda, Order
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, button, context, cut, field, modal, option, section, select, typed
from handlers.slack.views.wording import Markup, Wording

CALLBACK_ID = "agenda"
ORDER, GOAL = "agenda.order", "agenda.goal"
PLACES = 3
QUESTIONS = {
    "M1.acquaint": ("common", "unique", "hobbies", "styles"),
    "M1.goals": ("where", "now", "help", "top"),
    "M1.agreement": ("what",),
    "M2.review": ("order", "objectives"),
    "M2.choose": ("next", "stretch"),
    "M2.steps": ("backwards", "kinds", "help"),
}


def build(agenda: Agenda, say: Wording) -> View:
    """Three parts of one hour; what was talked about is one line. Where the mentor manages or grades the mentee weaknesses
    are left out (section 14)."""
    which, names = agenda.which, {"mentor": agenda.mentor, "mentee": agenda.mentee}
    done = agenda.stands is Stands.DONE
    return modal(
        CALLBACK_ID,
        title=say.plain(f"agendas.{which}.title"),
        close=say.plain("agendas.modal.close"),
        metadata={"pair": agenda.mentorship},
        blocks=[
            section(say.mrkdwn(f"agendas.{which}.{'all' if done else 'lead'}", **names)),
            *(_before(agenda, say) if which is Which.FIRST and agenda.stands is Stands.NEW else ()),
            *(block for nth, part in enumerate(PARTS[which], start=1) for block in _part(agenda, part, nth, say)),
            *([actions(_find(agenda, say))] if done else []),
            context(say.mrkdwn(f"agendas.{which}.after", names=agenda.others)),
        ],
    )


def _before(agenda: Agenda, say: Wording) -> Iterator[Block]:
    yield section(say.mrkdwn("agendas.first.before"))
    yield actions(
        button(say.plain("agendas.modal.expectations"), "expectations.open", _pair(agenda)),
        button(say.plain("agendas.modal.first_words"), "firstwords.open", _pair(agenda)),
    )


def _part(agenda: Agenda, part: str, nth: int, say: Wording) -> Iterator[Block]:
    title = say.mrkdwn(f"agendas.{part}.title", mentee=agenda.mentee)
    day = agenda.through.get(part)
    if day is not None:
        bare = title.split("  ·  ")[0]
        label = say.plain("agendas.modal.again_label", nth=nth)
        again = button(say.plain("agendas.modal.again"), "agenda.tick", _tick(agenda, part, "open"), label=label)
        yield section(say.mrkdwn("agendas.modal.through", title=Markup(bare), day=day), accessory=again)
        return
    asked = [f"•  {say.mrkdwn(_key(part, each, agenda), **_names(agenda))}" for each in QUESTIONS[part]]
    yield section("\n".join([title, *asked]))
    if part in ("M1.goals", "M2.review"):
        yield from _goals(agenda, say)
    label = say.plain("agendas.modal.tick_label", nth=nth)
    tick = button(say.plain("agendas.modal.tick"), "agenda.tick", _tick(agenda, part, "done"), label=label)
    yield actions(*_ways(agenda, part, say), tick)


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
    if part == "M2.review" and len(agenda.goals) > 1:
        yield button(say.plain("agendas.modal.order"), "agenda.order", _pair(agenda))
    if part in ("M1.goals", "M2.review") and len(agenda.goals) < PLACES:
        yield button(say.plain("agendas.modal.add_goal"), "agenda.goal", f"{_pair(agenda)}:{agenda.which}")
    if part == "M1.agreement":
        key = "agendas.modal.agreed" if agenda.agreed else "agendas.modal.agreement"
        yield button(say.plain(key), "agreement.open", _pair(agenda))
    if part == "M2.steps":
        yield button(say.plain("agendas.modal.plan"), "plan.open", _pair(agenda))


def _find(agenda: Agenda, say: Wording) -> Block:
    return button(say.plain("agendas.modal.find"), "meet.open", _pair(agenda))


def _key(part: str, question: str, agenda: Agenda) -> str:
    return f"agendas.{part}.{question}{'_power' if agenda.power and question == 'now' else ''}"


def _names(agenda: Agenda) -> dict[str, str]:
    return {"mentor": agenda.mentor, "mentee": agenda.mentee}


def _pair(agenda: Agenda) -> str:
    return f"pair:{agenda.mentorship}"


def _tick(agenda: Agenda, part: str, wanted: str) -> str:
    return f"{_pair(agenda)}:{part}:{wanted}"


def goal(form: View, which: Which, below: str) -> View:
    """The form of a goal over an agenda, to which it leads back."""
    carried = {**json.loads(form["private_metadata"]), "agenda": which, "under": below}
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
    chosen = [submission.values.choice(f"place{nth}") for nth in range(1, PLACES + 1)]
    return MentorshipId(submission.metadata["pair"]), tuple(GoalId(int(each)) for each in chosen if each)
