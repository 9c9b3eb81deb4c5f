"""What a coordinator sees of a mentorship: by deeds alone, so that no answer of anybody's shows in it, however indirectly.

A signal that rests on private answers can put another one off (one at a time), and a stage is asked about because of
answers. So neither what was told nor the confirmed stage counts here: only what both did, and the calendar.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.mentoring import signs_in_deeds
from bot.mentoring.life import Life
from bot.mentoring.moves import Standing
from bot.mentoring.reading import is_created
from bot.mentoring.sight import Seen, Sight
from bot.mentoring.stages import MEETINGS_THAT_END_S1, Stage
from bot.mentoring.thresholds import Thresholds


class View(NamedTuple):
    """All there is to see: `stage` is S1, S4, or S2 for everything between, and `hand_at` the moment from which the pair
    could use a hand: it has come, or lies ahead if nothing happens; None where nothing but new evidence leads there."""

    stage: Stage
    hand_at: datetime | None

    def hand_since(self, now: datetime) -> datetime | None:
        """Since when the pair could use a hand; None where it doesn't at this moment."""
        return self.hand_at if self.hand_at is not None and self.hand_at <= now else None


NOTHING_YET = View(Stage.S1, None)
"""Before anything was looked at."""


def view(life: Life, rules: Thresholds, now: datetime) -> View:
    """A mentorship as its coordinator sees it from now on, until something happens or `turns_at`. What would begin to show while
    somebody pauses shows from the end of that on; what showed before goes on, so that no pause can be told from it.
    *Something isn't right* is no evidence, so it changes nothing here."""
    sight = Sight(life, by_deeds(life, rules, now), rules, now, None)
    moments = [each for each in _hands(sight) if each is not None]
    return View(sight.stage, _outside_quiet(life, min(moments)) if moments else None)


def by_deeds(life: Life, rules: Thresholds, now: datetime) -> Standing:
    """Where a mentorship stands by what both did: signatures and meetings end its first stage; goals that are all met or
    the closing conversation lead to its last one, no sooner than they could have been asked about that."""
    if not is_created(life):
        return _in(Stage.S1, life.frame.introduced_at)
    last_at = _last_at(life, rules)
    if last_at is not None and last_at <= now:
        return _in(Stage.S4, last_at)
    assert life.agreed_at is not None
    return _in(Stage.S2, max(life.agreed_at, life.held[MEETINGS_THAT_END_S1 - 1].at))


def turns_at(life: Life, rules: Thresholds, now: datetime) -> datetime | None:
    """When the last stage begins by deeds, where that lies ahead."""
    last_at = _last_at(life, rules) if is_created(life) else None
    return last_at if last_at is not None and last_at > now else None


def _last_at(life: Life, rules: Thresholds) -> datetime | None:
    last = [each for each in (life.closing_at, life.all_met_at) if each is not None]
    return min(last) + rules.reading_stands if last else None


def _hands(sight: Sight) -> tuple[datetime | None, ...]:
    """From when on each behavioural signal shows, as section 12 says: missed meetings in S1 at once and quiet after 14 days
    of it, no agreement on day 35, the end 7 days before; otherwise 14 days after the pair could be told."""
    life, rules = sight.life, sight.rules
    near = signs_in_deeds.end_near(sight)
    end = None if near is None else max(near.at, signs_in_deeds.end_of(life) - rules.hand_end)
    missed = signs_in_deeds.missed(_loosely(sight, life.meetings[-1].at)) if life.meetings else None
    quiet = signs_in_deeds.quiet(_loosely(sight, signs_in_deeds.heard(life)))
    late, stuck = signs_in_deeds.agreement_late(sight), signs_in_deeds.stuck(sight)
    if sight.stage is Stage.S1:
        return (
            None if missed is None else missed.at,
            _no_sooner(quiet, life.pauses.after(signs_in_deeds.heard(life), rules.hand_after)),
            _no_sooner(late, life.pauses.after(life.frame.introduced_at, rules.hand_agreement)),
            _unchanged(sight, stuck),
            end,
        )
    return (*(_unchanged(sight, each) for each in (missed, quiet, late, stuck)), end)


def _loosely(sight: Sight, moment: datetime) -> Sight:
    """After the usual length of S2 the looser rules of S3 hold: whether the pair has moved on is theirs to know."""
    if sight.stage is not Stage.S2 or moment < sight.standing.since + sight.life.frame.usual[Stage.S2]:
        return sight
    return sight._replace(standing=_in(Stage.S3, sight.standing.since))


def _no_sooner(found: Seen | None, moment: datetime) -> datetime | None:
    return None if found is None else max(found.at, moment)


def _unchanged(sight: Sight, found: Seen | None) -> datetime | None:
    return None if found is None else sight.life.pauses.after(found.at, sight.rules.hand_after)


def _in(stage: Stage, since: datetime) -> Standing:
    return Standing(stage, since, stage, since)


def _outside_quiet(life: Life, moment: datetime) -> datetime:
    """What begins in a pause begins at its end."""
    return next((ends for begins, ends in life.pauses.spans if begins < moment < ends), moment)
