"""What can be typed, made from the table that dispatches; and the answer to what can't."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.slack.show import Message
from handlers.slack.views.blocks import button, context, cut, message, section, typed
from handlers.slack.views.wording import Markup, Wording

HELP_ME = "help me"


def help_(command: str, groups: Mapping[str, str], say: Wording) -> Message:
    """A line for each word of a command; `groups` is word -> group, in the order of the table."""
    lines: dict[str, list[str]] = {}
    spoken = []
    for word, group in groups.items():
        if word in ("help", HELP_ME) or (not word and command != "/mentor"):
            continue  # this very list; and what is said last, in a sentence of its own
        about = say.plain(f"{_table(command)}.{word}")
        typed_so = f"{command} {word}".strip()
        lines.setdefault(group, []).append(
            say.mrkdwn("commands.help.line", command=Markup(typed_so), about=Markup(about))
        )
        spoken.append(f"{typed_so}: {about}".replace("`", ""))
    last = "commands.help.help_me" if command == "/mentor" else "commands.help.private"
    title = say.plain("commands.help.title")
    return message(
        f"{title}. {'; '.join(spoken)}. {say.plain(last).replace('`', '')}",
        section(f"*{title}*"),
        *(section("\n".join([f"*{say.plain(f'commands.groups.{group}')}*", *lines[group]])) for group in lines),
        context(say.mrkdwn(last)),
    )


def unknown(command: str, word: str, nearest: str | None, say: Wording) -> Message:
    """An unknown word: the nearest one as a button, and where everything is listed. What was typed stays plain."""
    what = f"{command} {cut(word, 60)}"
    help_text = say.mrkdwn("commands.unknown.help", help=Markup(f"{command} help"))
    if not nearest:
        text = say.plain("commands.unknown.text", typed=what)
        spoken = say.plain("commands.unknown.help_text", help=f"{command} help")
        return message(f"{text} {spoken}", typed(text), context(help_text))
    text = say.plain("commands.unknown.meant", typed=what, nearest=f"{command} {nearest}")
    open_it = button(opening(nearest, say), "command.run", f"{command[1:]}:{nearest}")
    return message(text, typed(text, accessory=open_it), context(help_text))


def opening(word: str, say: Wording) -> str:
    """What the button to a sub-command reads; the way out of trouble says what it is for."""
    return say.plain("home.last.help_me") if word == HELP_ME else say.plain("commands.unknown.open", word=word)


def _table(command: str) -> str:
    return "commands.mentor" if command == "/mentor" else "commands.program"
