"""Closing together: the two ways to end, how far each is, and what all wrote, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.mentoring.closing_part import Part, shown_questions
from bot.mentoring.mentorship import Celebration
from bot.mentoring.milestones import allowed
from bot.usecases.closing import Seen
from handlers.slack.show import Block, View
from handlers.slack.views import closing_carried
from handlers.slack.views.blocks import (
    actions,
    asked_first,
    button,
    context,
    cut,
    divider,
    modal,
    plain,
    section,
    typed,
)
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "closing.page"


def build(seen: Seen, say: Wording, *, leave: bool = False) -> View:
    """The page, wherever the closing stands. `leave`: somebody has come for the way out, so the private one is there, too."""
    if seen.mentorship.is_ended:
        return _page(seen, say, _over(seen, say), title="title_over")
    if seen.mentorship.closing_since is None:
        return _ways(seen, say)
    return _page(seen, say, _together(seen, say) if seen.both else _on_the_way(seen, say, leave=leave))


def _ways(seen: Seen, say: Wording) -> View:
    """How it can end: together, or in private; and, where time is left, goals first."""
    value = _value(seen)
    together = section(say.mrkdwn(_for_all("closure.ways.together", seen)))
    begin = button(
        say.plain("closure.ways.begin"),
        "closing.begin",
        value,
        label=say.plain("closure.ways.begin_label", others=cut(seen.others, 40)),
        primary=True,
    )
    told = context(say.mrkdwn("closure.ways.together_told", others=seen.others))
    leave = button(say.plain("closure.ways.leave_button"), "close.leave", value)
    return modal(
        CALLBACK_ID,
        title=say.plain("closure.ways.title"),
        close=say.plain("closure.ways.close"),
        blocks=[
            together,
            told,
            actions(begin),
            *_goals_first(seen, say, button(say.plain("closure.revisit.plan"), "plan.open", value)),
            divider(),
            section(say.mrkdwn("closure.ways.leave", others=seen.others)),
            actions(leave),
        ],
        metadata={"pair": seen.mentorship.id},
    )


def _goals_first(seen: Seen, say: Wording, way: Block) -> Iterator[Block]:
    if seen.time_left:
        yield divider()
        yield section(say.mrkdwn("closure.revisit.text", day=seen.mentorship.end))
        yield actions(way)


def _page(seen: Seen, say: Wording, blocks: Iterator[Block], *, title: str = "title") -> View:
    return modal(
        CALLBACK_ID,
        title=say.plain(f"closure.page.{title}"),
        close=say.plain("closure.page.close"),
        blocks=list(blocks),
        metadata={"pair": seen.mentorship.id},
    )


def _on_the_way(seen: Seen, say: Wording, *, leave: bool) -> Iterator[Block]:
    """One's own part, page by page; of the others nothing."""
    done = seen.mine.done_at is not None
    yield section(say.mrkdwn(_for_all("closure.page.done" if done else "closure.page.lead", seen), others=seen.others))
    first_open = min(seen.drafts, default=next((nth for nth in range(len(seen.pages)) if not _count(seen, nth)), 0))
    for nth in range(len(seen.pages)):
        yield _line(seen, nth, say, primary=not done and nth == first_open)
    yield from _end(seen, say) if done else ()
    if not done and seen.mine.wish is None and seen.time_left:
        yield from _goals_first(seen, say, _asked(seen, "revisit", say))
    yield from _last(seen, say, leave=leave)


def _line(seen: Seen, nth: int, say: Wording, *, primary: bool) -> Block:
    count, of = _count(seen, nth), len(seen.pages[nth]) + (nth == 1) + (nth == 2 and _is_mentee(seen))
    part = say.plain(f"closure.page.part_{nth}")
    state = say.plain("closure.page.state_some", count=count, of=of) if count else say.plain("closure.page.state_none")
    if nth in seen.drafts:
        state = say.plain("closure.page.state_kept")
    verb = say.plain("closure.page.change" if count else "closure.page.write")
    if nth in seen.drafts or (primary and any(_count(seen, each) for each in range(len(seen.pages)))):
        verb = say.plain("closure.page.write_on")
    write = button(
        verb,
        "closing.write",
        f"{_value(seen)}:{nth}",
        label=say.plain("closure.page.write_label", verb=verb, part=part),
        primary=primary,
    )
    return section(say.mrkdwn("closure.page.line", part=part, state=state), accessory=write)


def _count(seen: Seen, nth: int) -> int:
    """How much of a page is answered."""
    answered = sum(id in seen.mine.answers for id in seen.pages[nth])
    chosen = (False, seen.mine.wish is not None, _is_mentee(seen) and seen.mine.mentor_next is not None)
    return answered + chosen[nth]


def _is_mentee(seen: Seen) -> bool:
    return seen.me.role.value == "mentee"


def _together(seen: Seen, say: Wording) -> Iterator[Block]:
    yield section(say.mrkdwn("closure.page.both"))
    yield from _side_by_side(seen, say)
    yield divider()
    yield from _end(seen, say)
    yield from _last(seen, say, leave=True)


