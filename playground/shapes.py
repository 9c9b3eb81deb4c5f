"""People, messages and the app as Slack answers and sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground import wording
from playground.records import APP_ID, BOT_ID, BOT_USER, Conversation, Json, Message, Person

if TYPE_CHECKING:
    from playground.workspace import Workspace


def user_of(workspace: Workspace, person: Person, *, email: bool = False) -> Json:
    """A person as users.info answers."""
    profile: Json = {
        "title": person.title,
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": "" if person.is_bot else person.name,
        "display_name_normalized": "" if person.is_bot else person.name,
        "first_name": person.first_name,
        "last_name": person.real_name.partition(" ")[2],
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "",
        "team": workspace.id,
    }
    if email and not person.is_bot:
        profile["email"] = person.email or f"{person.name}@{workspace.domain}.example"
    shape: Json = {
        "id": person.id,
        "team_id": workspace.id,
        "name": person.name,
        "deleted": person.deleted,
        "profile": profile,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": person.updated,
    }
    if not person.deleted:
        shape |= {
            "color": person.color,
            "real_name": person.real_name,
            "tz": person.tz,
            "tz_label": person.tz,
            "tz_offset": wording.utc_offset(person.tz, workspace.calendar()),
            "is_admin": person.admin,
            "is_owner": person.admin,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_email_confirmed": True,
            "who_can_share_contact_card": "EVERYONE",
            "locale": person.locale,
        }
    if person.is_bot:
        shape["profile"] |= {"api_app_id": APP_ID, "bot_id": BOT_ID, "always_active": True}
    return shape


def message_of(workspace: Workspace, message: Message, *, metadata: bool = False) -> Json:
    """A message as Slack answers and sends it."""
    shape: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": workspace.id,
    }
    if message.by_app:
        shape |= {"bot_id": BOT_ID, "app_id": APP_ID, "bot_profile": bot_profile(workspace)}
    if message.client_msg_id:
        shape["client_msg_id"] = message.client_msg_id
    if message.blocks:
        shape["blocks"] = message.blocks
    if message.files:
        shape |= {"subtype": "file_share", "files": message.files}
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
    if message.edited:
        shape["edited"] = {"user": BOT_ID if message.by_app else message.user, "ts": message.edited}
    if metadata and message.metadata:
        shape["metadata"] = message.metadata
    return shape


def bot_profile(workspace: Workspace) -> Json:
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": BOT_USER,
        "name": workspace.manifest.bot_name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": workspace.id,
    }


def message_event(workspace: Workspace, channel: Conversation, message: Message) -> Json:
    """The message event that the app hears."""
    return {
        **message_of(workspace, message),
        "channel": channel.id,
        "channel_type": channel.event_kind,
        "event_ts": message.ts,
    }
