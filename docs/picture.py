"""Takes the pictures of the README: `make picture` starts the playground and its scenes, looks at them in Chromium."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
BEGIN = "2026-11-16T08:30"
"""A Monday morning, so that the pictures differ only where the product does."""
PICTURES = (
    ("playground.png", (1440, 900), "home", "You and Tomás"),
    ("playground-phone.png", (390, 844), "messages", "Only you see your answer"),
)
"""File, size, which tab of the companion Priya has open, and what has to be on it."""
SCENES = (
    ("there-and-back", "U0PRIYA", "fit you"),
    ("a-rough-patch", "U0JONAS", "take place"),
    ("moving-on", "U0EWA", "fit you"),
)
"""Name, who looks on a phone a day later, and what has to be there by then."""
PHONE = (390, 720)
MOST = 300_000
"""Bytes of a picture that still belongs into a repository."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def playground(*scene: str) -> Iterator[str]:
    """The address of a playground that runs as long as this lasts."""
    command = [sys.executable, "-m", "bot", "play", "--port", os.environ.get("PORT", "3987"), "--from", BEGIN, *scene]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            told = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://[^/\s]+", told)
            if found is None:
                raise SystemExit("The playground did not start; is the port taken? Set PORT to another one.")
            yield found.group()
        finally:
            process.terminate()


def take(browser: Browser, address: str, file: Path, size: tuple[int, int], place: str, words: str) -> None:
    """One picture, in the light colours, of a place like "?as=U0PRIYA#home", once it shows these words."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        locale="en-GB",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page.goto(f"{address}/{place}")
    page.locator("body.ready").wait_for()
    page.get_by_text(words).last.wait_for()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)
    page.close()
    if file.stat().st_size > MOST:
        raise SystemExit(f"{file.name} is larger than {MOST // 1000} kB.")


def a_day_later(address: str) -> None:
    """Press *+ Day*."""
    asked = Request(f"{address}/play/calendar", json.dumps({"until": "day", "fast": True}).encode(), method="POST")
    asked.add_header("Content-Type", "application/json")
    with urlopen(asked, timeout=60) as answer:
        if not json.load(answer)["ok"]:
            raise SystemExit("The calendar did not move.")


def main() -> None:
    """Take them all. Needs a Chromium on the machine, or its path in CHROMIUM."""
    chromium = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("No Chromium was found. Install chromium, or say where it is in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with playground() as address:
            for name, size, tab, words in PICTURES:
                take(browser, address, HERE / name, size, f"?as=U0PRIYA#{tab}", words)
        for scene, who, words in SCENES:
            with playground("--scene", scene) as address:
                a_day_later(address)
                take(browser, address, HERE / f"scene-{scene}.png", PHONE, f"?as={who}#messages", words)
        browser.close()


if __name__ == "__main__":
    main()
