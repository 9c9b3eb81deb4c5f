"""Every view and message that can be built, held against Slack's limits and our own rules."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from handlers.slack import views
from handlers.slack.show import Message
from handlers.slack.views import digest
from tests.block_linter import MESSAGE_WORDS, lint

# An introduction and a list of commands may say more than other messages; where you are grows with what there is.
WORDS = {
    ("pairing", "introduction"): 80,
    ("help", "help_"): 110,
    ("first_contact", "hello"): 80,
    ("where_you_are", "where_you_are"): 200,
    ("digest", "digest"): 120,
    ("digest", "standing"): 200,
}
# A celebration may end with one emoji.
CELEBRATIONS = {("celebrations", "post"), ("celebrations", "between")}
FOLDER = Path(views.__file__).parent


def built_in(file: Path) -> set[str]:
    """The public functions of a views file that build a modal, Home or a message, by their return annotation."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and isinstance(node.returns, ast.Name)
        and node.returns.id in {"View", "Message"}
        and not node.name.startswith("_")
        and file.stem != "blocks"
    }


MODULES = {file.stem: names for file in sorted(FOLDER.glob("*.py")) if (names := built_in(file))}


def samples_of(module: str):
    return importlib.import_module(f"tests.handlers.samples.{module}").SAMPLES


@pytest.mark.parametrize("module", MODULES)
def test_every_view_has_samples(module):
    assert set(samples_of(module)) == MODULES[module]


VIEWS = [(module, name) for module in MODULES for name in samples_of(module)]


@pytest.mark.parametrize(("module", "name"), VIEWS)
def test_view_keeps_the_rules(module, name, say):
    built = [build(say) for build in samples_of(module)[name]]
    # The first sample is as usual; the others carry people's long and strange names, which are none of our words.
    faults = {nth: faults_of(each, module, name, voice=nth == 0) for nth, each in enumerate(built)}
    assert {nth: found for nth, found in faults.items() if found} == {}


def faults_of(built, module, name, *, voice):
    if isinstance(built, Message):
        surface, payload = "message", {"text": built.text, "blocks": list(built.blocks)}
    else:
        surface, payload = built["type"], built
    emoji = int((module, name) in CELEBRATIONS)
    return lint(surface, payload, emoji=emoji, words=WORDS.get((module, name), MESSAGE_WORDS), voice=voice)


def test_of_any_message_it_is_known_how_much_of_a_screen_it_takes(say):
    built = [build(say) for module, name in VIEWS for build in samples_of(module)[name]]
    messages = [each for each in built if isinstance(each, Message)]
    drawn = [digest.PartDrawn(id, "", message) for id, message in enumerate(messages)]
    shown = digest.folded(drawn)
    assert not shown[0].folded
    assert shown[-1].folded
