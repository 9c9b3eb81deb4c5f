"""First contact: what this is, where you are, what you can do and who coordinates; never silence."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mentoring.people import Role
from bot.usecases.home import Ended, Hello, Here
from handlers.slack.show import Block, Message, View
from handlers.slack.views import where_you_are
from handlers.slack.views.blocks import actions, button, context, cut, divider, message, modal, section
from handlers.slack.views.help import opening
from handlers.slack.views.wording import Markup, Wording, mention
from prompts import english

TOUR = ("pair", "agree", "plan", "meet", "ask", "leave")


def first_contact(here: Here, say: Wording) -> Message:
    """For somebody in no mentorship, yet or any more."""
    return message(_text(here, say), *blocks(here, say))


def blocks(here: Here, say: Wording) -> Iterator[Block]:
    """The same for Home: after an end what is kept, and what may come next; before a beginning what this is."""
    if here.ended:
        yield from _after(here, say)
        return
    yield section(say.mrkdwn("home.hello.title", name=_name(here)))
    if here.program is None:
        yield section(_who(here, say))
    yield actions(_tour(say))
    if here.program is None:
        yield context(say.mrkdwn("home.hello.yours"))


def _after(here: Here, say: Wording) -> Iterator[Block]:
    """Z.retire: nobody is introduced to what they have been through; a mentee may mentor one day, a mentor begin with
    somebody new."""
    newest = here.ended[0]
    yield section(say.mrkdwn("home.over.title", others=newest.others, day=newest.day))
    yield context(say.mrkdwn("home.over.kept"))
    yield actions(*_to_read(newest, say), _answers(say))
    for each in here.ended[1:]:
        yield from _line(each, say)
    yield divider()
    yield section(_again(here, say))
    yield actions(_tour(say), button(say.plain("home.last.help_me"), "helpme.open", "mine"))


def _again(here: Here, say: Wording) -> str:
    invited = say.mrkdwn(f"home.over.{here.ended[0].role}")
    if here.contact is None:
        return f"{invited} {say.mrkdwn('home.over.nobody')}"
    return f"{invited} {say.mrkdwn('home.over.contact', contact=mention(here.contact))}"


def _tour(say: Wording) -> Block:
    return button(say.plain("home.hello.tour"), "welcome.tour", "tour")


def _answers(say: Wording) -> Block:
    return button(say.plain("home.last.answers"), "answers.open", "mine")


def over(here: Here, say: Wording, *, answers: bool) -> Iterator[Block]:
    """The mentorships that are over beside something that goes on, and the `answers` where nothing else leads to them."""
    for each in here.ended:
        yield from _line(each, say)
    if answers:
        yield actions(_answers(say), button(say.plain("home.last.help_me"), "helpme.open", "mine"))


def _line(ended: Ended, say: Wording) -> Iterator[Block]:
    yield section(say.mrkdwn("home.over.line", others=ended.others, day=ended.day))
    buttons = list(_to_read(ended, say))
    if buttons:
        yield actions(*buttons)


def _to_read(ended: Ended, say: Wording) -> Iterator[Block]:
    """What the two wrote together stays readable for both, and to each what is their own."""
    which = {"others": ended.others, "day": english.short_day(ended.day)}
    mentee = ended.role is Role.MENTEE
    for there, key, action in (
        (ended.closing, "home.last.closing", "closing.open"),
        (ended.plan, "home.plan.open", "plan.open"),
        (ended.agreement, "home.last.agreement", "agreement.open"),
        (ended.expectations, "home.over.expectations", "expectations.open"),
        (ended.thoughts and mentee, "home.over.nine", "nine.open"),
        (ended.thoughts and not mentee, "home.over.brought", "nine.brought"),
    ):
        if there:
            label = say.plain(f"{key}_over", **which)
            yield button(say.plain(key), action, f"pair:{ended.mentorship}", label=label)


def _who(here: Here, say: Wording) -> str:
    if here.contact is None:
        return say.mrkdwn("home.hello.no_contact")
    return say.mrkdwn("home.hello.nobody", contact=mention(here.contact))


def _text(here: Here, say: Wording) -> str:
    if here.ended:
        said = [say.plain("home.over.text", others=each.others, day=each.day) for each in here.ended]
        return " ".join([*said, say.plain("home.over.kept")])
    said = [say.plain("home.hello.text", name=_name(here))]
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
