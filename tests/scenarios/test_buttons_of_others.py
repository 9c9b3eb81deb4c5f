"""Every button there is, pressed by a stranger, by a coordinator, and by a member after the end: nothing changes, nothing
that was typed is shown to anybody but the two."""

from __future__ import annotations

import pytest

from bot.mentoring.people import Handle
from handlers.slack.chat import Chat, web_client
from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.incoming import Click, MessagePlace, State, ViewPlace
from handlers.slack.listeners import ACTIONS, attempt
from handlers.slack.views.wording import Wording
from playground.server import BOT_TOKEN
from prompts.library import load
from tests.scenarios.test_corners import end_of_all
from tests.scenarios.test_home import pair

TYPED = "Zebra"
OF_ONESELF = {
    "snooze.open",
    "snooze.off",
    "answers.open",
    "answers.page",
    "welcome.tour",
    "command.run",
    "absence.wait",
    "settings.more",
}
"""About nobody but who presses them: left alone here, and by what an end changes."""
OF_COORDINATORS = ("pair.create", "pair.many", "pair.offer", "pairs.", "signal.", "program.", "absence.", "health.")
LINKS = {"meeting.join", "helpme.contact", "calendar.open"}
VALUES = {
    "pair": "pair:1:1",
    "pairs": "pair:1",
    "goal": "goal:1:met",
    "step": "step:1:done",
    "checkin": "checkin:1:4",
    "answer": "checkin:1",
    "meeting": "meeting:1:held",
    "signal": "signal:1",
    "choose": "plan:1",
    "skip": "skip:1:N3:yes",
}
EXACTLY = {
    "agenda.goal": "pair:1:first",
    "agenda.show": "pair:1:M1.goals",
    "agenda.tick": "pair:1:M1.goals:done",
    "calendar.file": "meeting:1:0",
    "celebrate": "pair:1:names",
    "meeting.accept": "meeting:1:1",
    "step.add": "goal:1",
    "goal.add": "pair:1",
    "pairs.page": "going:0",
    "backwards.open": "goal:1",
    "backwards.more": "goal:1",
    "backwards.end": "goal:1",
    "nine.answer": "pair:1:1:goal",
    "thoughts.to": "pair:1:nine:1",
    "stage.feel": "stage:1:1:yes",
}


def value_of(action: str) -> str:
    return EXACTLY.get(action, VALUES.get(action.split(".")[0], "pair:1:1"))


def desk_of(story) -> Desk:
    companion = story.companion
    client = web_client(BOT_TOKEN, f"{story.server.url}/api/", companion.session)
    chat = Chat(client, companion.session)
    return Desk(
        companion.run, companion.clock.now, Wording(load()), companion.program, chat, Homes(companion.clock.elapsed)
    )


def kept(story):
    """Everything in the database but what is known about people."""
    tables = story.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'person' ORDER BY name")
    return {name: story.rows(f"SELECT * FROM {name}") for (name,) in tables}


async def press(story, user, action):
    place = MessagePlace(channel="C1", ts="1.1", ephemeral=False, response_url="")
    click = Click(Handle("T0COMMON", user), action, value_of(action), "trigger", message=place)
    if action.startswith("draft."):
        state = State({"words": {"value": {"type": "plain_text_input", "value": TYPED}}})
        form = ViewPlace("V1", "", "firstwords", '{"pair": 1, "draft": "first_words"}', state)
        click = click._replace(message=None, view=form)
    return await attempt(ACTIONS[action], click, desk_of(story))


@pytest.fixture
async def busy(story):
    """A pair with a draft, a plan, a meeting and an open question; what they typed has one word in it."""
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.say("/mentor agreement")
    await jonas.submit({"where": TYPED})
    await jonas.close()
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    await jonas.submit({"goal": TYPED, "outcome": f"{TYPED} is there"})
    await jonas.click("Add a step to goal 1")
    await jonas.submit({"step": TYPED})
    await jonas.close()
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-21", "time": "10:00"})
    await jonas.submit({"place": TYPED, "objective": TYPED})
    await jonas.close()
    await jonas.say("/mentor checkin")
    await story.settle()
    await story.person("Ewa").open_home()
    return story


@pytest.mark.parametrize("user", ["U0EWA", "U0RUTH"], ids=["stranger", "coordinator"])
async def test_nobody_else_changes_or_reads_anything_by_any_button(busy, user):
    before = kept(busy)
    for action in ACTIONS.keys() - OF_ONESELF:
        if action == "pairs.reopen" and user == "U0RUTH":
            continue
        shown = str(await press(busy, user, action))
        assert kept(busy) == before, action
        assert TYPED not in shown, action
        assert "wasn't saved" not in shown, action
        assert "Something broke" not in shown, action


async def test_after_the_end_no_button_changes_anything_and_each_says_so_plainly(busy):
    await end_of_all(busy)
    reading = {"plan.open", "agreement.open", "agreement.versions", "agreement.version", "choose"}
    taking_along = {"closing.open", "closing.carried"}
    of_no_pair = {"digest.open", "settings.open"}
    before = kept(busy)
    for action in ACTIONS.keys() - OF_ONESELF - LINKS:
        shown = str(await press(busy, "U0JONAS", action))
        assert kept(busy) == before, action
        if not action.startswith(OF_COORDINATORS) and action not in reading | taking_along | of_no_pair:
            assert "This mentorship ended on Monday 12 October" in shown, action
        if action in taking_along:
            assert "has ended" in shown or "My open goals" in shown, action
            assert "closing.write" not in shown, action
            assert "closing.end" not in shown, action
