"""The Web API methods: a table of what each is called, which scope it needs, which arguments it takes, and what it does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playground import methods_chat, methods_conversations, methods_files, methods_views, shapes
from playground.call import Call, invalid_arguments, missing_scope
from playground.records import APP_ID, BOT_ID, BOT_USER, Json, Refused
from playground.workspace import Workspace


@dataclass(frozen=True)
class Method:
    """One row of the table. `scopes`: one of them is enough, none means none is needed."""

    run: Callable[[Call], Json]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    token: Literal["bot", "app", "none"] = "bot"


def _auth_test(call: Call) -> Json:
    workspace = call.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": workspace.people[BOT_USER].name,
        "team_id": workspace.id,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def _api_test(call: Call) -> Json:
    return {"args": call.arguments}


def _team_info(call: Call) -> Json:
    workspace = call.workspace
    team = {"id": workspace.id, "name": workspace.name, "domain": workspace.domain, "email_domain": "", "icon": {}}
    return {"team": {**team, "url": f"https://{workspace.domain}.slack.com/"}}


def _users_info(call: Call) -> Json:
    person = call.workspace.person(call.text("user"))
    return {"user": _user(call, person.id)}


def _users_list(call: Call) -> Json:
    everyone = [_user(call, user) for user in call.workspace.people]
    members, cursor = call.page(everyone)
    return {
        "members": members,
        "cache_ts": int(call.workspace.calendar()),
        "response_metadata": {"next_cursor": cursor},
    }


def _user(call: Call, user: str) -> Json:
    workspace = call.workspace
    shape = shapes.user_of(workspace, workspace.person(user), email="users:read.email" in workspace.manifest.scopes)
    if not call.flag("include_locale"):
        shape.pop("locale", None)
    return shape


def _bots_info(call: Call) -> Json:
    if call.text("bot") != BOT_ID:
        raise Refused("bot_not_found", "This app is the only bot here.")
    profile = shapes.bot_profile(call.workspace)
    return {"bot": {**profile, "app_id": APP_ID, "user_id": BOT_USER}}


def _connections_open(call: Call) -> Json:
    return {"url": call.socket_url()}


CHAT = ("text", "blocks", "attachments", "metadata", "parse", "link_names", "mrkdwn", "thread_ts", "unfurl_links")
POST = (*CHAT, "unfurl_media", "reply_broadcast", "username", "icon_emoji", "icon_url", "as_user", "markdown_text")
READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
MANAGE = ("channels:manage", "groups:write", "im:write", "mpim:write")

METHODS: dict[str, Method] = {
    "api.test": Method(_api_test, optional=("error", "foo"), token="none"),
    "auth.test": Method(_auth_test),
    "apps.connections.open": Method(_connections_open, token="app"),
    "bots.info": Method(_bots_info, ("bot",), (), ("users:read",)),
    "team.info": Method(_team_info, (), ("team", "domain"), ("team:read",)),
    "users.info": Method(_users_info, ("user",), ("include_locale",), ("users:read",)),
    "users.list": Method(_users_list, (), ("cursor", "limit", "include_locale"), ("users:read",)),
    "chat.postMessage": Method(methods_chat.post_message, ("channel",), POST, ("chat:write",)),
    "chat.postEphemeral": Method(methods_chat.post_ephemeral, ("channel", "user"), POST, ("chat:write",)),
    "chat.update": Method(methods_chat.update, ("channel", "ts"), POST, ("chat:write",)),
    "chat.delete": Method(methods_chat.delete, ("channel", "ts"), ("as_user",), ("chat:write",)),
    "chat.getPermalink": Method(methods_chat.permalink, ("channel", "message_ts")),
    "files.getUploadURLExternal": Method(
        methods_files.get_upload_url, ("filename", "length"), ("alt_txt", "snippet_type"), ("files:write",)
    ),
    "files.completeUploadExternal": Method(
        methods_files.complete_upload, ("files",), ("channel_id", "initial_comment"), ("files:write",)
    ),
    "conversations.open": Method(
        methods_conversations.open_conversation,
        (),
        ("channel", "users", "return_im", "prevent_creation"),
        MANAGE,
    ),
    "conversations.history": Method(
        methods_conversations.history,
        ("channel",),
        ("cursor", "limit", "latest", "oldest", "inclusive", "include_all_metadata"),
        HISTORY,
    ),
    "conversations.info": Method(
        methods_conversations.info, ("channel",), ("include_locale", "include_num_members"), READ
    ),
    "conversations.list": Method(
        methods_conversations.list_conversations,
        (),
        ("cursor", "limit", "types", "exclude_archived", "team_id"),
        READ,
    ),
    "conversations.members": Method(methods_conversations.members, ("channel",), ("cursor", "limit"), READ),
    "conversations.join": Method(methods_conversations.join, ("channel",), (), ("channels:join",)),
    "users.conversations": Method(
        methods_conversations.users_conversations,
        (),
        ("cursor", "limit", "types", "exclude_archived", "user", "team_id"),
        READ,
    ),
    "views.open": Method(methods_views.open_view, ("view",), ("trigger_id", "interactivity_pointer")),
    "views.push": Method(methods_views.push, ("view",), ("trigger_id", "interactivity_pointer")),
    "views.update": Method(methods_views.update, ("view",), ("view_id", "external_id", "hash")),
    "views.publish": Method(methods_views.publish, ("user_id", "view"), ("hash",)),
}

STRUCTURED = ("blocks", "view", "metadata", "attachments", "files")


def run(
    name: str, arguments: Json, *, workspace: Workspace, socket_url: Callable[[], str], upload_url: Callable[[str], str]
) -> Json:
    """The answer of one method, without `ok`. The token has been checked. Raises Refused."""
    method = METHODS.get(name)
    if method is None:
        raise Refused("unknown_method", f"There is no method {name} here.", req_method=name)
    provided = workspace.manifest.scopes
    if method.token == "bot" and method.scopes and not provided.intersection(method.scopes):
        raise missing_scope(method.scopes[0], provided)
    call = Call(workspace=workspace, arguments=_read(method, arguments), socket_url=socket_url, upload_url=upload_url)
    return method.run(call)


def _read(method: Method, arguments: Json) -> Json:
    """The arguments with JSON strings parsed. Raises Refused `invalid_arguments` for missing and unknown ones."""
    given = {k: v for k, v in arguments.items() if v is not None}
    faults = [f"[ERROR] missing required field: {n}" for n in method.required if given.get(n) in (None, "", [], {})]
    # SDKs may send team_id with anything.
    known = {*method.required, *method.optional, "team_id"}
    if method.run is not _api_test:
        faults += [f"[ERROR] no such argument: {n}" for n in given if n not in known]
    for name in STRUCTURED:
        if isinstance(given.get(name), str):
            try:
                given[name] = json.loads(given[name])
            except ValueError:
                faults.append(f"[ERROR] {name} is not valid JSON")
    if faults:
        raise invalid_arguments(faults)
    return given
