"""Pairing as coordinators do it on Slack: one pair, many pasted, the list, ending and taking up again."""

from __future__ import annotations

from bot.mentoring import cadence
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle
from bot.mentoring.refusals import Refusal
from bot.usecases import absences, pairing
from handlers.slack.desk import Desk
from handlers.slack.directory import read_directory
from handlers.slack.identity import introduce
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Close, Done, Errors, Open, Show, Update
from handlers.slack.views import pairing as view
from handlers.slack.views import pairing_many, pairs


async def pair_command(command: Command, desk: Desk) -> Show:
    """`/mentor-program pair [@mentor @mentee]`: the form, prefilled; `pair many` takes a pasted list."""
    if [word.lower() for word in command.words[1:]] == ["many"]:
        return await _many_form(command.who, desk)
    named: list[str | None] = [handle.user for handle in command.mentions]
    return await _form(command.who, desk, *([*named, None, None])[:2])


async def pair_click(click: Click, desk: Desk) -> Show:
    """The button *Pair two people*."""
    return await _form(click.who, desk, None, None)


async def _form(who: Handle, desk: Desk, mentor: str | None, mentee: str | None) -> Show:
    coordinator = await desk.run(pairing.require_coordinator, who)
    today = cadence.local(desk.now(), coordinator.zone).date()
    return Open(
        view.build(
            desk.say,
            mentor=mentor,
            mentee=mentee,
            start=today,
            end=cadence.working_day(today + view.LENGTH),
            channel=desk.program.celebration_channel,
        )
    )


async def pair_submitted(submission: Submission, desk: Desk) -> Show:
    """Introduce them: profiles are read anew, so that somebody deactivated yesterday is noticed."""
    request = view.read(submission)
    await _check_channel(request.celebration_channel, desk)
    for field, handle in (("mentor", request.mentor), ("mentee", request.mentee)):
        await introduce(desk, handle, field=field)
    before = submission.metadata.get("anew")
    if before is None:
        await desk.run(pairing.pair, submission.who, request, now=desk.now())
    else:
        await desk.run(absences.pair_anew, submission.who, MentorshipId(before), request, now=desk.now())
    return Close()


async def _check_channel(channel: str | None, desk: Desk) -> None:
    if channel is not None and not await desk.chat.can_post_in(channel):
        raise Refusal("pairing.cannot_post", field="channel")


async def many_click(click: Click, desk: Desk) -> Show:
    """The button *Paste many*."""
    return await _many_form(click.who, desk)


async def _many_form(who: Handle, desk: Desk) -> Show:
    coordinator = await desk.run(pairing.require_coordinator, who)
    today = cadence.local(desk.now(), coordinator.zone).date()
    end = cadence.working_day(today + view.LENGTH)
    return Open(pairing_many.build(desk.say, start=today, end=end, channel=desk.program.celebration_channel))


async def many_submitted(submission: Submission, desk: Desk) -> Show:
    """Check the whole list first: all faults at once, or the page that says what will be made."""
    directory = await read_directory(desk.chat)
    pasted, faults = pairing_many.read(submission, directory)
    given = {name: submission.values.date(name) for name in ("start", "end")}
    given["channel"] = submission.values.channel("channel")
    await _check_channel(given["channel"], desk)
    requests = pairing_many.requests(submission, [(each.mentor, each.mentee, each.power) for each in pasted], given)
    if pasted:
        await introduce(desk, *_everybody(requests))
        numbered = [(line.number, request) for line, request in zip(pasted, requests, strict=True)]
        faults = faults + await desk.run(pairing.check_many, submission.who, numbered, now=desk.now())
    if faults:
        return Errors(pairing_many.errors(faults, desk.say))
    names = await desk.run(pairing.names_of, requests)
    return Update(pairing_many.confirm(desk.say, pasted, names, given))


async def many_confirmed(submission: Submission, desk: Desk) -> Show:
    """Make them all, or none."""
    carried = submission.metadata
    pairs_given = [(mentor, mentee, bool(power)) for mentor, mentee, power in carried["pairs"]]
    await desk.run(
        pairing.pair_many,
        submission.who,
        pairing_many.requests(submission, pairs_given, carried),
        now=desk.now(),
    )
    return Close()


def _everybody(requests: list[PairRequest]) -> list[Handle]:
    return list(dict.fromkeys(handle for each in requests for handle in (each.mentor, each.mentee)))


async def pairs_command(command: Command, desk: Desk) -> Show:
    """`/mentor-program pairs`: the list."""
    page = await desk.run(pairing.list_pairs, command.who, ended=False, page=0, now=desk.now())
    return Open(pairs.pair_list(page, desk.say))


async def pairs_click(click: Click, desk: Desk) -> Show:
    """The button *All pairs*."""
    page = await desk.run(pairing.list_pairs, click.who, ended=False, page=0, now=desk.now())
    return Open(pairs.pair_list(page, desk.say))


async def page_click(click: Click, desk: Desk) -> Show:
    """Another page of the list: value "going:2" or "ended:0"."""
    kind, number = click.about
    page = await desk.run(pairing.list_pairs, click.who, ended=kind == "ended", page=int(number), now=desk.now())
    return Update(pairs.pair_list(page, desk.say))


async def one_click(click: Click, desk: Desk) -> Show:
    """*Open* beside a pair in the list."""
    line = await desk.run(pairing.one_pair, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(pairs.one_pair(line, desk.say))


async def end_click(click: Click, desk: Desk) -> Show:
    """*End it*: says first what both will read."""
    line = await desk.run(pairing.one_pair, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(pairs.end_confirm(line, desk.say))


async def end_submitted(submission: Submission, desk: Desk) -> Show:
    """End the pair."""
    await desk.run(pairing.end, submission.who, MentorshipId(submission.metadata["pair"]), now=desk.now())
    return Close()


async def reopen_click(click: Click, desk: Desk) -> Show:
    """*Take it up again*: the page shows the pair as it now is."""
    line = await desk.run(pairing.reopen, click.who, MentorshipId(click.id()), now=desk.now())
    return Update(pairs.one_pair(line, desk.say)) if click.view is not None else Done()


ACTIONS = {
    "pair.create": pair_click,
    "pair.many": many_click,
    "pairs.open": pairs_click,
    "pairs.page": page_click,
    "pairs.one": one_click,
    "pairs.end": end_click,
    "pairs.reopen": reopen_click,
}
SUBMISSIONS = {
    view.CALLBACK_ID: pair_submitted,
    pairing_many.CALLBACK_ID: many_submitted,
    pairing_many.CONFIRM_ID: many_confirmed,
    pairs.END_ID: end_submitted,
}
