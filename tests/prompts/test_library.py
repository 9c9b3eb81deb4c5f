"""The texts: every key that code asks for exists, every text is asked for, and each place is filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prompts.library import WrongTexts, load

ROOT = Path(__file__).parents[2]
LIBRARY = load()
CODE = "\n".join(
    file.read_text(encoding="utf-8")
    for folder in ("bot", "handlers", "prompts")
    for file in (ROOT / folder).rglob("*.py")
)


def test_every_text_that_code_names_exists():
    named = re.findall(r'\.(?:plain|mrkdwn|text)\(\s*"([a-z_]+(?:\.[A-Za-z0-9_]+)+)"', CODE)
    named += re.findall(r'\bt\(\s*"([a-z_]+(?:\.[A-Za-z0-9_]+)+)"', CODE)
    assert [key for key in named if key not in LIBRARY] == []


def test_every_refusal_has_its_words():
    raised = re.findall(r'(?:Refusal|refuse)\(\s*"([a-z_]+)\.([a-z_]+)"', CODE)
    missing = [f"{a}.{b}" for a, b in raised if f"{a}.refusals.{b}" not in LIBRARY]
    assert missing == []


def test_every_kind_of_notice_has_words_for_the_preview():
    from bot.usecases.notices import COMPOSERS

    assert [kind for kind in COMPOSERS if f"notices.{kind}" not in LIBRARY] == []


def test_a_wrong_file_is_refused_with_all_its_faults(tmp_path):
    (tmp_path / "a.toml").write_text('title = 3\n[part]\nempty = " "\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(WrongTexts) as wrong:
        load(tmp_path)
    assert len(str(wrong.value).splitlines()) == 3
