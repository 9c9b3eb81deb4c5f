"""The page about the stage on Slack, the answer whether a stage feels true, and taking stock."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import stage_page
from bot.usecases.stage_page import Felt
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command
from handlers.slack.show import Both, Open, Replace, Show, Update
from handlers.slack.views import stage_notices, taking_stock
from handlers.slack.views import stages as view


async def stage(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor stage`: where this pair is."""
    return Open(view.build(await desk.run(stage_page.where_you_are, asked.who, id, now=desk.now()), desk.say))


async def stage_clicked(click: Click, desk: Desk) -> Show:
    """The same behind a button: value "pair:41"."""
    return await stage(click, MentorshipId(click.id()), desk)


async def felt(click: Click, desk: Desk) -> Show:
    """An answer by one tap, or none: value "stage:41:1794000000:yes", no or skip. The message that asked gives way, and the
    page is drawn anew."""
    felt = await _felt(click, desk)
    after = stage_notices.after(felt, desk.say)
    if click.message is not None:
        return Replace(after)
    where = await desk.run(stage_page.where_you_are, click.who, MentorshipId(click.id()), now=desk.now())
    page = Update(view.build(where, desk.say, felt=felt))
    return page if felt.told is None else Both(page, Replace(after, felt.told))


async def _felt(click: Click, desk: Desk) -> Felt:
    id, round, word = MentorshipId(click.id()), click.id(2), click.about[3]
    if word == "skip":
        return await desk.run(stage_page.skip, click.who, id, round=round, now=desk.now())
    return await desk.run(stage_page.feel, click.who, id, round=round, feels_true=word == "yes", now=desk.now())


async def closing(click: Click, desk: Desk) -> Show:
    """*We're closing*, confirmed: the page says so."""
    where = await desk.run(stage_page.begin_closing, click.who, MentorshipId(click.id()), now=desk.now())
    return Update(view.build(where, desk.say))


async def stock(click: Click, desk: Desk) -> Show:
    """The questions for taking stock: value "pair:41"."""
    return Open(taking_stock.build(await desk.run(stage_page.guide, click.who, MentorshipId(click.id())), desk.say))


ACTIONS = {"stage.open": stage_clicked, "stage.feel": felt, "stage.closing": closing, "stock.open": stock}
