"""Fixtures that every part of the tests uses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handlers.slack.views.wording import Wording
from prompts.library import load
from tests.builders import Hand, hands


@pytest.fixture
def hand() -> Iterator[Hand]:
    """A store in memory with the cast in it."""
    yield from hands()


@pytest.fixture(scope="session")
def say() -> Wording:
    """The real texts."""
    return Wording(load())
