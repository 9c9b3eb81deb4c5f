"""The document about the stand-in keeps up with the code."""

from __future__ import annotations

import re
from pathlib import Path

from playground import methods

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "stand-in.md").read_text(encoding="utf-8")
NAMES = re.compile(r"`([a-z_]+)`")
REFUSALS = re.compile(r'Refused\(\s*"([a-z_]+)"')


def test_every_error_that_the_stand_in_answers_is_documented() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "playground").glob("*.py"))
    answered = set(REFUSALS.findall(source))
    assert len(answered) > 40
    assert answered - set(NAMES.findall(PAGE)) == set()


def test_what_is_said_not_to_be_offered_is_not_there() -> None:
    assert "conversations.replies" in PAGE
    assert "conversations.replies" not in methods.METHODS
    assert "chat.scheduleMessage" not in methods.METHODS
