"""First contact: what this is, where you are, what you can do and who coordinates; never silence."""

from __future__ import annotations

from collections.abc import Iterator

from bot.usecases.home import Ended, Hello, Here
from handlers.slack.show import Block, Message, View
from handlers.slack.views import where_you_are
from handlers.slack.views.blocks import actions, button, context, cut, message, modal, section
from handlers.slack.views.help import opening
from handlers.slack.views.wording import Markup, Wording, mention
from prompts import english

TOUR = ("pair", "agree", "plan", "meet", "ask", "leave")


def first_contact(here: Here, say: Wording) -> Message:
    """For somebody in no mentorship (yet, or any more)."""
    return message(_text(here, say), *blocks(here, say))


def blocks(here: Here, say: Wording) -> Iterator[Block]:
    """The same for Home."""
    yield section(say.mrkdwn("home.hello.title", name=_name(here)))
    yield from over(here, say)
    if here.program is None:
        yield section(_who(here, say))
    buttons = [button(say.plain("home.hello.tour"), "welcome.tour", "tour")]
    if here.ended:
        buttons.append(button(say.plain("home.last.answers"), "answers.open", "mine"))
        buttons.append(button(say.plain("home.last.help_me"), "helpme.open", "mine"))
    yield actions(*buttons)
    if here.program is None:
        yield context(say.mrkdwn("home.hello.yours"))


def over(here: Here, say: Wording) -> Iterator[Block]:
    """The mentorships that are over, with what is kept of each."""
    for each in here.ended:
        yield section(say.mrkdwn("home.hello.ended", others=each.others, day=each.day))
        yield from _to_read(each, say)


def _to_read(ended: Ended, say: Wording) -> Iterator[Block]:
    """What the two wrote together stays readable for both."""
    value, which = f"pair:{ended.mentorship}", {"others": ended.others, "day": english.short_day(ended.day)}
    buttons = []
    if ended.agreement:
        label = say.plain("home.last.agreement_over", **which)
        buttons.append(button(say.plain("home.last.agreement"), "agreement.open", value, label=label))
    if ended.plan:
        label = say.plain("home.plan.open_over", **which)
        buttons.append(button(say.plain("home.plan.open"), "plan.open", value, label=label))
    if ended.closing:
        label = say.plain("home.last.closing_over", **which)
        buttons.append(button(say.plain("home.last.closing"), "closing.open", value, label=label))
    if buttons:
        yield actions(*buttons)


def _who(here: Here, say: Wording) -> str:
    if here.contact is None:
        return say.mrkdwn("home.hello.no_contact")
    return say.mrkdwn("home.hello.nobody", contact=mention(here.contact))


def _text(here: Here, say: Wording) -> str:
    said = [say.plain("home.hello.text", name=_name(here))]
    said += [say.plain("home.hello.ended_text", others=each.others, day=each.day) for each in here.ended]
    if here.contact is None:
        said.append(say.plain("home.hello.no_contact"))
    else:
        contact = here.contact_name or say.plain("home.hello.somebody")
        said.append(say.plain("home.hello.nobody_text", contact=contact))
    return " ".join(said)


def hello(values: Hello, say: Wording) -> Message:
    """The answer to something written: who I am, the command that may be meant, and where the person is."""
    here = values.here
    meant = list(_meant(values.word, say))
    if not here.parts and here.program is None:
        answer = first_contact(here, say)
        return Message(answer.text, (*meant, *answer.blocks))
    standing = where_you_are.where_you_are(here, say)
    text = f"{say.plain('home.hello.back_text', name=_name(here))} {standing.text}"
    help_ = button(say.plain("home.hello.help"), "command.run", "mentor:help")
    last = [] if here.contact is None else [context(_coordinates(here, say))]
    opening = section(say.mrkdwn("home.hello.back", name=_name(here)), accessory=help_)
    return message(text, opening, *meant, *standing.blocks, *last)


def _coordinates(here: Here, say: Wording) -> str:
    assert here.contact is not None
    return say.mrkdwn("home.hello.coordinator", contact=mention(here.contact))


def _meant(word: str | None, say: Wording) -> Iterator[Block]:
    if word is None:
        return
    about = say.plain(f"commands.mentor.{word}")
    text = say.mrkdwn("home.hello.meant", about=about[:1].upper() + about[1:], word=Markup(word))
    do_it = button(opening(word, say), "command.run", f"mentor:{word}")
    yield section(text, accessory=do_it)


def _name(here: Here) -> str:
    return cut(here.me.first_name, 40)


def tour(say: Wording) -> View:
    """See how it works."""
    return modal(
        "welcome.tour",
        title=say.plain("home.tour.title"),
        close=say.plain("home.tour.close"),
        blocks=[
            *(section(say.mrkdwn(f"home.tour.{each}")) for each in TOUR),
            context(say.mrkdwn("home.tour.yours")),
        ],
    )


MESSAGES = {"home.hello": hello}
