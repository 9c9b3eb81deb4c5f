"""The agreement on Slack: writing it page by page, reading, signing, and its earlier versions."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import agreement
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Both, Close, Open, Replace, Show, Update, View
from handlers.slack.views import agreement as page
from handlers.slack.views import agreement_sign as signing
from handlers.slack.views import agreement_versions as versions
from handlers.slack.views.agreement_notices import name_given


async def open_agreement(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor agreement`, *Open the agreement*: go on writing where it stopped, or read and sign; after the end, read."""
    found = await desk.run(agreement.versions, asked.who, id, now=desk.now())
    if found.reading.mentorship.is_ended:
        return Open(versions.build(desk.say, found))
    return Open(_next(found.reading, desk))


def _next(reading: agreement.Reading, desk: Desk) -> View:
    if reading.open_page is not None:
        return page.build(desk.say, reading, page=reading.open_page)
    return signing.build(desk.say, reading)


async def open_clicked(click: Click, desk: Desk) -> Show:
    """The same behind a button "pair:41"."""
    return await open_agreement(click, MentorshipId(click.id()), desk)


async def edit(click: Click, desk: Desk) -> Show:
    """*Change something*: from the first page on."""
    reading = await desk.run(agreement.read, click.who, MentorshipId(click.id()), now=desk.now())
    view = page.build(desk.say, reading, page=1)
    return Open(view) if click.view is None else Update(view)


async def back(click: Click, desk: Desk) -> Show:
    """An earlier page, "pair:41:1": it lies on top, so that what is typed below stays as it is."""
    reading = await desk.run(agreement.read, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(page.build(desk.say, reading, page=click.id(2), aside=True))


async def page_submitted(submission: Submission, desk: Desk) -> Show:
    """Save a page, then show the next; where somebody else was faster, show both and lose nothing."""
    given, aside = page.read(submission), page.is_aside(submission)
    saved = await desk.run(agreement.save_page, submission.who, given, now=desk.now())
    if saved.overtaken:
        return Update(page.build(desk.say, saved.reading, page=given.page, overtaken=saved.overtaken, aside=aside))
    if aside:
        return Close(all=False)
    if given.page < page.LAST:
        return Update(page.build(desk.say, saved.reading, page=given.page + 1))
    return Update(_next(saved.reading, desk))


async def sign(submission: Submission, desk: Desk) -> Show:
    """Sign what was read, or see what it says now. The messages that asked for it give way."""
    about = signing.read(submission)
    id = MentorshipId(about["mentorship"])
    signed = await desk.run(agreement.sign, submission.who, id, seen=about["seen"], now=desk.now())
    shown: Show = Update(signing.build(desk.say, signed.reading, changed=signed.changed))
    for place in signed.asked:
        shown = Both(shown, Replace(name_given(id, desk.say), place))
    return shown


async def show_versions(click: Click, desk: Desk) -> Show:
    """*All versions*."""
    found = await desk.run(agreement.versions, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(versions.build(desk.say, found))


async def show_version(click: Click, desk: Desk) -> Show:
    """*Read* one of them: "pair:41:2"."""
    found = await desk.run(agreement.versions, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(versions.version(desk.say, found, click.id(2)))


ACTIONS = {
    "agreement.open": open_clicked,
    "agreement.edit": edit,
    "agreement.back": back,
    "agreement.versions": show_versions,
    "agreement.version": show_version,
}
SUBMISSIONS = {page.CALLBACK_ID: page_submitted, signing.CALLBACK_ID: sign}
