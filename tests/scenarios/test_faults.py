"""When the world fails: said plainly, nothing acknowledged that was not kept, nothing typed lost."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3

import pytest
from slack_sdk.errors import SlackApiError

from bot.mentoring.people import Handle
from handlers.slack import home
from storage.store import DEADLINE
from tests.scenarios.test_agreement import paired, shown, written
from tests.scenarios.test_check_ins import ask, buttons
from tests.scenarios.test_digest import asked_together, parts_of, skip_of

WHAT_FOR = {
    "goals": "Run one small study",
    "roles": ["Listens and thinks along"],
    "mentor_part": "Listen first",
    "mentee_part": "Bring a question",
}


@pytest.fixture
def slow_database(story):
    """Makes every unit of work take longer than a person waits."""
    elapsed = story.companion.store._writer._elapsed
    ticks = [0.0]

    def slower():
        ticks[0] += DEADLINE + 1
        return elapsed() + ticks[0]

    def slow_down():
        story.companion.store._writer._elapsed = slower

    def recover():
        story.companion.store._writer._elapsed = elapsed

    return slow_down, recover


@pytest.fixture
def slow_once(story, slow_database):
    """The same from the moment on at which this finds something in the file."""
    slow_down, recover = slow_database

    @contextlib.contextmanager
    def there(sql):
        elapsed = story.companion.store._writer._elapsed

        def look_first():
            if beside.execute(sql).fetchone():
                slow_down()
            return elapsed()

        with contextlib.closing(sqlite3.connect(story.database)) as beside:
            story.companion.store._writer._elapsed = look_first
            yield
        recover()

    return there


async def test_a_form_that_could_not_be_saved_stays_open_with_what_was_typed(story, slow_database):
    slow_down, recover = slow_database
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    slow_down()
    errors = await ruth.submit({"end": "2027-03-01"})
    assert errors == {
        "mentor": "That wasn't saved. Please tap again. The fault is mine. Nothing you did before is lost."
    }
    assert story.rows("SELECT count(*) FROM mentorship") == [(0,)]
    recover()
    assert await ruth.submit({"end": "2027-03-01"}) == {}
    assert story.rows("SELECT count(*) FROM mentorship") == [(1,)]


@pytest.fixture
async def overtaken(story):
    """Jonas has the second page of the agreement before him, which he opened from Home, and Amara has kept hers meanwhile."""
    amara, jonas = await paired(story)
    await amara.say("/mentor agreement")
    await amara.submit({"where": "The small room"})
    await jonas.open_home()
    await jonas.click("Agreement", at=jonas.home)
    await amara.submit(WHAT_FOR)
    return jonas


async def test_what_was_typed_over_somebody_elses_words_is_shown_though_home_cannot_be_drawn(story, overtaken):
    story.server.faults.order("answer_lost", method="views.publish")
    await overtaken.submit({**WHAT_FOR, "mentor_part": "Ask more than tell"})
    assert story.server.faults.befallen == 1
    assert "Amara changed this page while you had it open." in shown(overtaken)
    assert "Listen first" in shown(overtaken)
    assert "Ask more than tell" in shown(overtaken)


async def test_a_form_that_was_kept_says_so_though_home_cannot_be_read_after_it(story, slow_once):
    _, jonas = await paired(story)
    await jonas.open_home()
    await jonas.click("Agreement", at=jonas.home)
    with slow_once("SELECT 1 FROM agreement"):
        await jonas.submit({"where": "The small room"})
    assert "2 of 3" in shown(jonas)


async def test_what_a_form_leads_to_is_shown_though_the_message_that_asked_for_it_does_not_give_way(story):
    amara, jonas = await paired(story)
    await written(jonas)
    await jonas.submit()
    await story.settle()
    await amara.click("Read and sign")
    story.server.faults.order("server_error", method="chat.update")
    await amara.submit()
    assert story.server.faults.befallen == 1
    assert "Signed by both of you" in shown(amara)


@pytest.mark.parametrize(
    ("outcome", "windows"),
    [("A result that others use", ["plan.view"]), ("Get better", ["plan.view", "goal.hints"])],
    ids=["closes", "leads on"],
)
async def test_a_form_that_was_kept_says_so_though_the_plan_below_it_is_not_drawn(story, outcome, windows):
    _, jonas = await paired(story)
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    story.server.faults.order("server_error", method="views.update")
    assert await jonas.submit({"goal": "Run one small study", "outcome": outcome}) == {}
    assert story.server.faults.befallen == 1
    assert [view.content["callback_id"] for view in story.workspace.windows.stack(jonas.id)] == windows
    assert story.rows("SELECT title FROM goal") == [("Run one small study",)]


class NoJson:
    """What Slack's SDK puts into its error where an answer that says it is JSON is none."""

    status = 200


