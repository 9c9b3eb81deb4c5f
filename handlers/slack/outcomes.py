"""What a refusal by Slack means for what was to be sent."""

from __future__ import annotations

import math

from slack_sdk.errors import SlackApiError

from bot.ports import CannotSend, SendLater, SendUnknown
from handlers.slack.chat import error_of

LATER = {"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "request_timeout"}
"""Nothing was posted, and later it may be."""
OURS = {
    "not_authed",
    "invalid_auth",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "missing_scope",
    "ekm_access_denied",
    "team_access_not_granted",
    "org_login_required",
    "accesslimited",
}
"""The settings are wrong, not the notice."""
USUAL, LONGEST = 30.0, 3600.0
"""Seconds to wait where Slack does not say how long, and at the most, whatever it says."""
UNCERTAIN = {"fatal_error", "internal_error"}
"""Slack's own words: "some aspect of the operation may have succeeded before the error"."""


def outcome(error: SlackApiError) -> SendLater | CannotSend | SendUnknown:
    """What a refusal by Slack means for the notice. What is wrong with our token is not the notice's fault: it waits."""
    status, reason = error_of(error)
    if status == 429 or reason in LATER:
        return SendLater(_retry_after(error))
    if reason in OURS:
        return SendLater(300, reason)
    if status >= 500 or reason in UNCERTAIN or reason == str(status):
        return SendUnknown(reason)
    return CannotSend(reason)


def _retry_after(error: SlackApiError) -> float:
    """How long Slack asks to wait. A header that no clock can be set by is not believed."""
    try:
        seconds = float(error.response.headers.get("Retry-After", USUAL))
    except ValueError:
        return USUAL
    return min(max(1.0, seconds), LONGEST) if math.isfinite(seconds) else USUAL
