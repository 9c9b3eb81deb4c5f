"""Words from the library, made safe for Slack: what people typed or are called never pings, links or formats."""

from __future__ import annotations

import re
from datetime import date, datetime

from prompts import english
from prompts.library import Library

FORMATTING = re.compile(r"[*_~`]")


class Markup(str):
    """Text that is mrkdwn already (a mention we made) and must not be escaped again."""

    __slots__ = ()


def escaped(text: str) -> str:
    """Typed text for a mrkdwn field: escaped, without formatting signs, on one line."""
    if text.isalnum():
        return text
    bare = FORMATTING.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(bare.split())


def unmarked(text: str) -> str:
    """Typed text for the `text` of a message: without any sign that formats, pings or links, on one line."""
    return " ".join(FORMATTING.sub("", text).translate(str.maketrans("", "", "<>")).split())


def mention(user: str) -> Markup:
    """A mention that pings; only where a ping is right: introduction and first contact."""
    return Markup(f"<@{user}>")


def spoken(value: object) -> str:
    """A value as a sentence says it: days and local times in words, everything else as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f"{english.long_day(value.date())}, {english.clock(value.time())}"
    return english.long_day(value) if isinstance(value, date) else str(value)


class Wording:
    """The library's texts for Slack's two kinds of text."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def plain(self, key: str, /, **values: object) -> str:
        """For plain_text and for the `text` of a message."""
        if not values:
            return self.library.text(key)
        return self.library.text(key, **{name: spoken(value) for name, value in values.items()})

    def mrkdwn(self, key: str, /, **values: object) -> str:
        """For mrkdwn; every value is escaped unless it is Markup."""
        if not values:
            return self.library.text(key)
        safe = {name: value if isinstance(value, Markup) else escaped(spoken(value)) for name, value in values.items()}
        return self.library.text(key, **safe)
