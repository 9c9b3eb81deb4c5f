"""The file methods: an address to upload to, and sharing what was uploaded in one conversation."""

from __future__ import annotations

from playground import files, wording
from playground.call import Call, invalid_arguments
from playground.files import File
from playground.methods_chat import destination
from playground.records import BOT_USER, Json, Refused


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal."""
    name, length = call.text("filename").strip(), call.number("length", 0)
    if not name or "/" in name:
        raise invalid_arguments(["[ERROR] filename is the name of a file"])
    if not 0 < length <= files.LARGEST_FILE:
        raise invalid_arguments([f"[ERROR] length goes from 1 to {files.LARGEST_FILE} bytes here"])
    file = call.workspace.files.announce(name, length)
    return {"upload_url": call.upload_url(file.ticket), "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: one message with the files in it; without a channel they stay with the app."""
    uploaded = [_titled(call, each) for each in _wanted(call.arguments["files"])]
    created = int(call.workspace.calendar())
    shapes = [files.shape(each, created=created) for each in uploaded]
    given = call.text("channel_id")
    if not given:
        return {"files": shapes}
    if given[:1] in ("U", "W", "#"):
        raise Refused("channel_not_found", "channel_id is the id of a conversation, not of a person.")
    channel = destination(call, given)
    call.workspace.limits.post(channel.id)
    for each in uploaded:
        each.channel = channel.id
    text = wording.escaped_by_slack(call.text("initial_comment"))
    message = call.workspace.new_message(BOT_USER, text, by_app=True, files=shapes)
    call.workspace.post(channel, message)
    return {"files": [{"id": each.id, "title": each.title} for each in uploaded]}


def _wanted(given: object) -> list[Json]:
    fits = isinstance(given, list) and all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in given)
    if not fits:
        raise invalid_arguments(["[ERROR] files is a list of {id, title}"])
    assert isinstance(given, list)
    return given


def _titled(call: Call, wanted: Json) -> File:
    file = call.workspace.files.uploaded(wanted["id"])
    file.title = str(wanted.get("title") or file.name)
    return file
