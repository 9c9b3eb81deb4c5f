"""What the page for program managers shows can be copied, and is taken."""

from __future__ import annotations

import re
from pathlib import Path

from bot.mentoring.people import Role
from prompts.content import words

PAGE = (Path(__file__).parents[2] / "docs" / "own-words.md").read_text(encoding="utf-8")
FILES = (
    "en/check_ins/ours.toml",
    "en/check_ins/more.toml",
    "en/tips.toml",
    "en/tips.toml",
    "en/agendas.toml",
    "models/four_stage.toml",
)


def test_every_example_of_the_page_is_taken(tmp_path):
    examples = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    for file, example in zip(FILES, examples, strict=True):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        with (tmp_path / file).open("a", encoding="utf-8") as open_file:
            open_file.write(example)
    own = words(tmp_path)
    asked = {each.id for alike in own.content.questions.asked_in("N3", Role.MENTEE) for each in alike.questions}
    assert "ours-first-shift" in asked
    assert own.content.tip("ours-walk") is not None
    assert own.content.tip("small-note") is None
    assert own.library.text("process.S1.name") == "Arriving"
