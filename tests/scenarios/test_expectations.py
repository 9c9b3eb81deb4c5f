"""What each expects of the other: ticked alone and kept at once, shown to both only when both are done."""

from __future__ import annotations

from tests.scenarios.test_corners import end_of_all
from tests.scenarios.test_home import home_of, pair, words_of

MENTORS, MENTEES = "A sense of where to go", "No judging"
OWN = "Zebra, and walking while we talk"


def ticked(person):
    """What the form has ticked, by what it says."""
    element = next(block["element"] for block in person.modal().blocks if block["block_id"] == "ticked")
    return [each["text"]["text"] for each in element.get("initial_options", [])]


def shown(person):
    return words_of(person.modal().blocks)


async def open_from_the_introduction(person):
    other = "U0AMARA" if person.id == "U0JONAS" else "U0JONAS"
    await person.click("What we expect", at=person.group_with(other).id)


async def fill(person, *ticks, own=""):
    await person.choose("draft.note", list(ticks))
    assert await person.submit({"own": own}) == {}


async def test_a_tick_is_kept_at_once_and_the_form_taken_up_where_it_was_left(story):
    await pair(story)
    jonas = story.person("Jonas")
    await open_from_the_introduction(jonas)
    assert ticked(jonas) == []
    await jonas.choose("draft.note", [MENTEES])
    await jonas.close()
    await open_from_the_introduction(jonas)
    assert ticked(jonas) == [MENTEES]


async def test_nothing_is_seen_by_the_other_until_both_are_done(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await open_from_the_introduction(jonas)
    await fill(jonas, MENTEES, own=OWN)
    assert "Once Amara is done too" in shown(jonas)
    await story.settle()
    assert "Jonas has thought about what matters between you" in amara.last().text
    await amara.click("Tick mine")
    assert "judging" not in shown(amara)
    assert OWN not in shown(amara)
    await amara.choose("draft.note", [MENTORS])
    assert OWN not in str(amara.home)
    assert await amara.submit({}) == {}
    assert "What would feel like being judged?" in shown(amara)
    assert "What would be direction enough to begin with?" in shown(amara)
    assert OWN in shown(amara)
    await story.settle()
    assert jonas.last().text.startswith("You and Amara are both done")
    assert OWN not in str([each.blocks for each in (*jonas.messages(), *amara.messages())])


async def test_what_both_look_for_is_shown_as_shared(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    for person, tick in ((jonas, "Feedback that is honest"), (amara, "Honesty and openness")):
        await open_from_the_introduction(person)
        await fill(person, tick)
    assert "Honest words, said and heard" in shown(amara)
    assert "Jonas: Feedback that is honest" in shown(amara)
    assert "You: Honesty and openness" in shown(amara)
    assert "differ" not in shown(amara)


async def test_what_was_shown_can_be_read_after_the_end(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    for person, tick in ((jonas, MENTEES), (amara, MENTORS)):
        await open_from_the_introduction(person)
        await fill(person, tick)
        await person.close()
    await end_of_all(story)
    await jonas.open_home()
    await jonas.click("What we expected", at="home")
    assert MENTEES in shown(jonas)
    assert "Change mine" not in str(jonas.modal().blocks)


async def test_after_a_change_both_see_the_newer_once_both_are_done_again(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    for person, tick in ((jonas, MENTEES), (amara, MENTORS)):
        await open_from_the_introduction(person)
        await fill(person, tick)
        await person.close()
    await open_from_the_introduction(jonas)
    await jonas.click("Change mine")
    await fill(jonas, "The craft of mentoring: asking, listening, stepping back")
    await jonas.close()
    await open_from_the_introduction(amara)
    assert "No judging" in shown(amara)
    assert "The craft" not in shown(amara)
    assert "Jonas is done with a newer one" in shown(amara)
    await amara.click("Change mine")
    await amara.submit({})
    assert "The craft" in shown(amara)
    assert "No judging" not in shown(amara)


async def test_once_shown_the_other_is_told_when_it_is_changed_and_when_both_are_done_again(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    for person, tick in ((jonas, MENTEES), (amara, MENTORS)):
        await open_from_the_introduction(person)
        await fill(person, tick)
        await person.close()
    await open_from_the_introduction(jonas)
    await jonas.click("Change mine")
    await fill(jonas, "Feedback that is honest")
    await jonas.close()
    await story.settle()
    assert amara.last().text.startswith("Jonas has thought again about what matters between you.")
    await amara.click("Look at mine")
    await amara.click("Change mine")
    await amara.submit({})
    await story.settle()
    assert sum("You and Amara are both done" in each.text for each in jonas.messages()) == 2


async def test_who_has_begun_to_change_theirs_is_not_done_and_the_other_reads_nothing(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await open_from_the_introduction(jonas)
    await fill(jonas, MENTEES, own=OWN)
    await jonas.click("Change mine")
    await jonas.press_with("Keep for later", {"own": ""})
    await jonas.close()
    await open_from_the_introduction(amara)
    await fill(amara, MENTORS)
    assert "Once Jonas is done too" in shown(amara)
    await open_from_the_introduction(jonas)
    assert ticked(jonas) == [MENTEES]
    assert await jonas.submit({}) == {}
    assert MENTEES in shown(jonas)
    assert OWN not in shown(jonas)


async def test_home_says_that_the_other_is_done_and_each_is_written_to_once(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    for nth in range(3):
        await open_from_the_introduction(jonas)
        if nth:
            await jonas.click("Change mine")
        await fill(jonas, *[MENTEES, "Feedback that is honest"][: nth % 2 + 1])
        await jonas.close()
        await story.settle()
    assert sum("has thought about" in each.text for each in amara.messages()) == 1
    assert "Jonas is done with what matters between you" in await home_of(amara)


async def test_nothing_at_all_is_not_done(story):
    await pair(story)
    jonas = story.person("Jonas")
    await open_from_the_introduction(jonas)
    assert "Tick at least one" in (await jonas.submit({}))["own"]


async def test_a_change_that_is_discarded_leaves_what_was_said_before(story):
    await pair(story)
    jonas = story.person("Jonas")
    await open_from_the_introduction(jonas)
    await fill(jonas, MENTEES, own=OWN)
    await jonas.click("Change mine")
    await jonas.press_with("Keep for later", {"own": "Okapi"})
    await jonas.close()
    await open_from_the_introduction(jonas)
    await jonas.click("Discard")
    assert "Nothing of it is kept any more." in shown(jonas)
    await jonas.close()
    await open_from_the_introduction(jonas)
    assert "You are done." in shown(jonas)
    await jonas.click("Change mine")
    assert OWN in str(jonas.modal().blocks)


async def test_what_is_too_long_is_kept_whole_and_said_at_sending(story):
    await pair(story)
    jonas = story.person("Jonas")
    await open_from_the_introduction(jonas)
    await jonas.press_with("Keep for later", {"own": "W" * 151})
    assert "Kept, and only you see it." in shown(jonas)
    await jonas.close()
    await open_from_the_introduction(jonas)
    assert "This is longer than 150 characters." in (await jonas.submit({}))["own"]
    assert "W" * 151 in str(jonas.modal().blocks)


async def test_home_says_that_the_other_has_changed_theirs_once_both_were_done(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    for person, tick in ((jonas, MENTEES), (amara, MENTORS)):
        await open_from_the_introduction(person)
        await fill(person, tick)
        await person.close()
    await open_from_the_introduction(jonas)
    await jonas.click("Change mine")
    await fill(jonas, "Feedback that is honest")
    home = await home_of(amara)
    assert "Jonas has changed what matters between you" in home
    assert "Tick mine" not in home
