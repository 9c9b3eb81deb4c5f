"""What one has kept for later is looked for in all that anybody else can open, and in what the engine reads."""

from __future__ import annotations

from bot.mentoring.people import Handle
from bot.usecases import drafts
from tests.scenarios.test_buttons_of_others import desk_of
from tests.scenarios.test_home import home_of, pair

WORDS = "Zebra"
FIELDS = {
    "expectations": ("own",),
    "first_words": ("words",),
    "vision": ("vision",),
    "vision:there": ("words_there",),
    "nine:1": ("words_1",),
    "closing:0": ("Z.accomplishments",),
    "closing:1": ("Z.evaluate.worked",),
    "closing:2": ("Z.retire.mentee", "Z.retire.mentor"),
    "objective:1": ("objective", "bring"),
    "progress:1": ("step",),
}
EVERYTHING = ("", " plan", " progress", " stage", " talk", " agreement", " meet", " close", " checkin")


async def keep_all(story, user):
    desk = desk_of(story)
    for page, fields in FIELDS.items():
        written = {**dict.fromkeys(fields, f"{WORDS} of {user}"), "show_1": ("show",), "tell": ("tell",)}
        await desk.run(drafts.keep, Handle("T0COMMON", user), 1, page, written, now=desk.now())


async def all_that_is_shown(story, person):
    """Home, every page behind a command, and every message, as this person gets it."""
    shown = [await home_of(person)]
    for command in EVERYTHING:
        await person.say(f"/mentor{command}")
        while person.modals:
            shown.append(str(person.modal().content))
            await person.close()
    for button in ("What we expect", "Open the agenda"):
        await person.click(button, at=person.group_with("U0AMARA" if person.id == "U0JONAS" else "U0JONAS").id)
        shown.append(str(person.modal().content))
        await person.close()
    await story.settle()
    return "\n".join([*shown, *(str([each.text, each.blocks]) for each in person.messages())])


async def test_nobody_else_is_shown_anything_of_it_and_nothing_follows_from_it(story):
    await pair(story)
    jonas, amara, ruth = (story.person(each) for each in ("Jonas", "Amara", "Ruth"))
    await jonas.say("/mentor close")
    await jonas.click("Begin")
    await jonas.close()
    tables = [name for (name,) in story.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'draft'")]
    before = {name: story.rows(f"SELECT * FROM {name}") for name in tables}
    await keep_all(story, "U0JONAS")
    await keep_all(story, "U0AMARA")
    assert {name: story.rows(f"SELECT * FROM {name}") for name in tables} == before
    for person, other in ((jonas, "U0AMARA"), (amara, "U0JONAS")):
        seen = await all_that_is_shown(story, person)
        assert f"{WORDS} of {other}" not in seen
        assert f"{WORDS} of {person.id}" in seen
    await ruth.say("/mentor-program pairs")
    await ruth.click("Open")
    assert WORDS not in str(ruth.modal().content)
    assert WORDS not in await home_of(ruth)
    assert "would like to become a mentor" not in str(ruth.modal().content)