async def test_a_form_keeps_its_answer_though_home_is_answered_with_what_nobody_can_read(story, overtaken):
    async def unreadable(**_view):
        raise SlackApiError("Failed to parse the response body", NoJson())

    story.companion.desk.chat.client.views_publish = unreadable
    await overtaken.submit({**WHAT_FOR, "mentor_part": "Ask more than tell"})
    assert "Ask more than tell" in shown(overtaken)


async def test_a_form_keeps_its_answer_whatever_fails_after_it(story, overtaken):
    async def broken(**_view):
        raise ZeroDivisionError

    story.companion.desk.chat.client.views_publish = broken
    await overtaken.submit({**WHAT_FOR, "mentor_part": "Ask more than tell"})
    assert "Ask more than tell" in shown(overtaken)


@pytest.fixture
def slow_chat(story):
    """Slack takes its time for the next of these calls, until the function that comes back is awaited; no answer waits for it."""
    quick = asyncio.Event()

    def slow_down(method):
        client, behind = story.companion.desk.chat.client, story.companion.desk.behind
        call, close = getattr(client, method), behind.close

        async def slow(**given):
            setattr(client, method, call)
            await quick.wait()
            return await call(**given)

        setattr(client, method, slow)
        behind.in_time = 0.0

        async def recover():
            quick.set()
            await close()

        return recover

    yield slow_down
    quick.set()


async def test_a_form_is_answered_in_time_and_home_follows(story, overtaken, slow_chat):
    before, recover = overtaken.home.hash, slow_chat("views_publish")
    async with asyncio.timeout(5):
        await overtaken.submit({**WHAT_FOR, "mentor_part": "Ask more than tell"})
    assert "Ask more than tell" in shown(overtaken)
    assert overtaken.home.hash == before
    await recover()
    assert overtaken.home.hash != before


async def test_a_slow_drawing_of_home_never_stands_over_a_newer_one(story, overtaken, slow_chat):
    recover = slow_chat("views_publish")
    async with asyncio.timeout(5):
        await overtaken.submit({**WHAT_FOR, "mentor_part": "Ask more than tell"})
    story.rows("UPDATE person SET first_name = 'Amaranova' WHERE user_id = 'U0AMARA' RETURNING id")
    later = asyncio.create_task(home.draw(Handle("T0COMMON", "U0JONAS"), story.companion.desk))
    for _ in range(50):  # as far as it gets while the first one is on its way
        await asyncio.sleep(0)
    await recover()
    await later
    assert "Amaranova" in str(overtaken.home.blocks)


async def test_a_tap_is_acknowledged_in_time_and_its_message_follows(story, slow_chat):
    _, jonas = await paired(story)
    await ask(story, "s1-free-to-ask")
    recover = slow_chat("chat_update")
    async with asyncio.timeout(5):
        await jonas.click("4")
    assert "4" in buttons(jonas.last(jonas.app_dm))
    await recover()
    assert jonas.last(jonas.app_dm).text.startswith("Thank you, Jonas.")


async def test_a_form_that_slack_does_not_open_is_said_though_the_answer_has_left(story, slow_chat):
    ruth = story.person("Ruth")
    recover = slow_chat("views_open")
    story.server.faults.order("server_error", method="views.open")
    async with asyncio.timeout(5):
        await ruth.say("/mentor-program pair")
    await recover()
    await story.settle()
    assert ruth.last().text.startswith("Slack didn't open that for me.")
    assert ruth.modals == []


async def test_what_is_still_being_shown_is_waited_for_at_a_stop(story, overtaken, slow_chat):
    before, recover = overtaken.home.hash, slow_chat("views_publish")
    async with asyncio.timeout(5):
        await overtaken.submit({**WHAT_FOR, "mentor_part": "Ask more than tell"})
    session, found = story.companion.session, []
    close = session.close

    async def closing():
        found.append(overtaken.home.hash)
        await close()

    session.close, story.companion.desk.behind.close = closing, recover
    await story.stop_companion()
    assert len(found) == 1
    assert found[0] != before
    await story.start_companion()


async def test_a_tap_that_was_kept_is_acknowledged_though_its_message_cannot_be_read_after_it(story, slow_once):
    ruth, amara = story.person("Ruth"), story.person("Amara")
    for mentee in ("Jonas", "Priya", "Tomás"):
        await ruth.say(f"/mentor-program pair @Amara @{mentee}")
        await ruth.submit()
    story.rows("UPDATE person SET question_day = 4 WHERE user_id = 'U0AMARA' RETURNING id")
    await story.live(days=2)
    amara, messages = await asked_together(story)
    with slow_once("SELECT 1 FROM check_in WHERE skipped_at IS NOT NULL"):
        await amara.click(skip_of(parts_of(messages[-1])[0]), at=messages[-1])
    assert len(story.rows("SELECT 1 FROM check_in WHERE skipped_at IS NOT NULL")) == 1


