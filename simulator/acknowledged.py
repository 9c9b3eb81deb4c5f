"""What was acknowledged is there: words that were sent in, taps, commands, and lines that were written to the companion."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from playground.records import Json
from simulator.people import words_in


class Acknowledged:
    """`excused`: whether this person was told just now that something was not saved. `count` counts what people did."""

    def __init__(
        self,
        broken: Callable[[str, str], None],
        *,
        now: Callable[[], datetime],
        look: Callable[[str], list[Any]],
        kept: Callable[[set[int]], set[int]],
        excused: Callable[[str], bool],
        count: Callable[[str], None],
    ) -> None:
        self._count = count
        self._broken, self._now, self._look, self._kept, self._excused = broken, now, look, kept, excused

    def heard(self, envelope: str, payload: Json, body: Any) -> None:
        """The companion has acknowledged this, and answered with `body`."""
        if envelope == "events_api":
            self._written(payload["event"], payload["event_id"])
        elif payload.get("type") == "block_actions":
            action = payload["actions"][0]
            chosen = action.get("selected_option") or {}
            self._tapped(
                payload["user"]["id"], action["action_id"], str(action.get("value") or chosen.get("value") or "")
            )
        elif payload.get("type") == "view_submission":
            self._sent_in(payload["user"]["id"], payload["view"], body if isinstance(body, dict) else {})
        elif envelope == "slash_commands" and payload["command"] == "/mentor":
            self._tapped(payload["user_id"], "/mentor", payload["text"])

    def _sent_in(self, user: str, view: Json, answer: Json) -> None:
        if view["callback_id"] in SENT_IN and answer.get("response_action") != "errors":
            self._count(SENT_IN[view["callback_id"]])
        if answer.get("response_action") in (None, "", "clear"):
            typed = set(words_in(json.dumps(view["state"]["values"])))
            for number in sorted(typed - self._kept(typed)):
                self._broken("acknowledged", f"Zq{number}w, sent in as {view['callback_id']}, was not kept")

        if view["callback_id"] == "agreement.sign" and answer.get("response_action") != "errors":
            asked = UNSIGNED.format(user=user, **json.loads(view["private_metadata"]))
            if self._look(asked) and not self._excused(user):
                self._broken("acknowledged", f"{user} signed {view['private_metadata']}, and nothing came of it")

    def _written(self, event: Json, id: str) -> None:
        """Whoever writes to the companion is answered."""
        if event["type"] != "message" or event.get("subtype") or event.get("bot_id") or event["channel_type"] != "im":
            return
        if not self._look(f"SELECT 1 FROM outbox WHERE key = 'hello:{id}'"):
            self._broken("acknowledged", f"the event {id}, something that {event['user']} wrote, has no answer")

    def _tapped(self, user: str, action: str, value: str) -> None:
        for begins, with_value, missing in TAPS:
            if not action.startswith(begins) or not fnmatchcase(value, with_value):
                continue
            parts = [part for part in value.split(":") if part.isdigit()]
            id, revision = (*parts, 0, 0)[:2]
            asked = missing.format(id=id, revision=revision, user=user, now=int(self._now().timestamp()))
            if self._look(asked) and not self._excused(user):
                self._broken("acknowledged", f"{user} did {action} {value}, and nothing came of it")
            elif (begins, with_value) in DONE:
                self._count(DONE[begins, with_value])


MEMBER = """
SELECT 1 FROM member JOIN person ON person.id = person_id JOIN mentorship ON mentorship.id = mentorship_id
WHERE user_id = '{user}' AND mentorship_id = {id} AND ended_at IS NULL AND
"""
PERSON = "SELECT 1 FROM person WHERE user_id = '{user}' AND "
QUIET, AWAKE = PERSON + "snoozed_until > {now} + 5", PERSON + "COALESCE(snoozed_until, 0) <= {now}"
SPANS = ("2 weeks", "3 days", "1 month", "until", "tomorrow")
UNANSWERED = """
SELECT 1 FROM check_in JOIN mentorship ON mentorship.id = mentorship_id WHERE check_in.id = {id} AND answered_at IS NULL
AND skipped_at IS NULL AND ended_at IS NULL AND expires_at > {now} + 5
"""
STEP = """
SELECT 1 FROM step JOIN goal ON goal.id = goal_id JOIN mentorship ON mentorship.id = goal.mentorship_id
WHERE step.id = {id} AND step.dropped_at IS NULL AND goal.dropped_at IS NULL AND accomplished_at IS NULL AND ended_at IS NULL
AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.mentorship_id = mentorship.id AND evidence.about = step.id
    AND evidence.at > {now} - 60 AND what IN ('step.done', 'step.reopened')) AND step.done_at
