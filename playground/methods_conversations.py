"""The conversation methods: opening DMs and group DMs, and looking at channels, members and history."""

from __future__ import annotations

from playground import shapes
from playground.call import Call, invalid_arguments, missing_scope
from playground.records import BOT_USER, Conversation, Json, Refused

MOST_USERS = 8
KINDS = {"public_channel": "channels", "private_channel": "groups", "mpim": "mpim", "im": "im"}


def open_conversation(call: Call) -> Json:
    """conversations.open: one person's DM, or the group DM of the same people as before."""
    given = call.arguments.get("users")
    if call.text("channel"):
        if given:
            raise invalid_arguments(["[ERROR] give either channel or users"])
        conversation = call.workspace.conversation(call.text("channel"))
        if conversation.kind == "channel":
            raise Refused("method_not_supported_for_channel_type", "Only DMs are opened.")
        return _opened(call, conversation, known=True)
    users = _users(given)
    for user in users:
        person = call.workspace.person(user)
        if person.deleted:
            raise Refused("user_disabled", f"{person.real_name} has been deactivated.")
    if len(users) == 1:
        _need(call, "im:write")
        if users[0] == BOT_USER:
            raise Refused("cannot_dm_bot", "The app cannot write to itself.")
        return _opened(call, call.workspace.im_with(users[0]), known=True)
    _need(call, "mpim:write")
    conversation, known = call.workspace.group({*users, BOT_USER})
    return _opened(call, conversation, known=known)


def _users(given: object) -> list[str]:
    names = given.split(",") if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise Refused("users_list_not_supplied", "users is a list of user ids.")
    users = list(dict.fromkeys(n.strip() for n in names if n.strip()))
    if not users:
        raise Refused("users_list_not_supplied", "users is empty.")
    if len(users) > MOST_USERS:
        raise Refused("too_many_users", "A group DM has at most eight people besides the app.")
    return users


def _opened(call: Call, conversation: Conversation, *, known: bool) -> Json:
    answer: Json = {"no_op": known, "already_open": known, "channel": {"id": conversation.id}}
    if call.flag("return_im"):
        answer["channel"] = shape(call, conversation)
    return answer


def _need(call: Call, scope: str) -> None:
    if scope not in call.workspace.manifest.scopes:
        raise missing_scope(scope, call.workspace.manifest.scopes)


def history(call: Call) -> Json:
    """conversations.history: newest first, no ephemeral messages; metadata only when asked for."""
    conversation = call.workspace.conversation(call.text("channel"))
    call.need(conversation, "history")
    if BOT_USER not in conversation.members:
        raise Refused("not_in_channel", f"The app is not a member of #{conversation.name}.")
    oldest, latest = _moment(call, "oldest", 0.0), _moment(call, "latest", float("inf"))
    inclusive = call.flag("inclusive")
    fitting = [
        m
        for m in reversed(conversation.messages)
        if m.seen_by is None
        and (m.thread_ts is None or m.thread_ts == m.ts)
        and (oldest < float(m.ts) < latest or (inclusive and float(m.ts) in (oldest, latest)))
    ]
    messages, cursor = call.page(fitting)
    metadata = call.flag("include_all_metadata")
    answer: Json = {
        "messages": [shapes.message_of(call.workspace, m, metadata=metadata) for m in messages],
        "has_more": bool(cursor),
        "pin_count": 0,
    }
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def _moment(call: Call, name: str, otherwise: float) -> float:
    given = call.text(name)
    if not given:
        return otherwise
    try:
        return float(given)
    except ValueError:
        raise Refused(f"invalid_ts_{name}", f"{name} is not a timestamp.") from None


def info(call: Call) -> Json:
    """conversations.info."""
    conversation = call.workspace.conversation(call.text("channel"))
    call.need(conversation, "read")
    answer = shape(call, conversation)
    if call.flag("include_num_members"):
        answer["num_members"] = len(conversation.members)
    return {"channel": answer}


def list_conversations(call: Call) -> Json:
    """conversations.list: by default the public channels."""
    return _listed(call, lambda c: True)


def users_conversations(call: Call) -> Json:
    """users.conversations: those that the app, or a named person, is a member of."""
    user = call.text("user") or BOT_USER
    call.workspace.person(user)
    return _listed(call, lambda c: user in c.members)


def _listed(call: Call, fits: object) -> Json:
    assert callable(fits)
    kinds = [k.strip() for k in (call.text("types") or "public_channel").split(",")]
    unknown = [k for k in kinds if k not in KINDS]
    if unknown:
        raise Refused("invalid_types", f"There is no kind of conversation {unknown[0]!r}.")
    for kind in kinds:
        _need(call, f"{KINDS[kind]}:read")
    wanted = {KINDS[k] for k in kinds}
    visible = [
        c
        for c in call.workspace.conversations.values()
        if c.scope_kind in wanted
        and (BOT_USER in c.members or (c.kind == "channel" and not c.private))
        and not (call.flag("exclude_archived") and c.archived)
        and fits(c)
    ]
    channels, cursor = call.page(visible)
    return {"channels": [shape(call, c) for c in channels], "response_metadata": {"next_cursor": cursor}}


def members(call: Call) -> Json:
    """conversations.members."""
    conversation = call.workspace.conversation(call.text("channel"))
    call.need(conversation, "read")
    page, cursor = call.page(conversation.members)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def join(call: Call) -> Json:
    """conversations.join: public channels only."""
    conversation = call.workspace.conversation(call.text("channel"))
    if conversation.kind != "channel":
        raise Refused("method_not_supported_for_channel_type", "Only channels are joined.")
    if conversation.private:
        raise Refused("channel_not_found", "A private channel cannot be joined.")
    if conversation.archived:
        raise Refused("is_archived", "This channel is archived.")
    already = BOT_USER in conversation.members
    call.workspace.join(conversation, BOT_USER)
    answer: Json = {"channel": shape(call, conversation)}
    if already:
        answer |= {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return answer


def shape(call: Call, conversation: Conversation) -> Json:
    """A conversation as Slack answers it."""
    common: Json = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": conversation.archived,
        "is_im": conversation.event_kind == "im",
        "is_org_shared": False,
        "context_team_id": call.workspace.id,
        "updated": conversation.created * 1000,
    }
    if conversation.event_kind == "im":
        other = next((m for m in conversation.members if m != BOT_USER), BOT_USER)
        deleted = call.workspace.people[other].deleted
        return {**common, "user": other, "is_user_deleted": deleted, "is_open": True, "priority": 0}
    mpim = conversation.kind == "group"
    topic = {"value": conversation.topic, "creator": "", "last_set": 0}
    return {
        **common,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": not mpim and not conversation.private,
        "is_group": conversation.private and not mpim,
        "is_mpim": mpim,
        "is_private": conversation.private,
        "is_general": conversation.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_pending_ext_shared": False,
        "unlinked": 0,
        "creator": BOT_USER if mpim else next(iter(call.workspace.people)),
        "is_member": BOT_USER in conversation.members,
        "topic": topic,
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }
