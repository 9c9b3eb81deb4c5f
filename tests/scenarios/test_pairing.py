"""A coordinator pairs two people."""

from __future__ import annotations


async def test_a_coordinator_pairs_two_people_and_both_are_introduced(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    assert await ruth.submit() == {}
    await story.settle()
    introduction = jonas.last(jonas.group_with("U0AMARA").id)
    assert introduction.text.startswith("Jonas, meet Amara. Amara, meet Jonas.")


async def test_someone_else_cannot_pair_and_is_told_who_can(story):
    jonas = story.person("Jonas")
    await jonas.say("/mentor-program pair")
    assert jonas.last().text == "Only coordinators can pair people. <@U0RUTH> can do it for you. Nothing was changed."
    assert story.rows("SELECT count(*) FROM mentorship") == [(0,)]


async def test_a_mistake_in_the_form_is_said_at_the_field_and_what_was_chosen_stays(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Jonas @Jonas")
    errors = await ruth.submit({"end": "2026-10-01"})
    assert errors == {
        "mentee": "Jonas is the mentor already. Choose somebody else as mentee.",
        "end": "This is not after the start. Choose a day after Monday 12 October.",
    }
    assert story.rows("SELECT count(*) FROM mentorship") == [(0,)]