async def test_a_command_that_could_not_be_answered_in_time_says_so(story, slow_database):
    slow_down, recover = slow_database
    ruth = story.person("Ruth")
    await ruth.open_home()
    slow_down()
    await ruth.say("/mentor")
    assert ruth.last().text.startswith("That wasn't saved. Please tap again.")
    recover()


async def test_what_somebody_does_first_after_a_start_is_done_though_slack_cannot_say_who_we_are(story):
    ruth = story.person("Ruth")
    story.server.faults.order("server_error", method="auth.test")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    assert story.rows("SELECT count(*) FROM mentorship") == [(1,)]


async def test_slack_that_refuses_for_a_while_gets_the_message_later_and_once(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    story.server.faults.order("rate_limited", method="chat.postMessage")
    await story.settle()
    await story.live(minutes=5)
    group = jonas.group_with("U0AMARA").id
    assert [message.text.split(".")[0] for message in jonas.messages(group)] == ["Jonas, meet Amara"]
    assert story.rows("SELECT state FROM outbox WHERE kind = 'pairing.introduction'") == [("sent",)]


async def test_an_answer_that_was_lost_is_never_sent_again_blindly(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    story.server.faults.order("answer_lost", method="chat.postMessage")
    await story.settle()
    await story.live(hours=2)
    assert len(jonas.messages(jonas.group_with("U0AMARA").id)) == 1
    assert story.rows("SELECT state FROM outbox WHERE kind = 'pairing.introduction'") == [("parked",)]


async def test_a_restart_keeps_everything_and_repeats_nothing(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    await story.stop_companion()
    await story.start_companion()
    await story.settle()
    assert len(jonas.messages(jonas.group_with("U0AMARA").id)) == 1
    await jonas.say("/mentor")
    assert "Amara" in jonas.last().text


@pytest.mark.parametrize("fault", ["rate_limited", "server_error", "answer_lost"])
async def test_a_form_that_slack_does_not_open_is_said_and_the_next_try_works(story, fault):
    ruth = story.person("Ruth")
    await ruth.open_home()
    story.server.faults.order(fault, method="views.open")
    await ruth.say("/mentor-program pair")
    assert ruth.last().text.startswith("Slack didn't open that for me. Please try again in a moment.")
    if fault != "answer_lost":
        assert ruth.modals == []
        await ruth.say("/mentor-program pair")
        assert "Introduce them" in str(ruth.modal())


async def test_a_button_in_a_message_whose_form_does_not_open_says_so_there(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    group = jonas.group_with("U0AMARA").id
    story.server.faults.order("server_error", method="views.open")
    await jonas.click("Find a time", at=group)
    assert jonas.last(group).text.startswith("Slack didn't open that for me.")
    assert jonas.modals == []


async def test_a_direct_message_whose_answer_was_lost_is_found_and_what_waits_for_it_goes_on(story):
    jonas = story.person("Jonas")
    story.server.faults.order("answer_lost", method="chat.postMessage")
    await jonas.say("hello")
    await story.settle()
    assert story.rows("SELECT state FROM outbox WHERE kind = 'home.hello'") == [("sending",)]
    await story.live(minutes=2)
    assert story.rows("SELECT state FROM outbox WHERE kind = 'home.hello'") == [("sent",)]
    assert len([each for each in jonas.messages(jonas.app_dm) if each.by_app]) == 1


async def test_a_direct_message_that_never_arrived_is_sent_again(story):
    jonas = story.person("Jonas")
    story.server.faults.order("server_error", method="chat.postMessage")
    await jonas.say("hello")
    await story.settle()
    assert [each for each in jonas.messages(jonas.app_dm) if each.by_app] == []
    await story.live(minutes=2)
    assert len([each for each in jonas.messages(jonas.app_dm) if each.by_app]) == 1


async def test_profiles_that_come_in_another_order_end_as_they_are(story):
    jonas = story.person("Jonas")
    await jonas.say("/mentor")
    emitted = []
    heard = story.server.events.heard
    story.workspace.on_event[:] = [emitted.append]
    for zone in ("Asia/Tokyo", "America/New_York", "Africa/Cairo"):
        story.workspace.change_person("U0JONAS", tz=zone)
    for nth in (1, 2, 0, 1):
        heard(emitted[nth])
        await story.settle()
    assert story.rows("SELECT zone FROM person WHERE user_id = 'U0JONAS'") == [("Africa/Cairo",)]