def _side_by_side(seen: Seen, say: Wording) -> Iterator[Block]:
    """Every question with what each wrote, beside each other, and the wishes for afterwards; what nobody answered is
    named in a line."""
    who = [(say.plain("closure.page.mine"), seen.mine), *((person.first_name, part) for person, part in seen.theirs)]
    names = [cut(name, 80) for name, _ in who]
    open_ = []
    for id in shown_questions(seen.mentorship):
        if any(part.answers.get(id) for _, part in who):
            yield section(f"*{say.mrkdwn(f'closure.questions.{id}.short')}*")
            yield _beside(names, [part.answers.get(id) or say.plain("closure.page.open") for _, part in who])
        else:
            open_.append(say.plain(f"closure.questions.{id}.short"))
    if any(part.wish is not None for _, part in who):
        yield section(f"*{say.mrkdwn('closure.wishes.short')}*")
        to = [seen.others, *(seen.me.person.first_name for _ in seen.theirs)]
        yield _beside(names, [_wish(part, others, say) for (_, part), others in zip(who, to, strict=True)])
    if open_:
        yield context(say.mrkdwn("closure.page.open_by_all", questions="; ".join(open_)))


def _beside(names: Sequence[str], texts: Sequence[str]) -> Block:
    """A column for each: the name, and below it what that person said, as it was typed. They are one cell, as on a phone
    the cells stand below each other."""
    cells = [plain(cut(f"{name}:\n{text}", 2000)) for name, text in zip(names, texts, strict=True)]
    return {"type": "section", "fields": cells}


def _wish(part: Part, others: str, say: Wording) -> str:
    if part.wish is None:
        return say.plain("closure.page.open")
    return say.plain(f"closure.wishes.{part.wish}", **({"others": others} if part.wish.value == "whatever" else {}))


def _private(seen: Seen, say: Wording) -> Iterator[Block]:
    """What somebody wrote for themselves alone."""
    own = [(id, seen.mine.answers[id]) for id in seen.pages[2] if id in seen.mine.answers]
    if own:
        yield divider()
        yield section(say.mrkdwn("closure.page.private"))
    for _, answer in own:
        yield typed(answer)


def _over(seen: Seen, say: Wording) -> Iterator[Block]:
    """To be read after the end: both, where all had finished; otherwise one's own."""
    if seen.both:
        yield section(say.mrkdwn("closure.page.over"))
        yield from _side_by_side(seen, say)
    else:
        wrote = bool(seen.mine.answers) or seen.mine.wish is not None
        key = "over_alone" if wrote else "over_left"
        yield section(say.mrkdwn(f"closure.page.{key}", others=seen.others))
        for id in shown_questions(seen.mentorship):
            if id in seen.mine.answers:
                yield section(f"*{say.mrkdwn(f'closure.questions.{id}.short')}*")
                yield typed(seen.mine.answers[id])
        if seen.mine.wish is not None:
            yield section(f"*{say.mrkdwn('closure.wishes.short')}*")
            yield typed(_wish(seen.mine, seen.others, say))
    yield from _private(seen, say)
    if seen.left:
        yield actions(closing_carried.opens(seen, say))


def _end(seen: Seen, say: Wording) -> Iterator[Block]:
    """What is left to do once one has finished: talk, and end it."""
    if seen.mine.end_at is not None:
        yield section(say.mrkdwn("closure.page.wished", others=seen.others, day=seen.closes_on or seen.mentorship.end))
        yield actions(_asked(seen, "not_yet", say))
        return
    last = bool(seen.wished_by) and len(seen.wished_by) == len(seen.mentorship.members) - 1
    if seen.wished_by and seen.closes_on is not None:
        names = english.listed(seen.wished_by)
        yield section(say.mrkdwn("closure.page.wished_by_other", others=names, day=seen.closes_on))
    ends = asked_first(
        button(say.plain("closure.page.end"), "closing.end", _value(seen)),
        title=say.plain("closure.page.end_title"),
        text=_ends_with(seen, say, last=last),
        confirm=say.plain("closure.page.end_confirm"),
        deny=say.plain("closure.page.end_deny"),
    )
    find = button(say.plain("closure.page.find"), "meet.open", _value(seen), primary=seen.both)
    yield actions(*([find] if seen.both else []), ends)


def _ends_with(seen: Seen, say: Wording, *, last: bool) -> str:
    """What is asked before it ends; that the channel hears of it only where it may."""
    ends = say.plain("closure.page.end_last" if last else "closure.page.end_both", others=cut(seen.others, 50))
    told = seen.both and allowed(seen.mentorship) is not Celebration.OFF
    return say.plain("closure.page.end_told", ends=ends) if told else ends


def _asked(seen: Seen, way: str, say: Wording) -> Block:
    """A button back ("revisit", "not_yet") that asks first."""
    return asked_first(
        button(say.plain(f"closure.{way}.button"), f"closing.{way}", _value(seen)),
        title=say.plain(f"closure.{way}.title"),
        text=say.plain(f"closure.{way}.ask", others=cut(seen.others, 60)),
        confirm=say.plain(f"closure.{way}.confirm"),
        deny=say.plain(f"closure.{way}.deny"),
    )


def _last(seen: Seen, say: Wording, *, leave: bool) -> Iterator[Block]:
    """The open goals, the private way out, and who sees what."""
    buttons = [closing_carried.opens(seen, say)] if seen.left else []
    if leave:
        buttons.append(button(say.plain("closure.ways.leave_button"), "close.leave", _value(seen)))
    if buttons:
        yield actions(*buttons)
    ends = [] if seen.closes_on is None or seen.mine.end_at is not None else [seen.closes_on]
    said = [say.mrkdwn("closure.page.ends", last=seen.mentorship.end, day=day) for day in ends if not seen.wished_by]
    yield context(" ".join([*said, say.mrkdwn("closure.page.coordinator")]))


def _for_all(key: str, seen: Seen) -> str:
    """Of two it is said otherwise than of more."""
    return key if len(seen.mentorship.members) == 2 else f"{key}_all"


def _value(seen: Seen) -> str:
    return f"pair:{seen.mentorship.id}"
