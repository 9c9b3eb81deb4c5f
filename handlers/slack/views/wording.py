"""Words from the library, made safe for Slack: what people typed or are called never pings, links or formats."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from prompts import english
from prompts.library import Library

FORMATTING = re.compile(r"[*_~`]")
NOT_PLAIN = re.compile("[*_~`&<>\\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]")
"""What `escaped` would change, beside spaces too many: every sign that formats, and every white space but the usual one."""


class Markup(str):
    """Text that is mrkdwn already (a mention we made) and must not be escaped again."""

    __slots__ = ()


def escaped(text: str) -> str:
    """Typed text for a mrkdwn field: escaped, without formatting signs, on one line."""
    if text.isalnum() or (NOT_PLAIN.search(text) is None and "  " not in text and text == text.strip()):
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
    if isinstance(value, time):
        return english.clock(value)
    return english.long_day(value) if isinstance(value, date) else str(value)


class Wording:
    """The library's texts for Slack's two kinds of text. A view asks for dozens of them while somebody waits, so text that
    needs nothing done to it goes straight through."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._text = library.text

    def plain(self, key: str, /, **values: object) -> str:
        """For plain_text and for the `text` of a message."""
        for name, value in values.items():
            if value.__class__ is not str:
                values[name] = spoken(value)
        return self._text(key, values)

    def mrkdwn(self, key: str, /, **values: object) -> str:
        """For mrkdwn; every value is escaped unless it is Markup."""
        for name, value in values.items():
            if value.__class__ is not Markup:
                values[name] = escaped(spoken(value))
        return self._text(key, values)
