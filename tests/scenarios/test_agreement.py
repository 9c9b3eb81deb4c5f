"""Two people write, sign and change their agreement."""

from __future__ import annotations

import json

PAGE_2 = {
    "What do you want from this, Jonas?": "Decide whether product work suits me\nRun one small study",
    "roles": ["Listens and thinks along"],
    "What will Amara do?": "Listen first",
    "What will Jonas do?": "Bring a question",
}


async def paired(story, channel="C0MENTOR"):
    ruth, amara, jonas = story.person("Ruth"), story.person("Amara"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit({"channel": channel})
    await story.settle()
    return amara, jonas


async def written(who, page_2=PAGE_2):
    await who.say("/mentor agreement")
    assert await who.submit({"where": "The small room"}) == {}
    assert await who.submit(page_2) == {}
    assert await who.submit() == {}


def shown(who):
    return json.dumps(who.modal().blocks, ensure_ascii=False)


async def test_both_sign_what_one_of_them_wrote_and_the_pair_has_an_agreement(story):
    amara, jonas = await paired(story)
    await written(jonas)
    assert "Run one small study" in shown(jonas)
    await jonas.submit()
    assert "You have signed" in shown(jonas)
    await jonas.close()
    await story.settle()
    assert amara.last().text.startswith("Jonas signed your agreement.")
    await amara.click("Read and sign")
    await amara.submit()
    assert "You have an agreement" in shown(amara)
    await amara.close()
    await story.settle()
    together = jonas.last(jonas.group_with("U0AMARA").id)
    assert together.text.startswith(
        "Jonas and Amara, you have an agreement. Both of you signed, the last one on Monday 12 October. "
        "You meet every other Tuesday at 10:00 in Stockholm, for an hour."
    )
    assert "study" not in json.dumps(together.blocks)
    assert jonas.last().text.startswith("When the two of you reach something, may I tell")
    assert amara.last().text.startswith("When the two of you reach something, may I tell")
