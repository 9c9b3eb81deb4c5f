"""The chat methods: posting, changing and deleting the app's messages."""

from __future__ import annotations

from playground import shapes, wording
from playground.call import Call, invalid_arguments, missing_scope
from playground.records import BOT_ID, BOT_USER, Conversation, Json, Message, Refused

LONGEST_TEXT = 40_000


def post_message(call: Call) -> Json:
    """chat.postMessage."""
    channel = destination(call, call.text("channel"))
    text, blocks = _content(call)
    metadata = _metadata(call)
    thread = call.text("thread_ts") or None
    if thread is not None and channel.find(thread) is None:
        raise Refused("thread_not_found", "There is no message with this thread_ts.")
    call.workspace.limits.post(channel.id)
    message = call.workspace.new_message(
        BOT_USER, text, blocks=blocks, metadata=metadata, by_app=True, thread_ts=thread
    )
    call.workspace.post(channel, message)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "message": shapes.message_of(call.workspace, message),
    }


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: one person sees it, history never does."""
    channel = destination(call, call.text("channel"))
    seer = call.workspace.person(call.text("user"))
    if seer.id not in channel.members or seer.deleted:
        raise Refused("user_not_in_channel", f"{seer.real_name} is not in this conversation.")
    text, blocks = _content(call)
    call.workspace.limits.post(channel.id)
    message = call.workspace.new_message(BOT_USER, text, blocks=blocks, by_app=True, seen_by=seer.id)
    call.workspace.post(channel, message)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update: only the app's own messages, and no ephemeral ones."""
    channel, message = _own_message(call, "cant_update_message")
    changed: Json = {"edited": call.workspace.stamp()}
    if "text" in call.arguments or "blocks" in call.arguments:
        # A new text without blocks takes the old blocks away.
        changed["text"], changed["blocks"] = _content(call)
    if "metadata" in call.arguments:
        changed["metadata"] = _metadata(call) if call.arguments["metadata"] else None
    call.workspace.change_message(channel, message, **changed)
    shape = shapes.message_of(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def delete(call: Call) -> Json:
    """chat.delete: only the app's own messages."""
    channel, message = _own_message(call, "cant_delete_message")
    call.workspace.delete_message(channel, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.workspace.conversation(call.text("channel"))
    ts = call.text("message_ts")
    message = channel.find(ts)
    if message is None or message.seen_by:
        raise Refused("message_not_found", "There is no message with this ts.")
    link = f"https://{call.workspace.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def destination(call: Call, given: str) -> Conversation:
    """Where to post: a conversation the app is in, a public channel with the scope for it, or a person's DM."""
    workspace = call.workspace
    if given[:1] in ("U", "W"):
        if given == BOT_USER or given not in workspace.people:
            raise Refused("channel_not_found", f"There is nobody {given!r} to write to.")
        channel = workspace.im_with(given)
    elif given.startswith("#"):
        named = next((c for c in workspace.conversations.values() if c.kind == "channel" and c.name == given[1:]), None)
        channel = workspace.conversation(named.id if named else given)
    else:
        channel = workspace.conversation(given)
    if channel.archived:
        raise Refused("is_archived", "This channel is archived.")
    if BOT_USER not in channel.members and "chat:write.public" not in workspace.manifest.scopes:
        raise Refused("not_in_channel", f"The app is not a member of #{channel.name}.")
    if channel.kind == "app" and not workspace.manifest.messages_tab:
        raise Refused("messages_tab_disabled", "The manifest does not turn the Messages tab on.")
    if channel.kind == "app":
        person = next(workspace.people[m] for m in channel.members if m != BOT_USER)
        if person.deleted:
            raise Refused("user_disabled", f"{person.real_name} has been deactivated.")
    return channel


def _content(call: Call) -> tuple[str, list[Json]]:
    """Text and blocks, checked. Raises Refused `no_text`, `msg_too_long`, `invalid_blocks`."""
    if call.arguments.get("attachments"):
        raise invalid_arguments(["[ERROR] attachments are not drawn here: use blocks"])
    if call.arguments.get("markdown_text"):
        raise invalid_arguments(["[ERROR] markdown_text is not drawn here: use text or blocks"])
    if call.arguments.keys() & {"username", "icon_emoji", "icon_url"}:
        needed = "chat:write.customize"
        if needed not in call.workspace.manifest.scopes:
            raise missing_scope(needed, call.workspace.manifest.scopes)
    text = call.text("text")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long", f"A text has at most 40,000 characters, this one {len(text):,}.")
    blocks = call.blocks()
    if not text.strip() and not blocks:
        raise Refused("no_text", "A message needs text or blocks.")
    filled: list[Json] = wording.with_ids(wording.with_defaults(blocks))
    return wording.escaped_by_slack(text), filled


def _metadata(call: Call) -> Json | None:
    """Raises Refused `invalid_metadata_format` unless it is an event type with a mapping."""
    metadata = call.arguments.get("metadata")
    if metadata is None:
        return None
    fits = isinstance(metadata, dict) and set(metadata) == {"event_type", "event_payload"}
    if not fits or not isinstance(metadata["event_type"], str) or not isinstance(metadata["event_payload"], dict):
        raise Refused("invalid_metadata_format", "metadata is {event_type: text, event_payload: mapping}.")
    return dict(metadata)


def _own_message(call: Call, refusal: str) -> tuple[Conversation, Message]:
    channel = call.workspace.conversation(call.text("channel"))
    message = channel.find(call.text("ts"))
    if message is None or message.seen_by:
        raise Refused("message_not_found", "There is no such message, or only one person can see it.")
    if not message.by_app:
        raise Refused(refusal, f"{BOT_ID} wrote no such message: an app changes only its own.")
    return channel, message
