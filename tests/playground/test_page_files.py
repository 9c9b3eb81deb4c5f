"""The page's files: kept by browsers, and never one that has changed since."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from playground import page_files
from playground.server import Server


@pytest.fixture
async def browser(server: Server) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(server.url) as session:
        yield session


async def test_all_that_the_page_names_is_there_and_may_be_kept_while_the_page_itself_is_asked_for_anew(
    browser: aiohttp.ClientSession,
) -> None:
    async with browser.get("/") as page:
        words = await page.text()
        assert (page.content_type, page.headers["Cache-Control"]) == ("text/html", "no-cache")
    named = re.findall(r'(?:src|href)="([^"#]+)"', words)
    assert len(named) >= 8
    for name in named:
        async with browser.get(f"/{name}") as file:
            assert (file.status, "immutable" in file.headers["Cache-Control"]) == (200, True), name


@pytest.mark.parametrize("path", ["/nothing", "/page/x/nothing.js", "/page/x/js", "/page/x/..%2f..%2fserver.py"])
async def test_nothing_else_is_there(browser: aiohttp.ClientSession, path: str) -> None:
    async with browser.get(path) as answer:
        assert (answer.status, await answer.text()) == (404, "There is no such page.")


def test_a_file_that_changes_makes_another_edition(tmp_path: Path) -> None:
    below = tmp_path / "js"
    below.mkdir()
    file = below / "a.js"
    file.write_text("1")
    os.utime(file, ns=(1, 1))
    first = page_files.edition(tmp_path)
    assert page_files.edition(tmp_path) == first
    file.write_text("2")
    os.utime(file, ns=(1, 2))
    assert page_files.edition(tmp_path) != first
