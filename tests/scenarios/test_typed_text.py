"""What people type stays in modals and Home, as plain text; no message ever carries it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from playground.acting import Acting
from tests.scenarios.conftest import Story
from tests.scenarios.shown import faults_of_all_shown

TYPED = "Kiwi <!channel> *b* _i_ `c` <https://x.example|x> <@U0RUTH> & :tada:"
PART = "Kiwi"


def typing(who: Acting, **chosen: Any) -> dict[str, Any]:
    """Strange words for every text field of the top modal, beside what is chosen."""
    fields = {block["block_id"]: block["element"] for block in who.modal().blocks if block["type"] == "input"}
    written = {id: TYPED[: each["max_length"]] for id, each in fields.items() if each["type"] == "plain_text_input"}
    return {**written, **chosen}


async def fill(who: Acting, **chosen: Any) -> None:
    assert await who.submit(typing(who, **chosen)) == {}


async def agree(jonas: Acting, amara: Acting) -> None:
    await jonas.say("/mentor agreement")
    await fill(jonas)
    await fill(jonas, roles=["Listens and thinks along"])
    await fill(jonas)
    assert TYPED in str(jonas.modal().blocks)
    await jonas.submit()
    await jonas.close()
    await amara.say("/mentor agreement")
    assert TYPED in str(amara.modal().blocks)
    await amara.submit()
    await amara.close()


async def plan(jonas: Acting, amara: Acting) -> None:
    await jonas.say("/mentor plan")
    await jonas.click("Write it")
    await fill(jonas)
    await jonas.click("Add a goal")
    await fill(jonas)
    assert TYPED in str(jonas.modal().blocks)
    await jonas.close()  # an outcome in the words of the goal is pointed at
    await jonas.click("Add a step to goal 1")
    await fill(jonas, due="2026-10-20")
    assert TYPED in str(jonas.modal().blocks)
    await jonas.close()
    await amara.say("/mentor plan")
    assert TYPED in str(amara.modal().blocks)
    await amara.close()


async def meet(jonas: Acting) -> None:
    await jonas.say("/mentor meet")
    assert await jonas.submit({"date": "2026-10-21", "time": "10:00"}) == {}
    # The place of a meeting may be told: here a link, which becomes a button.
    await fill(jonas, place="https://meet.example/ours")
    await jonas.close()


async def test_nothing_that_is_typed_is_ever_sent_or_can_ping_link_or_format(story: Story) -> None:
    ruth, jonas, amara = story.person("Ruth"), story.person("Jonas"), story.person("Amara")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit({"channel": "C0MENTOR"})
    await story.settle()
    await agree(jonas, amara)
    await plan(jonas, amara)
    await meet(jonas)
    await story.live_until(datetime(2026, 10, 21, 12, tzinfo=UTC))
    for person in (jonas, amara):
        await person.click("We met")
    await jonas.say("/mentor plan")
    await jonas.click("Mark goal met")
    await jonas.close()
    await story.live(weeks=4)
    for person in (jonas, amara, ruth):
        for asked in ("/mentor", "/mentor progress", "/mentor stage"):
            await person.say(asked)
        await person.open_home()
    sent = [
        str(message.text) + str(message.blocks)
        for channel in story.workspace.conversations.values()
        for message in channel.messages
    ]
    assert len(sent) > 10
    assert [one for one in sent if PART in one] == []
    assert faults_of_all_shown(story.server.journal.entries, typed=[PART]) == []
