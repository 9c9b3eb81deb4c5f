"""Files on their way into the workspace: an address to upload to, the bytes, and who may have them once they are shared."""

from __future__ import annotations

import mimetypes
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from playground.records import BOT_USER, Json, Refused

UPLOAD_SECONDS = 10 * 60.0
LARGEST_FILE = 1_000_000
"""Bytes; Slack takes a gigabyte, the stand-in what a test or a person trying it out needs."""


@dataclass
class File:
    """One file. `content` is None until it was uploaded; `channel` is where it was shared, once it was."""

    id: str
    name: str
    length: int
    at: float
    ticket: str
    title: str = ""
    content: bytes | None = None
    channel: str | None = None

    @property
    def kind(self) -> str:
        """Its media type, by its name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class Files:
    """Keeps files. `elapsed` is monotonic seconds."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._files: dict[str, File] = {}

    def announce(self, name: str, length: int) -> File:
        """A file is to come: its id, and the ticket in the address it is to be uploaded to."""
        file = File(
            f"F0{secrets.token_hex(5).upper()}", name, length, self._elapsed(), secrets.token_hex(16), title=name
        )
        self._files[file.id] = file
        return file

    def upload(self, ticket: str, content: bytes) -> File:
        """The bytes arrive. Raises Refused for an address that was never given out, is used or too old, and for another length."""
        file = next((each for each in self._files.values() if each.ticket == ticket), None)
        if file is None:
            raise Refused("no_such_upload", "This upload address was never given out.")
        if file.content is not None:
            raise Refused("used_upload", "An upload address works once.")
        if self._elapsed() - file.at > UPLOAD_SECONDS:
            raise Refused("expired_upload", "An upload address works for ten minutes.")
        if len(content) != file.length:
            raise Refused("wrong_length", f"{file.length} bytes were announced, {len(content)} came.")
        file.content = content
        return file

    def uploaded(self, id: str) -> File:
        """A file that is there and was not shared yet. Raises Refused `file_not_found`."""
        file = self._files.get(id)
        if file is None or file.content is None or file.channel is not None:
            raise Refused("file_not_found", f"There is no uploaded file {id!r} that waits to be shared.")
        return file

    def get(self, id: str) -> File | None:
        """A file by its id."""
        return self._files.get(id)

    def clear(self) -> None:
        self._files.clear()


def shape(file: File, *, created: int) -> Json:
    """A file as Slack answers and sends it, as far as an app needs it."""
    return {
        "id": file.id,
        "created": created,
        "timestamp": created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.kind,
        "filetype": file.name.rpartition(".")[2].lower(),
        "user": BOT_USER,
        "mode": "hosted",
        "size": file.length,
    }