"""
ROOM = """ AND 3 > (SELECT COUNT(*) FROM step AS each WHERE goal_id = goal.id AND done_at IS NULL AND each.dropped_at IS NULL)"""
GOAL = """
SELECT 1 FROM goal JOIN mentorship ON mentorship.id = goal.mentorship_id JOIN member ON member.mentorship_id = mentorship.id
JOIN person ON person.id = person_id WHERE goal.id = {id} AND user_id = '{user}' AND goal.dropped_at IS NULL
AND accomplished_at IS NULL AND ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.goal = {id}
    AND evidence.mentorship_id = mentorship.id AND evidence.at > {now} - 60 AND what IN ('goal.marked', 'goal.unmarked'))
AND
"""
"""What happened to it within the last minute may have been others, who were faster or slower."""
TAPS = (
    ("checkin.answer.", "checkin:*", UNANSWERED),
    ("checkin.skip", "checkin:*", UNANSWERED),
    ("step.done", "step:*:done", STEP + "IS NULL"),
    ("step.done", "step:*:open", STEP + "IS NOT NULL" + ROOM),
    ("goal.done", "goal:*:met", GOAL + "role = 'mentee' AND marked_at IS NULL"),
    ("goal.done", "goal:*:open", GOAL + "role = 'mentee' AND marked_at IS NOT NULL"),
    ("goal.confirm", "goal:*:yes", GOAL + "role = 'mentor' AND marked_at IS NOT NULL"),
    ("goal.talk", "goal:*", GOAL + "role = 'mentor' AND marked_at IS NOT NULL AND talk_asked_at IS NULL"),
    ("meeting.accept", "meeting:*", """
SELECT 1 FROM appointment JOIN mentorship ON mentorship.id = mentorship_id JOIN person ON person.id = set_up_by
WHERE appointment.id = {id} AND state = 'booked' AND appointment.revision = {revision} AND accepted_at IS NULL
AND series_id IS NULL AND ended_at IS NULL AND starts_at > {now} + 5 AND user_id <> '{user}'
"""),
    ("meeting.report.", "meeting:*", """
SELECT 1 FROM appointment JOIN mentorship ON mentorship.id = mentorship_id
WHERE appointment.id = {id} AND state = 'booked' AND settled_at IS NULL AND ended_at IS NULL AND ends_at < {now} - 5
AND NOT EXISTS (SELECT 1 FROM report JOIN person ON person.id = person_id
    WHERE appointment_id = appointment.id AND user_id = '{user}')
"""),
    ("helpme.resume", "pair:*", MEMBER + "stopped_at IS NOT NULL"),
    ("choose.", "help me:*", MEMBER + "stopped_at IS NULL"),
    ("/mentor", "help me*", """
SELECT 1 FROM member JOIN person ON person.id = person_id JOIN mentorship ON mentorship.id = mentorship_id
WHERE user_id = '{user}' AND ended_at IS NULL GROUP BY person_id HAVING COUNT(*) = 1 AND MAX(stopped_at) IS NULL
"""),
    ("close.take_back", "pair:*", MEMBER + "leaving_told_at IS NOT NULL"),
    ("snooze.off", "off*", QUIET),
    ("/mentor", "snooze off*", QUIET),
    *(("/mentor", f"snooze {span}*", AWAKE) for span in SPANS),
)  # fmt: skip
"""What somebody does, by how the action or command begins and what its value is like, and what there is in the file where it was
lost."""
UNSIGNED = """
SELECT 1 FROM agreement JOIN mentorship ON mentorship.id = mentorship_id
WHERE mentorship_id = {mentorship} AND revision = {seen} AND ended_at IS NULL
AND version = (SELECT MAX(version) FROM agreement AS each WHERE each.mentorship_id = {mentorship})
AND NOT EXISTS (SELECT 1 FROM signature JOIN person ON person.id = person_id
    WHERE agreement_id = agreement.id AND user_id = '{user}')
"""
DONE = {
    ("/mentor", "help me*"): "said that something isn't right",
    ("close.take_back", "pair:*"): "stayed",
    **{("/mentor", f"snooze {span}*"): "asked for quiet" for span in SPANS},
}
SENT_IN = {"close.confirm": "left", "program.pause": "let the program rest", "snooze": "asked for quiet"}
"""What people have done by then, for the summary."""
