"""Apps on SDKs that nobody here wrote do their errands in the stand-in as they would on Slack."""

import html
import json

import pytest

from playground.acting import NotOnScreen, NotPossible
from playground.records import BOT_USER
from tests.honesty.scene import Scene, words

pytestmark = pytest.mark.asyncio(loop_scope="module")

PRIYA, TOMAS, JONAS = "U0PRIYA", "U0TOMAS", "U0JONAS"


async def test_a_command_is_answered_to_that_person_alone(scene: Scene) -> None:
    priya = scene.person(PRIYA)
    await priya.say("/errand hello", channel="general")
    assert priya.last("general").text == "Hello, <@U0PRIYA>"
    assert "Hello, <@U0PRIYA>" not in [m.text for m in scene.person(TOMAS).messages("general")]


async def test_an_answer_can_be_for_all_in_the_channel(scene: Scene) -> None:
    await scene.person(PRIYA).say("/errand aloud", channel="general")
    assert scene.person(TOMAS).last("general").text == "Said aloud"


async def test_a_command_may_be_acknowledged_in_silence(scene: Scene) -> None:
    priya = scene.person(PRIYA)
    before = len(priya.messages("general"))
    await priya.say("/errand quiet", channel="general")
    assert len(priya.messages("general")) == before


async def test_mentions_reach_the_app_escaped_and_what_is_typed_cannot_format(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("/errand words @tomas & <b> #general", channel="general")
    assert jonas.last("general").text == "words <@U0TOMAS|tomas> &amp; &lt;b&gt; <#C0GENERAL|general>"


async def test_an_unknown_command_never_reaches_the_app(scene: Scene) -> None:
    with pytest.raises(NotPossible, match="/errands is not a valid command"):
        await scene.person(PRIYA).say("/errands hello", channel="general")


async def test_a_response_url_answers_in_private_unless_told_otherwise(scene: Scene) -> None:
    priya, tomas = scene.person(PRIYA), scene.person(TOMAS)
    await priya.say("/errand later", channel="general")
    await scene.message(tomas, "Second, for all", "general")
    await scene.message(priya, "First, for you", "general")
    assert "First, for you" not in [m.text for m in tomas.messages("general")]


async def test_a_response_url_works_five_times(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("/errand six", channel="general")
    await scene.message(jonas, "5 answers were taken")
    answers = [m.text for m in jonas.messages("general") if m.text.startswith("Answer")]
    assert answers == [f"Answer {n}" for n in range(1, 6)]


async def test_an_ephemeral_message_is_seen_by_one_person_and_its_buttons_work(scene: Scene) -> None:
    await scene.person(PRIYA).say("/errand group @priya @tomas", channel="general")
    tomas, priya = scene.person(TOMAS), scene.person(PRIYA)
    group = tomas.group_with(PRIYA).id
    await tomas.say("/errand whisper", channel=group)
    whisper = await scene.message(tomas, "Between us", group)
    assert "Between us" not in [m.text for m in priya.messages(group)]
    await tomas.click("Replace", at=whisper)
    await scene.message(tomas, "Replaced", group)
    assert "Between us" not in [m.text for m in tomas.messages(group)]
    await scene.person(TOMAS).say("/errand whisper", channel=group)
    again = await scene.message(tomas, "Between us", group)
    await tomas.click("Vanish", at=again)
    await scene.until(lambda: again not in tomas.messages(group))


async def test_too_fast_an_app_is_held_back_for_as_long_as_slack_says(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("/errand burst", channel="general")
    await scene.message(jonas, "Drop two")
    drops = [m for m in jonas.messages() if m.text.startswith("Drop")]
    assert [m.text for m in drops] == ["Drop one", "Drop two"]
    assert float(drops[1].ts) - float(drops[0].ts) >= 1


async def test_metadata_is_read_back_from_the_history(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("/errand keep", channel="general")
    assert jonas.last("general").text == "Found 1, the same: true"


async def test_channels_and_their_members_are_told(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("/errand rooms", channel="general")
    channels = [c for c in scene.server.workspace.conversations.values() if c.kind == "channel"]
    members = len(scene.server.workspace.conversations["C0GENERAL"].members)
    said = f"{len(channels)} channels. #general has {members} members, I am one: false"
    assert jonas.last("general").text == said


async def test_what_is_picked_in_a_message_reaches_the_app_at_once(scene: Scene) -> None:
    priya = scene.person(PRIYA)
    await priya.say("/errand pick", channel="general")
    message = await scene.message(priya, "Pick")
    await priya.choose("pick.one", "Pear", at=message)
    await scene.message(priya, "pick.one pear")
    await priya.choose("pick.day", "2026-12-24", at=message)
    await scene.message(priya, "pick.day 2026-12-24")
    await priya.choose("pick.people", [TOMAS, JONAS], at=message)
    await scene.message(priya, "pick.people U0TOMAS+U0JONAS")
    await priya.click("Mute it", at=message)
    await scene.message(priya, "pick.more mute")


async def test_a_form_submitted_untouched_carries_its_initial_values(scene: Scene) -> None:
    tomas = scene.person(TOMAS)
    await tomas.say("/errand form")
    await scene.modal(tomas, "A form")
    assert await tomas.submit() == {}
    assert tomas.modals == []
    heard = json.loads((await scene.message(tomas, "{")).text)
    assert heard["metadata"] == "kept"
    assert {block: actions["value"] for block, actions in heard["values"].items()} == {
        "title": {"type": "plain_text_input", "value": "Draft"},
        "choice": {
            "type": "static_select",
            "selected_option": {"text": {"type": "plain_text", "text": "Two", "emoji": True}, "value": "2"},
        },
        "day": {"type": "datepicker", "selected_date": "2026-11-21"},
        "time": {"type": "timepicker", "selected_time": None},
        "people": {"type": "multi_users_select", "selected_users": ["U0PRIYA"]},
        "note": {"type": "plain_text_input", "value": None},
    }


async def test_what_people_enter_reaches_the_app(scene: Scene) -> None:
    priya = scene.person(PRIYA)
    await priya.say("/errand form")
    await scene.modal(priya, "A form")
    entered = {"Title": "Mine", "Choice": "One", "Time": "09:30", "People": [JONAS, TOMAS], "Note": "a <b> & c"}
    assert await priya.submit(entered) == {}
    values = json.loads(html.unescape((await scene.message(priya, "{")).text))["values"]
    assert values["choice"]["value"]["selected_option"]["value"] == "1"
    assert values["time"]["value"]["selected_time"] == "09:30"
    assert values["people"]["value"]["selected_users"] == [JONAS, TOMAS]
    assert values["note"]["value"]["value"] == "a <b> & c"


async def test_errors_stand_at_their_field_until_corrected_and_the_modal_can_turn_into_another(scene: Scene) -> None:
    priya = scene.person(PRIYA)
    await priya.say("/errand form")
    form = await scene.modal(priya, "A form")
    assert await priya.submit({"title": "wrong"}) == {"title": "Choose another title."}
    assert priya.modal().id == form.id
    assert await priya.submit({"title": "update"}) == {}
    saved = await scene.modal(priya, "Saved")
    assert (saved.id, words(saved.blocks), len(priya.modals)) == (form.id, "It is saved", 1)
    await priya.close()
    assert priya.modals == []


async def test_a_submission_can_push_a_modal_and_clear_them_all(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("/errand form")
    await scene.modal(jonas, "A form")
    assert await jonas.submit({"title": "push"}) == {}
    assert words((await scene.modal(jonas, "Pushed")).blocks) == "On top of the form"
    await jonas.close()
    assert await jonas.submit({"title": "clear"}) == {}
    assert jonas.modals == []


async def test_a_required_field_is_asked_for_before_the_app_hears_of_it(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("/errand form")
    await scene.modal(jonas, "A form")
    assert list(await jonas.submit({"title": None})) == ["title"]
    await jonas.submit({"title": "clear"})


async def test_a_button_in_a_modal_updates_it_by_its_hash_and_keeps_what_was_typed(scene: Scene) -> None:
    priya = scene.person(PRIYA)
    await priya.say("/errand form")
    form = await scene.modal(priya, "A form")
    old_hash = form.hash
    await priya.click("More")
    await scene.until(lambda: words(priya.modal().blocks).startswith("There is more") or None)
    assert words(priya.modal().blocks) == "There is more, after hash_conflict"
    assert (priya.modal().id, priya.modal().hash != old_hash) == (form.id, True)
    await priya.submit({"title": "clear"})


async def test_a_button_in_a_modal_pushes_another_and_closing_tells_the_app(scene: Scene) -> None:
    tomas = scene.person(TOMAS)
    await tomas.say("/errand form")
    await scene.modal(tomas, "A form")
    await tomas.click("Deeper")
    await scene.modal(tomas, "Deeper")
    assert len(tomas.modals) == 2
    await tomas.close()
    await tomas.close()
    assert tomas.modals == []
    await scene.message(tomas, "Closed, all of it: false")


async def test_a_trigger_opens_one_modal_and_no_second(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("/errand twice", channel="general")
    assert jonas.last("general").text == "exchanged_trigger_id"
    assert words(jonas.modal().blocks) == "Once"
    await jonas.close()


async def test_a_message_to_the_app_is_answered_and_its_buttons_change_it(scene: Scene) -> None:
    jonas = scene.person(JONAS)
    await jonas.say("ping")
    pong = await scene.message(jonas, "pong")
    await scene.person(JONAS).click("Count", at=pong)
    await scene.message(jonas, "Counted 1 by U0JONAS")
    await scene.person(JONAS).click("Count", at=pong)
    counted = await scene.message(jonas, "Counted 2 by U0JONAS")
    assert (counted.ts, words(counted.blocks)) == (pong.ts, "Counted 2 by <@U0JONAS>")
    await scene.person(JONAS).click("Replace", at=counted)
    replaced = await scene.message(jonas, "Replaced")
    assert replaced.ts == pong.ts
    with pytest.raises(NotOnScreen):
        await jonas.click("Count", at=replaced)


async def test_a_button_can_make_its_message_vanish(scene: Scene) -> None:
    tomas = scene.person(TOMAS)
    await tomas.say("ping")
    pong = await scene.message(tomas, "pong")
    await scene.person(TOMAS).click("Vanish", at=pong)
    await scene.until(lambda: pong not in tomas.messages() or None)


async def test_a_group_dm_is_for_its_members_and_each_can_press(scene: Scene) -> None:
    await scene.person(PRIYA).say("/errand group @priya @tomas", channel="general")
    assert scene.person(PRIYA).last("general").text == "They have met"
    tomas = scene.person(TOMAS)
    group = tomas.group_with(PRIYA)
    assert set(group.members) == {PRIYA, TOMAS, BOT_USER}
    meet = await scene.message(tomas, "Meet each other", group.id)
    assert words(meet.blocks) == "<@U0PRIYA> and <@U0TOMAS>"
    await tomas.click("Count", at=meet)
    await scene.message(scene.person(PRIYA), "Counted 1 by U0TOMAS", group.id)
    with pytest.raises(NotOnScreen):
        scene.person(JONAS).messages(group.id)


async def test_the_same_people_share_one_group_dm(scene: Scene) -> None:
    await scene.person(PRIYA).say("/errand group @priya @jonas", channel="general")
    first = scene.person(PRIYA).group_with(JONAS)
    await scene.person(JONAS).say("/errand group @jonas @priya", channel="general")
    meetings = [m for m in scene.person(PRIYA).messages(first.id) if m.text == "Meet each other"]
    assert len(meetings) == 2


async def test_home_is_published_when_opened_and_after_a_tap(scene: Scene) -> None:
    priya = scene.person(PRIYA)
    await priya.open_home()
    home = await scene.home(priya, "Opened by <@U0PRIYA> in home")
    await priya.click("Tap", at=home)
    assert words((await scene.home(priya, "Tapped")).blocks) == "Tapped at Home"
    assert scene.person(TOMAS).home is None


async def test_what_slack_refuses_reaches_the_sdk_as_slacks_own_errors(scene: Scene) -> None:
    tomas = scene.person(TOMAS)
    await tomas.say("/errand wrong", channel=tomas.app_dm)
    answer = await scene.message(tomas, "channel_not_found")
    assert answer.text.split(" ") == [
        "channel_not_found",
        "user_not_found",
        "invalid_blocks",
        "msg_blocks_too_long",
        "invalid_trigger_id",
        "message_not_found",
        "no_text",
        "unknown_method",
        "not_in_channel",
        "missing_scope",
        "invalid_auth",
    ]


async def test_people_are_listed_page_by_page(scene: Scene) -> None:
    priya = scene.person(PRIYA)
    await priya.say("/errand people", channel="general")
    everybody = len(scene.server.workspace.people)
    assert priya.last("general").text == f"{everybody} people, you are in Asia/Kolkata, I am {BOT_USER}"
